"""What the net knows of one language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

# In the order in which they are tried: a life that may end now comes first, and a weapon in a
# stranger's hand before what happens at home. The values of the slot `danger`; "none" is a cry that
# does not say what for.
KINDS = ("mental", "ambulance", "weapon", "violence", "fire", "police", "none")
Patterns = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Language:
    """Patterns over lower-case words without accents or punctuation, by kind of danger.

    `figures` are taken out first: figures of speech and broken machines. What is `near` tells of
    the writer or someone of theirs and counts always. What is `told` does not count where the
    message speaks of stories, games, news or long ago (`distant`). What is only `named` counts in
    no wish to learn (`learning`) either, and there what is `supposed` ("if there is a fire") is
    taken out. `spelled` writes the words as the patterns have them.
    """

    spelled: Callable[[str], str]
    figures: re.Pattern[str]
    near: dict[str, re.Pattern[str]]
    told: dict[str, re.Pattern[str]]
    named: dict[str, re.Pattern[str]]
    distant: re.Pattern[str]
    learning: re.Pattern[str]
    supposed: re.Pattern[str]


def one_of(parts: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of these, from a word's beginning on."""
    return re.compile(rf"\b(?:{'|'.join(parts)})")


def joined(*tables: Patterns) -> Patterns:
    """The patterns of several tables, kind by kind."""
    kinds = {kind for table in tables for kind in table}
    return {kind: tuple(p for table in tables for p in table.get(kind, ())) for kind in kinds}


def by_kind(patterns: Patterns) -> dict[str, re.Pattern[str]]:
    """Each kind's patterns as one."""
    return {kind: one_of(parts) for kind, parts in patterns.items()}
