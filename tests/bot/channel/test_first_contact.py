"""The first reply to a person says who answers, what for and how to be forgotten, once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.channel.segments import segments
from bot.channel.words import INTRODUCED, INTRODUCED_BY, RUN_BY
from tests.bot.channel.running import SMS, WHATSAPP, Running, serving

OPERATOR = "Red de Bibliotecas"


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Running]:
    """A bot that nobody has written to yet, run by somebody with a name."""
    with serving(tmp_path, known=(), operator_name=OPERATOR) as running:
        running.agent.acts |= {
            "hola": "utter_greet",
            "ayuda": "utter_help",
            "cerca": "action_learn",
        }
        yield running


def of(texts: dict[str, str], channel: str) -> str:
    return texts[channel].replace("{operator}", OPERATOR)


def test_only_the_first_reply_ends_with_who_answers_and_borrar(fresh: Running) -> None:
    first = fresh.say("cerca")
    assert first == "Escuché: cerca\n\n" + of(INTRODUCED_BY, "whatsapp")
    assert OPERATOR in first and "BORRAR" in first
    assert fresh.say("cerca") == "Escuché: cerca"


def test_without_a_name_nobody_is_invented(tmp_path: Path) -> None:
    with serving(tmp_path, known=()) as bot:
        said = bot.say("un curso")
        assert said.endswith(INTRODUCED["whatsapp"]) and "{" not in said
        bot.agent.acts["hola"] = "utter_greet"
        assert bot.say("hola", "whatsapp:+51987650077") == "Escuché: hola"


def test_a_greeting_that_says_the_rest_gains_the_name_alone(fresh: Running) -> None:
    assert fresh.say("hola") == "Escuché: hola\n\n" + of(RUN_BY, "whatsapp")
    assert fresh.say("cerca") == "Escuché: cerca"


def test_someone_in_danger_reads_nothing_else(fresh: Running) -> None:
    assert fresh.say("mi papa me pega") == "Escuché: mi papa me pega"
    assert OPERATOR in fresh.say("cerca")


@pytest.mark.parametrize("word", ["ALTO", "BAJA", "ALTA", "BORRAR"])
def test_a_word_about_silence_or_erasure_is_answered_alone(fresh: Running, word: str) -> None:
    assert OPERATOR not in fresh.say(word)


def test_by_sms_it_waits_until_both_fit_two_segments(fresh: Running) -> None:
    fresh.agent.script = lambda message: "x" * (290 if message.text == "cerca" else 150)
    assert fresh.say("cerca", SMS) == "x" * 290
    then = fresh.say("otra cosa", SMS)
    assert then.endswith(of(INTRODUCED_BY, "sms")) and segments(then) == 2
    assert fresh.say("otra cosa", SMS) == "x" * 150


def test_a_repeated_message_gets_the_same_line_again(fresh: Running) -> None:
    form = fresh.form("cerca")
    first, again = fresh.post(form), fresh.post(form)
    assert first.text == again.text and OPERATOR in first.text


def test_borrar_makes_a_stranger_of_a_person(fresh: Running) -> None:
    fresh.say("cerca")
    fresh.say("BORRAR")
    assert OPERATOR in fresh.say("cerca")


def test_a_turn_that_broke_introduces_nobody(fresh: Running) -> None:
    fresh.agent.fault = RuntimeError("down")
    assert OPERATOR not in fresh.say("cerca", WHATSAPP)
    fresh.agent.fault = None
    assert OPERATOR in fresh.say("cerca", WHATSAPP)


@pytest.mark.parametrize("texts", [INTRODUCED_BY, INTRODUCED, RUN_BY])
def test_the_longest_name_leaves_room_below_one_segment(texts: dict[str, str]) -> None:
    line = texts["sms"].replace("{operator}", "o" * 60)
    assert segments("x" * 160 + "\n" + line) <= 2
