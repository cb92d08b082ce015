"""Segments are counted as they are billed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.evaluation.conversations import Talk, Turn
from tests.evaluation.sms_segments import report, segments

GSM7 = Path(__file__).parents[1] / "contract" / "gsm7.json"


@pytest.mark.parametrize("row", json.loads(GSM7.read_text("utf-8"))["gsm7"])
def test_gsm7_is_counted_as_the_channel_counts_it(row: dict[str, str | int]) -> None:
    assert segments(str(row["written"])) == row["segments"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("á" * 70, 1),
        ("á" * 71, 2),
        ("á" * 134, 2),
        ("á" * 135, 3),
        ("€" * 80, 1),
        # Two septets that no two parts share: 76 in the first of 153.
        ("€" * 153, 3),
    ],
)
def test_limits_of_a_part(text: str, parts: int) -> None:
    assert segments(text) == parts


def test_a_turn_without_an_answer_counts_as_a_turn() -> None:
    turns = [Turn({}, None, reply, [], 0.0) for reply in ("a", "a" * 161, "")]
    figures = report([Talk({}, turns)])
    assert (figures["turns"], figures["answered"], figures["segments"]) == (3, 2, 3)
    assert figures["by_segments"] == {"1": 1, "2": 1} and figures["segments_a_turn"] == 1.0
