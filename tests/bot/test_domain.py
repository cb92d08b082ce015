"""What the bot's YAML promises: every act has a reply for both channels, and each SMS fits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

BOT = Path(__file__).resolve().parents[2] / "bot"
ACTS_SPOKEN = {
    "greet", "help", "thanks", "goodbye", "affirm", "deny", "stop", "start", "human", "emergency",
    "out_of_scope", "language_change",
}  # fmt: skip
ACTS_DONE = {
    "nearest_hubs", "hub_details", "recommend_sites", "plan_sites", "learn", "more", "delete_data",
    "ask_place", "report_hub",
}  # fmt: skip
ONE_MESSAGE = 160
# An emergency speaks two languages in two segments.
HALF_OF_TWO = 152
# Of the settings: the longest that they may be.
FILLED = {"{contact}": "9" * 40, "{hours}": "h" * 40, "{operator}": "o" * 60}


def read(folder: str) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for path in sorted((BOT / folder).glob("*.yml")):
        for key, value in YAML(typ="safe").load(path.read_text("utf-8")).items():
            if isinstance(value, dict):
                merged.setdefault(key, {}).update(value)
            elif isinstance(value, list):
                merged.setdefault(key, []).extend(value)
    return merged


DOMAIN = read("domain")


def filled(text: str) -> str:
    for placeholder, longest in FILLED.items():
        text = text.replace(placeholder, longest)
    return text


SMS = [
    (name, filled(variant["text"]))
    for name, variants in DOMAIN["responses"].items()
    for variant in variants
    if variant.get("channel") == "sms"
]


def test_every_act_has_what_performs_it() -> None:
    assert set(DOMAIN["responses"]) == {"utter_" + act for act in ACTS_SPOKEN}
    assert set(DOMAIN["actions"]) == {"action_" + act for act in ACTS_DONE}


def test_every_intent_is_answered_by_a_rule() -> None:
    answered = {step["intent"] for rule in read("rules")["rules"] for step in rule["steps"][:1]}
    intents = {name for intent in DOMAIN["intents"] for name in intent}
    assert intents <= answered


def test_every_intent_has_examples_and_none_stands_under_two() -> None:
    seen: dict[str, str] = {}
    for block in read("nlu")["nlu"]:
        if "intent" not in block:
            continue
        examples = [line[2:].strip() for line in block["examples"].splitlines() if line]
        assert examples
        for example in examples:
            assert seen.setdefault(example.lower(), block["intent"]) == block["intent"], example


@pytest.mark.parametrize("name", sorted(DOMAIN["responses"]))
def test_every_reply_exists_for_both_channels(name: str) -> None:
    channels = {variant.get("channel") for variant in DOMAIN["responses"][name]}
    assert channels == {None, "sms"}


@pytest.mark.parametrize(("name", "text"), SMS)
def test_every_sms_reply_is_one_message_of_plain_letters(name: str, text: str) -> None:
    longest = HALF_OF_TWO if name == "utter_emergency" else ONE_MESSAGE
    assert len(text) <= longest, f"{name}: {len(text)}"
    plain = set(text) - set("éñüÉÑÜ¿¡")
    assert all(letter.isascii() and letter not in "^{}\\[~]|" for letter in plain)


def test_emergency_names_the_fitting_number_first() -> None:
    fitting = {
        "violence": "100",
        "police": "105",
        "ambulance": "106",
        "fire": "116",
        "mental": "113",
    }
    for variant in DOMAIN["responses"]["utter_emergency"]:
        numbers = [word.strip("*.,():;") for word in variant["text"].split()]
        numbers = [word for word in numbers if word in fitting.values()]
        for condition in variant.get("condition", []):
            assert numbers[0] == fitting[condition["value"]], variant["text"]
            # Before anything else: in the first words of the message.
            assert numbers[0] in " ".join(variant["text"].split()[:4]), variant["text"]
        assert len(set(numbers)) >= 2


@pytest.mark.parametrize("channel", [None, "sms"])
def test_a_person_to_talk_to_is_named_only_where_the_settings_know_one(channel: str | None) -> None:
    variants = [v for v in DOMAIN["responses"]["utter_human"] if v.get("channel") == channel]
    reachable = [v for v in variants if "condition" in v]
    assert [v["condition"] for v in reachable] == [
        [{"type": "slot", "name": "operator_reachable", "value": True}]
    ]
    assert "{contact}" in reachable[0]["text"] and "{hours}" in reachable[0]["text"]
    (alone,) = [v for v in variants if "condition" not in v]
    assert "{" not in alone["text"] and "nadie" in alone["text"]


def test_no_reply_asks_who_or_how_old_somebody_in_danger_is() -> None:
    for variant in DOMAIN["responses"]["utter_emergency"]:
        assert "?" not in variant["text"] and "{" not in variant["text"]
