"""Corrections, and what is told on after a danger."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.bot.channel.running import Running, serving

DENY = {"name": "deny", "confidence": 0.7}
LEARN = {"name": "learn", "confidence": 0.8}
PLAN = {"name": "plan_sites", "confidence": 0.6}
THANKS = {"name": "thanks", "confidence": 0.9}


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[Running]:
    with serving(tmp_path) as running:
        yield running


def parses(bot: Running, **intents: Any) -> None:
    for text, intent in intents.items():
        bot.agent.parses[text.replace("_", " ")] = {"intent": intent, "entities": []}


def intent_of(bot: Running) -> str:
    return str(bot.heard.parse_data["intent"]["name"])


def test_what_stands_after_no_is_what_is_meant(bot: Running) -> None:
    bot.agent.parses["no, cursos de word"] = {"intent": DENY, "entities": []}
    parses(bot, cursos_de_word=LEARN)
    bot.say("no, cursos de word")
    assert intent_of(bot) == "learn" and bot.heard.text == "cursos de word"


@pytest.mark.parametrize("text", ["no no, cursos de word", "no ese no, cursos de word"])
def test_a_no_may_be_said_in_more_words(bot: Running, text: str) -> None:
    bot.agent.parses[text] = {"intent": DENY, "entities": []}
    parses(bot, cursos_de_word=LEARN)
    bot.say(text)
    assert intent_of(bot) == "learn"


def test_a_no_with_thanks_is_a_no(bot: Running) -> None:
    bot.agent.parses["no, muchas gracias"] = {"intent": DENY, "entities": []}
    parses(bot, muchas_gracias=THANKS)
    bot.say("no, muchas gracias")
    assert intent_of(bot) == "deny"


def test_who_tells_on_after_a_danger_is_given_help_again(bot: Running) -> None:
    bot.say("mi padrastro me pega")
    assert intent_of(bot) == "emergency"
    parses(bot, tengo_14_y_vivo_en_el_barrio_San_Juan=PLAN)
    bot.say("tengo 14 y vivo en el barrio San Juan")
    assert intent_of(bot) == "emergency"
    danger = [e["value"] for e in bot.heard.parse_data["entities"] if e["entity"] == "danger"]
    assert danger == ["violence"]


def test_who_asks_for_a_plan_after_a_danger_gets_one(bot: Running) -> None:
    bot.say("mi padrastro me pega")
    bot.agent.parses["un plan de 3 hubs para Puno"] = {"intent": PLAN, "entities": []}
    bot.say("un plan de 3 hubs para Puno")
    assert intent_of(bot) == "plan_sites"


def test_without_a_danger_before_nothing_is_one(bot: Running) -> None:
    parses(bot, tengo_14_y_vivo_en_el_barrio_San_Juan=PLAN)
    bot.say("tengo 14 y vivo en el barrio San Juan")
    assert intent_of(bot) == "plan_sites"
