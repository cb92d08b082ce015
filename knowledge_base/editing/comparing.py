"""What differs between two states of a resource, and between two people's changes of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from knowledge_base.resources.records import LISTS, Resource

_FIELDS = tuple(Resource.__dataclass_fields__)
# The same for whoever reads: nothing there.
_EMPTY: tuple[Any, ...] = (None, "", [], ())


class Mark(StrEnum):
    """What became of one item of a list."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Difference:
    """A field that changed; `items` says of a list what became of each of its items."""

    field: str
    before: Any
    after: Any
    items: tuple[tuple[Mark, str], ...] = ()


class Verdict(StrEnum):
    """Who changed a field since the base."""

    SAME = "same"
    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True)
class Merged:
    """One field as three people know it; `both` differ only where the two are not equal."""

    field: str
    verdict: Verdict
    base: Any
    mine: Any
    theirs: Any


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """Return the fields of a resource that differ, in their usual order."""
    found = []
    for name in _FIELDS:
        old, new = before.get(name), after.get(name)
        if not _equal(old, new):
            items = _items(old, new) if name in LISTS else ()
            found.append(Difference(name, old, new, items))
    return found


def three_way(
    base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]
) -> list[Merged]:
    """Return every field with who changed it since `base`.

    Where both made the same change it is the same.
    """
    found = []
    for name in _FIELDS:
        values = base.get(name), mine.get(name), theirs.get(name)
        found.append(Merged(name, _verdict(*values), *values))
    return found


def merged_fields(fields: list[Merged]) -> dict[str, Any]:
    """Return the fields with each change that only one made, and mine where both differ."""
    return {one.field: one.theirs if one.verdict == Verdict.THEIRS else one.mine for one in fields}


def _verdict(base: Any, mine: Any, theirs: Any) -> Verdict:
    if _equal(mine, theirs):
        return Verdict.SAME
    if _equal(base, mine):
        return Verdict.THEIRS
    return Verdict.MINE if _equal(base, theirs) else Verdict.BOTH


def _equal(one: Any, other: Any) -> bool:
    if one in _EMPTY and other in _EMPTY:
        return True
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return list(one) == list(other)
    # True == 1 in Python, and not for people.
    return bool(one == other) and isinstance(one, bool) == isinstance(other, bool)


def _items(before: Any, after: Any) -> tuple[tuple[Mark, str], ...]:
    old = [str(one) for one in before] if isinstance(before, list | tuple) else []
    new = [str(one) for one in after] if isinstance(after, list | tuple) else []
    marked: list[tuple[Mark, str]] = []
    for change, from_old, to_old, from_new, to_new in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if change == "equal":
            marked += [(Mark.SAME, one) for one in old[from_old:to_old]]
            continue
        marked += [(Mark.REMOVED, one) for one in old[from_old:to_old]]
        marked += [(Mark.ADDED, one) for one in new[from_new:to_new]]
    return tuple(marked)
