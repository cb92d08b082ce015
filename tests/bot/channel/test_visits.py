"""A hub that was shown is asked about once, when it is time, and the answer reaches the act."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.bot.channel.running import SMS, WHATSAPP, Running, serving
from tests.bot.channel.test_silence_and_erasure import somewhere

HOUR = 3600
ASKED = "¿te sirvió *Tambo Putis*?"


def seen(hours_ago: float, hub_id: str = "tambo-7", name: str = "Tambo Putis") -> dict[str, Any]:
    """The slot that an act sets when it has shown a hub."""
    return {"visit": {"hub_id": hub_id, "name": name, "shown_at": time.time() - hours_ago * HOUR}}


@pytest.fixture
def visited(bot: Running) -> Iterator[Running]:
    """A bot that has shown a hub to a person, by WhatsApp and by SMS, 19 hours ago."""
    bot.agent.slots["un hub?"] = seen(19)
    bot.agent.acts["un hub?"] = "action_ask_place"
    bot.agent.acts["gracias"] = bot.agent.acts["chau"] = "utter_thanks"
    for sender in (WHATSAPP, SMS):
        assert bot.say("un hub?", sender) == "Escuché: un hub?"
    yield bot


def entities(bot: Running) -> dict[str, str]:
    return {found["entity"]: found["value"] for found in bot.heard.parse_data["entities"]}


def test_the_next_message_a_day_later_brings_the_question_once(visited: Running) -> None:
    reply = visited.say("gracias")
    assert reply.startswith("Escuché: gracias\n\nPor cierto: " + ASKED)
    assert reply.endswith("*1* sí sirvió, *2* cerrado, *3* sin internet, o *no fui*.")
    assert visited.say("gracias") == "Escuché: gracias"


def test_by_sms_it_is_short_and_in_plain_letters(visited: Running) -> None:
    reply = visited.say("gracias", SMS)
    assert reply.endswith("\nTe sirvio Tambo Putis? Responde 1 si, 2 cerrado, 3 sin internet")


@pytest.mark.parametrize(
    ("text", "outcome"),
    [("1", "worked"), ("2", "closed"), ("3", "no_internet"), ("2 cerrado", "closed"),
     ("Sí sirvió!", "worked"), ("sí", "worked"), ("👍", "worked"), ("estaba cerrado", "closed"),
     ("sin internet", "no_internet"), ("No fui", "not_yet"), ("todavía no", "not_yet"),
     ("no", "unclear"), ("opción 3", "no_internet")],
)  # fmt: skip
def test_the_answer_names_the_hub_whatever_the_session_knows(
    visited: Running, text: str, outcome: str
) -> None:
    visited.say("gracias")
    visited.say(text)
    assert visited.heard.parse_data["intent"]["name"] == "report_visit"
    told = {"hub_id": "tambo-7", "hub_name": "Tambo Putis", "outcome": outcome}
    assert told.items() <= entities(visited).items()


def test_after_the_answer_a_number_is_a_number_again(visited: Running) -> None:
    visited.say("gracias")
    visited.say("2")
    visited.say("2")
    assert visited.heard.parse_data["intent"]["name"] == "choose"


def test_a_plain_no_leaves_the_question_open(visited: Running) -> None:
    visited.say("gracias")
    visited.say("no")
    visited.say("3")
    assert entities(visited)["outcome"] == "no_internet"


def test_another_message_is_answered_as_usual_and_the_answer_may_still_come(
    visited: Running,
) -> None:
    visited.say("gracias")
    assert visited.say("quiero aprender excel") == "Escuché: quiero aprender excel"
    assert visited.heard.parse_data["intent"]["name"] == "out_of_scope"
    visited.say("2")
    assert entities(visited)["outcome"] == "closed"


def test_once_another_list_is_open_numbers_are_its_own_and_words_still_answer(
    visited: Running,
) -> None:
    visited.say("gracias")
    visited.agent.slots["otra lista"] = {"listing": {"kind": "learn"}}
    visited.say("otra lista")
    for text, intent in (("2", "choose"), ("si", "affirm"), ("sin internet", "learn")):
        visited.say(text)
        assert visited.heard.parse_data["intent"]["name"] == intent
    visited.say("estaba cerrado")
    assert entities(visited)["outcome"] == "closed"


def test_words_mean_nothing_before_the_question(visited: Running) -> None:
    visited.say("estaba cerrado")
    assert visited.heard.parse_data["intent"]["name"] == "out_of_scope"


def test_what_was_shown_less_than_18_hours_ago_is_not_asked_about(bot: Running) -> None:
    bot.agent.slots["un hub?"] = seen(17.9)
    bot.agent.acts = {"un hub?": "action_ask_place", "gracias": "utter_thanks"}
    bot.say("un hub?")
    assert bot.say("gracias") == "Escuché: gracias"


def test_what_was_shown_over_30_days_ago_is_not_asked_about(bot: Running) -> None:
    bot.agent.slots["un hub?"] = seen(30 * 24 + 1)
    bot.agent.acts = {"un hub?": "action_ask_place", "gracias": "utter_thanks"}
    bot.say("un hub?")
    assert bot.say("gracias") == "Escuché: gracias"


@pytest.mark.parametrize(
    "slots",
    [{"listing": {"kind": "hubs", "offset": 3}}, {"pending_act": "action_nearest_hubs"},
     {"listing": {"kind": "lesson"}}],
)  # fmt: skip
def test_a_list_or_a_question_about_a_place_comes_first(
    visited: Running, slots: dict[str, Any]
) -> None:
    visited.agent.slots["y otra cosa"] = slots
    assert visited.say("y otra cosa") == "Escuché: y otra cosa"


def test_who_walks_through_a_list_is_asked_later(visited: Running) -> None:
    visited.agent.slots["otro sitio"] = {"listing": {"kind": "hubs", "offset": 3}}
    visited.say("otro sitio")
    visited.agent.acts["el primero"] = "action_hub_details"
    assert visited.say("el primero") == "Escuché: el primero"
    visited.say("2")
    assert visited.heard.parse_data["intent"]["name"] == "choose"
    assert ASKED in visited.say("gracias")


@pytest.mark.parametrize(
    "said",
    ["Puedo:\n\n1. *Hubs cerca*\n2. *Aprender*", "Hubs (km): 1 Putis 30.3 NE, 2 Vinchos 31 S. MAS"],
)
def test_no_question_stands_below_other_numbers(visited: Running, said: str) -> None:
    visited.agent.script = lambda message: said
    assert ASKED not in visited.say("gracias")
    visited.agent.script = lambda message: "De nada."
    assert ASKED in visited.say("gracias")


def test_inside_a_lesson_nothing_is_asked_and_after_it_is(visited: Running) -> None:
    visited.agent.slots["leccion"] = {"listing": {"kind": "lesson"}}
    visited.say("leccion")
    assert visited.say("gracias") == "Escuché: gracias"
    visited.agent.slots["fin"] = {"listing": {"kind": "lesson", "done": True}}
    assert visited.say("fin") == "Escuché: fin"
    assert ASKED in visited.say("gracias")


def test_after_a_danger_nothing_is_asked_any_more(visited: Running) -> None:
    assert "Por cierto" not in visited.say("me quiero morir")
    assert visited.say("gracias") == "Escuché: gracias"
    assert ASKED.split("*")[1] in visited.say("gracias", SMS)


def test_a_danger_is_heard_before_an_answer(visited: Running) -> None:
    visited.say("gracias")
    visited.say("estaba cerrado y me quieren matar")
    assert visited.heard.parse_data["intent"]["name"] == "emergency"


@pytest.mark.parametrize("act", ["utter_human", "utter_out_of_scope", "action_ask_place"])
def test_who_was_just_asked_or_needs_a_person_is_not_asked(visited: Running, act: str) -> None:
    visited.agent.acts["gracias"] = act
    assert visited.say("gracias") == "Escuché: gracias"


def test_in_silence_nothing_is_asked_and_the_visit_is_forgotten(visited: Running) -> None:
    visited.say("ALTO")
    assert visited.say("gracias") == ""
    assert "Por cierto" not in visited.say("ALTA")
    assert visited.say("gracias") == "Escuché: gracias"


def test_borrar_forgets_what_was_shown_and_asked(visited: Running) -> None:
    assert somewhere(visited.folder, b"Tambo Putis")
    visited.say("gracias")
    for sender in (WHATSAPP, SMS):
        visited.say("BORRAR", sender)
    assert not somewhere(visited.folder, b"Tambo Putis")
    visited.say("2")
    assert visited.heard.parse_data["intent"]["name"] == "choose"


def test_borrar_forgets_though_rasa_fails(visited: Running) -> None:
    visited.agent.fault = RuntimeError("down")
    visited.say("BORRAR")
    visited.agent.fault = None
    said = visited.say("gracias")
    assert said.startswith("Escuché: gracias") and "Por cierto" not in said


def test_a_failed_turn_brings_no_question(visited: Running) -> None:
    visited.agent.fault = RuntimeError("down")
    assert "Por cierto" not in visited.say("gracias")
    visited.agent.fault = None
    assert ASKED in visited.say("gracias")


def test_an_sms_without_room_waits_for_the_next_turn(visited: Running) -> None:
    visited.agent.script = lambda message: "Una respuesta larga. " * 14
    assert "Te sirvio" not in visited.say("gracias", SMS)
    visited.agent.script = lambda message: "De nada."
    assert "Te sirvio" in visited.say("gracias", SMS)


def test_a_repeated_webhook_gets_the_same_question(visited: Running) -> None:
    form = visited.form("gracias")
    first = visited.post(form).text
    assert "Por cierto" in first and visited.post(form).text == first


def test_visits_and_questions_outlive_a_restart(tmp_path: Path) -> None:
    with serving(tmp_path) as bot:
        bot.agent.slots["un hub?"] = seen(19)
        bot.agent.acts["un hub?"] = "action_ask_place"
        bot.say("un hub?")
    with serving(tmp_path) as bot:
        bot.agent.acts["gracias"] = "utter_thanks"
        assert ASKED in bot.say("gracias")
    with serving(tmp_path) as bot:
        bot.say("2")
        assert entities(bot)["hub_id"] == "tambo-7"


def test_the_wait_is_a_setting(tmp_path: Path) -> None:
    with serving(tmp_path, report_after_s=0.0) as bot:
        bot.agent.slots["un hub?"] = seen(0)
        bot.agent.acts = {"un hub?": "action_ask_place", "gracias": "utter_thanks"}
        bot.say("un hub?")
        assert ASKED in bot.say("gracias")


def test_a_store_that_fails_costs_no_answer(visited: Running, tmp_path: Path) -> None:
    visited.agent.slots["raro"] = {"visit": {"hub_id": "tambo-9"}}
    visited.agent.acts["raro"] = "utter_thanks"
    assert visited.say("raro") == "Escuché: raro"
