"""The assistant's answers to messages and conversations that it has not learned from."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import TOKEN, Stack
from tests.evaluation import conversations, messages
from tests.evaluation.assistant import WEBHOOK, Assistant
from tests.evaluation.command import read_rows
from tests.evaluation.trackers import Trackers

ROWS = Path(__file__).parents[1] / "evaluation"
KEY = b"development-key-not-for-production"
LEAST = {"es": 0.94, "en": 0.88, "qu": 0.80}
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def under_test(stack: Stack) -> Assistant:
    webhook = stack.url("bot", WEBHOOK)
    trackers = Trackers(f"sqlite:///{stack.folder / 'bot_tracker.sqlite'}", KEY)
    return Assistant(webhook, webhook, TOKEN, trackers)


@pytest.fixture(scope="module")
def figures(under_test: Assistant) -> dict[str, Any]:
    rows = read_rows(ROWS / "messages.jsonl")
    with ThreadPoolExecutor(2) as pool:
        return messages.report(list(pool.map(lambda row: messages.ask(under_test, row), rows)))


def test_acts_in_every_language(figures: dict[str, Any]) -> None:
    assert figures["accuracy"]["act"] >= 0.92, figures["failures"]
    reached = {name: figures["by_lang"][name]["accuracy"] for name in LEAST}
    assert not {name: reached[name] for name in LEAST if reached[name] < LEAST[name]}


def test_places_and_numbers(figures: dict[str, Any]) -> None:
    assert figures["accuracy"]["place"] >= 0.93
    assert figures["accuracy"]["k"] >= 0.95
    assert figures["accuracy"]["radius_km"] >= 0.95


def test_no_emergency_and_no_opt_out_is_missed_or_invented(figures: dict[str, Any]) -> None:
    assert figures["emergencies_missed"] == []
    grave = [row for row in figures["confusions"] if "stop" in (row["expected"], row["performed"])]
    assert not grave


def test_conversations_pass_whole(under_test: Assistant) -> None:
    rows = read_rows(ROWS / "conversations.jsonl")
    with ThreadPoolExecutor(2) as pool:
        talks = list(pool.map(lambda row: conversations.hold(under_test, row), rows))
    figures = conversations.report(talks)
    assert figures["accuracy"]["conversation"] >= 0.85, figures["failures"]
