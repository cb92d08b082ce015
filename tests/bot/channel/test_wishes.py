"""Several wishes in one message, and the language of each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.channel.languages import LanguageStore, asked_language
from bot.channel.wishes import parts_of
from tests.bot.channel.postgres import serving_postgres
from tests.bot.channel.running import SMS, Running, serving

HUBS = {"name": "nearest_hubs", "confidence": 0.9}
LEARN = {"name": "learn", "confidence": 0.9}


def parse(intent: dict[str, Any], **entities: str) -> dict[str, Any]:
    found = [
        {"entity": name, "value": value, "start": 0, "end": 1} for name, value in entities.items()
    ]
    return {"intent": intent, "entities": found}


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[Running]:
    with serving(tmp_path) as running:
        yield running


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("hubs cerca de Huanta y tambien quiero aprender excel",
         ["hubs cerca de Huanta", "quiero aprender excel"]),
        ("hay un tambo en Puno? y donde aprendo python",
         ["hay un tambo en Puno", "y donde aprendo python"]),
        ("busco libros de matematica y fisica", ["busco libros de matematica y fisica"]),
        ("tambos en Huanta y Ayacucho", ["tambos en Huanta y Ayacucho"]),
        ("hubs near Cusco and where can i learn english",
         ["hubs near Cusco", "where can i learn english"]),
        ("radio de 7.5 km", ["radio de 7.5 km"]),
    ],
)  # fmt: skip
def test_a_message_is_parted_where_another_wish_begins(text: str, parts: list[str]) -> None:
    assert parts_of(text) == parts


def two_wishes(bot: Running) -> str:
    first, second = "hubs cerca de Huanta", "quiero aprender excel"
    whole = f"{first} y tambien {second}"
    bot.agent.parses[whole] = parse(LEARN, place="Huanta", topic="excel")
    bot.agent.parses[first] = parse(HUBS, place="Huanta")
    bot.agent.parses[second] = parse(LEARN, topic="excel")
    return bot.say(whole)


def test_the_first_wish_is_answered_and_the_second_offered_and_taken_up(bot: Running) -> None:
    reply = two_wishes(bot)
    assert bot.heard.parse_data["intent"] == HUBS
    assert bot.heard.text == "hubs cerca de Huanta"
    assert "«quiero aprender excel»" in reply
    bot.say("si")
    assert bot.heard.parse_data["intent"] == LEARN
    assert bot.heard.text == "quiero aprender excel"


def test_a_wish_for_whose_offer_there_was_no_room_is_not_meant_by_a_yes(bot: Running) -> None:
    first, second = "hubs cerca de Huanta", "quiero aprender excel"
    bot.agent.parses[f"{first} y tambien {second}"] = parse(LEARN, place="Huanta", topic="excel")
    bot.agent.parses[first] = parse(HUBS, place="Huanta")
    bot.agent.parses[second] = parse(LEARN, topic="excel")
    # Two segments that are full already.
    bot.agent.script = lambda message: "Tambo a 3 km. " * 20
    assert "excel" not in bot.say(f"{first} y tambien {second}", sender=SMS)
    bot.say("si", sender=SMS)
    assert bot.heard.parse_data["intent"]["name"] == "affirm"


def test_a_yes_that_comes_later_is_no_longer_about_the_second_wish(bot: Running) -> None:
    two_wishes(bot)
    bot.say("gracias")
    bot.say("si")
    assert bot.heard.parse_data["intent"]["name"] == "affirm"


def test_one_wish_for_two_things_is_one_wish(bot: Running) -> None:
    whole = "quiero aprender excel y quiero aprender word"
    bot.agent.parses[whole] = parse(LEARN, topic="excel")
    bot.agent.parses["quiero aprender excel"] = parse(LEARN, topic="excel")
    bot.agent.parses["quiero aprender word"] = parse(LEARN, topic="word")
    assert "preguntaste" not in bot.say(whole)
    assert bot.heard.text == whole


def test_the_place_said_with_the_second_wish_serves_the_first(bot: Running) -> None:
    whole = "hay un hub cerca? y donde aprendo ingles en Puno"
    bot.agent.parses[whole] = parse(HUBS, place="Puno")
    bot.agent.parses["hay un hub cerca"] = parse(HUBS)
    bot.agent.parses["y donde aprendo ingles en Puno"] = parse(LEARN, place="Puno")
    bot.say(whole)
    assert bot.heard.text == whole
    assert bot.heard.parse_data["intent"] == HUBS


def language_of(bot: Running) -> str:
    entities = bot.heard.parse_data["entities"]
    return next((str(one["value"]) for one in entities if one["entity"] == "language"), "")


def test_each_message_is_answered_in_its_own_language_until_one_is_chosen(bot: Running) -> None:
    change = {"name": "language_change", "confidence": 0.9}
    bot.agent.parses["hubs near Puno"] = parse(HUBS, language="en")
    bot.agent.parses["hubs cerca de Puno"] = parse(HUBS, language="es")
    bot.agent.parses["in English please"] = parse(change, language="en")
    bot.agent.acts["in English please"] = "utter_language_change"
    bot.say("hubs near Puno")
    assert language_of(bot) == "en"
    bot.say("hubs cerca de Puno")
    assert language_of(bot) == "es"
    bot.say("in English please")
    bot.say("hubs cerca de Puno")
    assert language_of(bot) == "en"
    bot.say("hubs cerca de Puno", sender=SMS)
    assert language_of(bot) == "es"


def test_who_is_erased_has_chosen_nothing(bot: Running) -> None:
    change = {"name": "language_change", "confidence": 0.9}
    bot.agent.parses["runasimipi"] = parse(change, language="qu")
    bot.agent.acts["runasimipi"] = "utter_language_change"
    bot.say("runasimipi")
    bot.say("2")
    assert language_of(bot) == "qu"
    bot.say("BORRAR")
    bot.say("2")
    assert language_of(bot) == ""


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("háblame en quechua", "qu"),
        ("no en inglés, en español por favor", "es"),
        ("English please", "en"),
        ("runasimita rimay", "qu"),
        ("contestame en aymara", "other"),
        ("cambia de idioma", ""),
    ],
)
def test_the_language_that_is_asked_for(text: str, language: str) -> None:
    assert asked_language(text) == language


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/bot.sqlite"
        return
    with serving_postgres() as address:
        yield address


def test_a_choice_replaces_the_one_before_and_can_be_forgotten(url: str) -> None:
    store = LanguageStore(url)
    store.choose("maria", "en")
    store.choose("maria", "qu")
    assert LanguageStore(url).chosen_by("maria") == "qu"
    assert store.chosen_by("jose") == ""
    store.forget("maria")
    assert store.chosen_by("maria") == ""
