"""Every row of the evaluation has the form that README.md describes."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.evaluation.compare import fold

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
ACTS = {
    "greet", "help", "nearest_hubs", "hub_details", "recommend_sites", "plan_sites", "learn",
    "thanks", "goodbye", "affirm", "deny", "more", "stop", "start", "delete_data", "human",
    "emergency", "ask_place", "out_of_scope", "language_change",
}  # fmt: skip
CHANNELS, LANGUAGES = {"whatsapp", "sms"}, {"es", "en", "qu"}
DANGERS = {"violence", "police", "ambulance", "fire", "mental"}
LEAST_MESSAGES, LEAST_CONVERSATIONS = 300, 40
LONGEST_TEXT = 1_000
# Latitude and longitude that a phone can send.
BOUNDS = ((-90.0, 90.0), (-180.0, 180.0))


def rows(name: str) -> list[dict[str, Any]]:
    """Every row of a file of this folder, which has no blank line."""
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]


MESSAGES, CONVERSATIONS = rows("messages.jsonl"), rows("conversations.jsonl")


def by_id(found: list[dict[str, Any]]) -> list[Any]:
    return [pytest.param(row, id=str(row.get("id"))) for row in found]


@pytest.fixture(scope="module")
def register() -> set[str]:
    """Names of districts, provinces and departments in the accepted form, folded."""
    names = set()
    with (ROOT / "recommender/bundle/districts.csv").open(encoding="utf-8", newline="") as file:
        for unit in csv.DictReader(file):
            parts = [unit["district"], unit["province"], unit["department"]]
            names |= {fold(", ".join(parts[first:])) for first in range(3)}
    return names


def people_say(turns: list[dict[str, Any]]) -> Iterator[str]:
    yield from (turn["user"] for turn in turns if isinstance(turn["user"], str))


def sound_text(text: str) -> bool:
    return bool(text.strip()) and len(text) < LONGEST_TEXT


def sound_words(value: Any) -> bool:
    """A list of different texts, none blank."""
    return (
        isinstance(value, list)
        and all(isinstance(item, str) and item.strip() for item in value)
        and len(set(value)) == len(value)
    )


def test_there_are_enough_of_both_with_ids_of_their_own() -> None:
    assert len(MESSAGES) >= LEAST_MESSAGES
    assert len(CONVERSATIONS) >= LEAST_CONVERSATIONS
    ids = Counter(row["id"] for row in MESSAGES + CONVERSATIONS)
    assert not [name for name, times in ids.items() if times > 1]


def test_no_message_stands_twice() -> None:
    texts = Counter(fold(row["text"]) for row in MESSAGES)
    assert not [text for text, times in texts.items() if times > 1]


def test_every_act_is_asked_for_in_every_language() -> None:
    asked = {(row["lang"], row["expect"]["act"]) for row in MESSAGES}
    wanted = {(lang, act) for lang in LANGUAGES for act in ACTS}
    assert not wanted - asked
    dangers = {(row["lang"], row["expect"].get("danger")) for row in MESSAGES}
    assert not {(lang, danger) for lang in LANGUAGES for danger in DANGERS} - dangers


def test_every_department_is_named(register: set[str]) -> None:
    named = {fold(row["expect"].get("place", "").rsplit(", ", 1)[-1]) for row in MESSAGES}
    assert not {name for name in register if "," not in name} - named


@pytest.mark.parametrize("row", by_id(MESSAGES))
def test_a_message_has_the_form_of_the_readme(row: dict[str, Any]) -> None:
    assert set(row) - {"accept"} == {"id", "channel", "lang", "text", "expect"}
    assert row["id"][0] == "m"
    assert row["id"][1:].isdigit()
    assert row["channel"] in CHANNELS
    assert row["lang"] in LANGUAGES
    assert sound_text(row["text"])
    expect, accept = row["expect"], row.get("accept", {"act": ["any"]})
    assert set(expect) <= {"act", "place", "topic", "k", "radius_km", "danger"}
    assert expect["act"] in ACTS
    assert (expect["act"] == "emergency") == (expect.get("danger") in DANGERS)
    assert (expect["act"] == "learn") == bool(expect.get("topic"))
    assert isinstance(expect.get("k", 1), int)
    assert expect.get("k", 1) > 0
    assert expect.get("radius_km", 1) > 0
    assert accept
    assert set(accept) <= {"act", "place", "topic"}
    assert all(sound_words(values) and values for values in accept.values())
    assert "accept" not in row or set(accept.get("act", [])) <= ACTS - {expect["act"]}
    assert expect["act"] != "emergency" or "accept" not in row


@pytest.mark.parametrize("row", by_id([row for row in MESSAGES if row["expect"].get("place")]))
def test_a_place_is_in_the_district_register(row: dict[str, Any], register: set[str]) -> None:
    """A town that is no district stands before its district: only what follows it is registered."""
    assert fold(row["expect"]["place"]) in register
    for place in map(fold, row.get("accept", {}).get("place", [])):
        assert place in register or place.partition(", ")[2] in register


@pytest.mark.parametrize("row", by_id(CONVERSATIONS))
def test_a_conversation_has_the_form_of_the_readme(row: dict[str, Any]) -> None:
    assert set(row) == {"id", "channel", "lang", "turns"}
    assert row["id"][0] == "c"
    assert row["id"][1:].isdigit()
    assert row["channel"] in CHANNELS
    assert row["lang"] in LANGUAGES
    assert len(row["turns"]) > 1
    assert all(map(sound_text, people_say(row["turns"])))


@pytest.mark.parametrize("row", by_id(CONVERSATIONS))
def test_a_turn_has_the_form_of_the_readme(row: dict[str, Any]) -> None:
    fields = {"user", "expect_act", "must_mention", "must_not"}
    for turn in row["turns"]:
        assert set(turn) in (fields, fields | {"accept_act"})
        if not isinstance(turn["user"], str):
            assert set(turn["user"]) == {"location"}
            assert row["channel"] == "whatsapp"
            for degrees, (low, high) in zip(turn["user"]["location"], BOUNDS, strict=True):
                assert low <= degrees <= high
        assert turn["expect_act"] is None or turn["expect_act"] in ACTS
        assert set(turn.get("accept_act", [])) <= ACTS - {turn["expect_act"]}
        assert sound_words(turn["must_mention"])
        assert sound_words(turn["must_not"])
        assert not {*map(fold, turn["must_mention"])} & {*map(fold, turn["must_not"])}
        assert turn["expect_act"] or not turn["must_mention"]


def test_silence_follows_an_opt_out_only() -> None:
    """Nothing is expected to be silent unless a stop came before, and no start since."""
    for row in CONVERSATIONS:
        stopped = False
        for turn in row["turns"]:
            assert stopped or turn["expect_act"] is not None, row["id"]
            stopped = turn["expect_act"] == "stop" or (stopped and turn["expect_act"] != "start")
