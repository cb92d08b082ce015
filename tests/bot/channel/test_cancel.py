"""CANCELAR ends what is open, and where nothing is, it is a wish for silence."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest

from bot.channel.dialogue import settled
from bot.channel.keywords import intent_of, language_of_word
from bot.channel.recognise import parsed_as
from bot.channel.tracker import append, last_turn
from tests.bot.channel.agent import memory_store
from tests.bot.channel.running import Running

OPEN: list[dict[str, Any]] = [
    {"pending_act": "nearest_hubs", "listing": {"kind": "ask_place", "choices": []}},
    {"listing": {"kind": "lesson", "number": 4, "step": 2}},
    {"listing": {"kind": "plan", "plan_id": "x"}},
    {"listing": {"kind": "topics"}},
]


@pytest.mark.parametrize("word", ["CANCELAR", "cancelar.", "Cancel"])
def test_where_nothing_is_open_it_asks_for_silence(bot: Running, word: str) -> None:
    bot.say("hola")
    assert bot.say(word)
    assert bot.heard.parse_data["intent"]["name"] == "stop"
    assert bot.say("hola") == ""


@pytest.mark.parametrize("slots", OPEN)
def test_what_is_open_is_ended_and_the_next_one_asks_for_silence(
    bot: Running, slots: dict[str, Any]
) -> None:
    bot.agent.slots["hubs en San Juan"] = slots
    bot.say("hubs en San Juan")
    bot.say("CANCELAR")
    assert bot.heard.parse_data["intent"]["name"] == "deny"
    sender = bot.heard.sender_id
    after = asyncio.run(last_turn(bot.agent.tracker_store, sender)).slots
    assert not any(after.get(name) for name in ("pending_act", "listing", "lesson"))
    assert bot.say("hola")
    bot.say("CANCELAR")
    assert bot.heard.parse_data["intent"]["name"] == "stop"


def test_a_list_that_was_shown_or_a_lesson_that_is_done_is_not_open(bot: Running) -> None:
    for listing in ({"kind": "hubs", "shown": [1]}, {"kind": "lesson", "done": True}):
        bot.agent.slots["hubs"] = {"listing": listing}
        bot.say("ALTA")
        bot.say("hubs")
        bot.say("CANCELAR")
        assert bot.heard.parse_data["intent"]["name"] == "stop"


def test_a_question_of_yesterday_is_not_open(monkeypatch: pytest.MonkeyPatch) -> None:
    from rasa.shared.core.events import SlotSet

    trackers = memory_store()
    asyncio.run(append(trackers, "ana", [SlotSet("pending_act", "learn")]))
    later = time.time() + 24 * 3600 + 60
    monkeypatch.setattr(time, "time", lambda: later)
    parsed = asyncio.run(settled(parsed_as("cancel", "cancelar"), trackers, "ana"))
    assert parsed is not None and parsed["intent"]["name"] == "stop"


def test_who_is_silent_is_not_asked_again(bot: Running) -> None:
    bot.say("ALTO")
    assert bot.say("CANCELAR") == ""


@pytest.mark.parametrize(
    ("text", "intent", "language"),
    [
        ("UNSUBSCRIBE", "stop", "en"), ("quit", "stop", "en"), ("End.", "stop", "en"),
        ("BAJA", "stop", "es"), ("stop", "stop", None), ("cancel", "cancel", "en"),
        ("cancelar", "cancel", "es"), ("unstop", "start", "en"), ("alta", "start", "es"),
        ("start", "start", None), ("next", "more", "en"), ("más", "more", "es"),
        ("aswan", "more", "qu"), ("Astawan", "more", "qu"), ("huk", "more", "qu"),
        ("yanapay", "help", "qu"), ("help", "help", "en"), ("ayuda", "help", "es"),
        ("Arí", "affirm", "qu"), ("yes", "affirm", "en"), ("sí", "affirm", "es"),
        ("ok", "affirm", None), ("manan", "deny", "qu"), ("mana", "deny", "qu"),
        ("no", "deny", None), ("back", "previous", "en"), ("previous", "previous", "en"),
        ("atrás", "previous", "es"), ("delete my data", "delete_data", "en"),
        ("borrar", "delete_data", "es"), ("Qulluy", "delete_data", "qu"),
        ("the end of the course", None, None), ("no me des de baja el curso", None, None),
        ("alto nivel", None, None), ("cancelar mi matricula", None, None),
        ("how do I quit excel", None, None), ("huk tambo", None, None), ("👍", "affirm", None),
    ],
)  # fmt: skip
def test_exact_words_are_known_in_three_languages_and_only_alone(
    text: str, intent: str | None, language: str | None
) -> None:
    assert (intent_of(text), language_of_word(text)) == (intent, language)


def test_a_lesson_by_number_tells_its_language_too() -> None:
    assert language_of_word("LECCION 4") == "es" and language_of_word("lesson 4") == "en"
    assert language_of_word("2") is None
