"""The counter of the channel meets the facts that every pod that counts SMS is held to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.channel.segments import segments, septets, to_gsm7

FACTS = json.loads((Path(__file__).parents[2] / "contract" / "gsm7.json").read_text("utf-8"))


@pytest.mark.parametrize("fact", FACTS["gsm7"], ids=lambda fact: str(fact["text"])[:20])
def test_a_text_is_written_and_counted_as_agreed(fact: dict[str, Any]) -> None:
    written = to_gsm7(fact["text"])
    assert written == fact["written"]
    assert (septets(written), segments(written)) == (fact["septets"], fact["segments"])
