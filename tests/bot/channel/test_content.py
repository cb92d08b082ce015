"""WhatsApp's buttons and lists: which template a reply gets, and what happens when it fails."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.channel.content import content_of
from bot.channel.tracker import LastTurn
from tests.bot.channel.processes import hurried, until
from tests.bot.channel.running import SMS, Running, spoken
from tests.bot.channel.sending import all_sent, bodies, rows
from tests.bot.channel.twilio_server import BREAK_TAKEN, FakeTwilio

TWO, THREE, FOUR, MORE = ("HX" + digit * 32 for digit in "2349")
TEMPLATES = {"2": TWO, "3": THREE, "4": FOUR, "more": MORE}
PLACES = [
    {"label": "San Juan, Lucanas, Ayacucho"}, {"label": "San Juan de Lurigancho, Lima, Lima"},
    {"label": "San Juan Bautista"}, {"label": "San Juan, Castrovirreyna"},
]  # fmt: skip


def asking(count: int) -> tuple[str, LastTurn]:
    lines = [f"{n}. {place['label']}" for n, place in enumerate(PLACES[:count], 1)]
    reply = "\n".join(["Hay varios lugares llamados *San Juan*. ¿Cuál es?", *lines])
    listing = {"kind": "ask_place", "choices": PLACES[:count]}
    return reply, LastTurn(("action_ask_place",), {"listing": listing}, frozenset({"listing"}))


HUBS = "Los 3 tambos más cerca:\n1. *Tambo A*: 2 km\n2. *Tambo B*: 3 km\n3. *Tambo C*: 9 km"
LINE = "Los 3 tambos más cerca: 1. *Tambo A*: 2 km 2. *Tambo B*: 3 km 3. *Tambo C*: 9 km"
LISTED = LastTurn(("action_nearest_hubs",), {"listing": {"kind": "hubs"}}, frozenset({"listing"}))


@pytest.mark.parametrize(("count", "sid"), [(2, TWO), (3, THREE), (4, FOUR)])
def test_places_to_choose_from_stand_on_buttons_or_in_a_list(count: int, sid: str) -> None:
    reply, last = asking(count)
    content = content_of(reply, last, TEMPLATES)
    assert content is not None and content.sid == sid
    assert (
        content.variables["1"] == " ".join(reply.split("\n"))
        and len(content.variables) == count + 1
    )
    labels = [content.variables[str(n)] for n in range(2, count + 2)]
    assert labels[0].startswith("1 San Juan, Luc")
    assert all(len(label) <= (20 if count < 4 else 24) for label in labels)


def test_the_numbers_of_a_list_stand_on_buttons_with_mas_where_there_is_more() -> None:
    content = content_of(HUBS, LISTED, TEMPLATES)
    assert content is not None and content.sid == THREE
    assert dict(content.variables) == {"1": LINE, "2": "1", "3": "2", "4": "3"}
    more = HUBS + "\nEscribe un número, o *MÁS* para ver los siguientes."
    content = content_of(more, LISTED, TEMPLATES)
    assert content is not None and (content.sid, content.variables["5"]) == (FOUR, "MÁS")
    content = content_of(more, LISTED, {"3": THREE, "more": MORE})
    assert content is not None and content.sid == MORE
    assert dict(content.variables) == {"1": LINE + more[len(HUBS) :].replace("\n", " "), "2": "MÁS"}


def test_more_is_said_on_the_button_in_the_language_of_the_reply() -> None:
    english = HUBS + "\nWrite a number to know more, or *MORE* to see the next ones."
    content = content_of(english, LISTED, TEMPLATES)
    assert content is not None and (content.sid, content.variables["5"]) == (FOUR, "MORE")


def test_other_replies_are_text() -> None:
    assert content_of("Hola, ¿qué buscas?", LastTurn(), TEMPLATES) is None
    assert content_of(HUBS, LastTurn(slots=LISTED.slots), TEMPLATES) is None
    assert content_of(HUBS + "x" * 1_024, LISTED, TEMPLATES) is None
    assert content_of(HUBS, LISTED, {"2": TWO}) is None and content_of(HUBS, LISTED, {}) is None


@pytest.fixture
def buttons(tmp_path: Path, sending: dict[str, Any]) -> Iterator[Running]:
    """A bot with templates that asks which San Juan is meant."""
    reply, last = asking(2)
    with hurried(tmp_path, content_templates=TEMPLATES, **sending) as bot:
        bot.agent.slots["hubs en San Juan"] = dict(last.slots)
        bot.agent.script = lambda message: (
            reply if message.text == "hubs en San Juan" else f"Escuché: {message.text}"
        )
        yield bot


def test_a_choice_is_sent_by_rest_and_a_tap_comes_back_as_its_number(
    buttons: Running, twilio: FakeTwilio
) -> None:
    form = buttons.form("hubs en San Juan")
    assert spoken(buttons.post(form)) == ""
    until(lambda: all_sent(buttons.folder))
    (message,) = twilio.messages
    assert message["ContentSid"] == TWO and "Body" not in message
    assert json.loads(message["ContentVariables"])["2"] == "1 San Juan, Lucanas…"
    assert spoken(buttons.post(form)) == "" and len(twilio.messages) == 1
    buttons.say("", ButtonText="1 San Juan, Lucanas…", ButtonPayload="1", MessageType="interactive")
    assert buttons.heard.parse_data["intent"]["name"] == "choose"


def test_a_template_that_twilio_took_before_the_line_broke_is_not_sent_again(
    buttons: Running, twilio: FakeTwilio
) -> None:
    twilio.statuses = [BREAK_TAKEN]
    buttons.say("hubs en San Juan")
    until(lambda: all_sent(buttons.folder))
    assert len(twilio.messages) == 1 and twilio.lists


def test_where_a_template_is_refused_the_text_goes_out(
    buttons: Running, twilio: FakeTwilio
) -> None:
    twilio.statuses = [400]
    assert buttons.say("hubs en San Juan") == ""
    until(lambda: all_sent(buttons.folder))
    assert bodies(twilio) == [asking(2)[0]]
    assert [set(message) for message in twilio.messages] == [
        {"To", "From", "ContentSid", "ContentVariables"}, {"To", "From", "Body"},
    ]  # fmt: skip


def test_by_sms_and_without_choices_the_response_itself_answers(
    buttons: Running, twilio: FakeTwilio
) -> None:
    assert buttons.say("hubs en San Juan", SMS).endswith("Lima, Lima")
    assert buttons.say("hola") == "Escuché: hola"
    assert not rows(buttons.folder) and not twilio.messages
