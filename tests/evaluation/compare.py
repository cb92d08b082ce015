"""Whether what was understood is what was expected; the rules stand in README.md."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from tests.evaluation.trackers import Understood

NUMBERS = ("k", "radius_km")


def fold(text: object) -> str:
    """Lower case without accents, single spaces."""
    decomposed = unicodedata.normalize("NFD", str(text).lower())
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return re.sub(r"\s+", " ", bare).strip()


def act_fits(row: Mapping[str, Any], understood: Understood) -> bool:
    """Whether the act is the expected one or as good."""
    accepted = row.get("accept", {}).get("act", [])
    return understood.act in [row["expect"]["act"], *accepted]


def slots_fit(row: Mapping[str, Any], understood: Understood) -> dict[str, bool]:
    """By slot that the row expects: whether it holds that."""
    expect, accept, slots = row["expect"], row.get("accept", {}), understood.slots
    fits = {}
    if expect.get("place"):
        wanted = [fold(place) for place in (expect["place"], *accept.get("place", []))]
        fits["place"] = fold(slots.get("place")) in wanted
    if expect.get("topic"):
        wanted = [fold(topic) for topic in (expect["topic"], *accept.get("topic", []))]
        fits["topic"] = any(topic in fold(slots.get("topic")) for topic in wanted)
    for name in NUMBERS:
        if expect.get(name) is not None:
            held = slots.get(name)
            fits[name] = held is not None and abs(float(held) - float(expect[name])) < 1e-6
    return fits


def turn_faults(turn: Mapping[str, Any], understood: Understood, reply: str) -> list[str]:
    """What is wrong with one turn of a conversation, in words; empty where nothing is."""
    faults = []
    expected = turn.get("expect_act")
    wanted = [expected, *turn.get("accept_act", [])]
    if "expect_act" in turn and understood.act not in wanted:
        faults.append(f"act {understood.act}, not {expected}")
    if "expect_act" in turn and expected is None and reply:
        faults.append("something was said")
    said = fold(reply)
    faults += [f"lacks {part!r}" for part in turn.get("must_mention", []) if fold(part) not in said]
    faults += [f"holds {part!r}" for part in turn.get("must_not", []) if fold(part) in said]
    return faults
