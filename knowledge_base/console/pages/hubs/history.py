"""What became of a hub: the changes that the audit log holds of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from knowledge_base.console.audit import AuditLog, Entry
from knowledge_base.console.pages.hubs.comparing import Row, differences

SHOWN = 20
_SEARCHED = 1_000


@dataclass(frozen=True)
class Change:
    """A change; `rows` compares before and after, and can be undone where there was a before."""

    number: int
    at: datetime
    who: str
    action: str
    rows: tuple[Row, ...]
    restorable: bool


def changes(log: AuditLog, hub_id: str, offset: int = 0) -> tuple[list[Change], int]:
    """Return the changes of a hub, newest first, and how many there are."""
    entries, total = log.about(f"hub:{hub_id}", SHOWN, offset)
    return [_change(entry) for entry in entries], total


def state_before(log: AuditLog, hub_id: str, number: str) -> dict[str, Any] | None:
    """Return what the hub was before the change of that number; None where it tells of none."""
    if not hub_id or not number.isascii() or not number.isdigit():
        return None
    entries, _total = log.about(f"hub:{hub_id}", _SEARCHED)
    found = (entry for entry in entries if entry.number == int(number))
    return next((_body(entry, "before") for entry in found), None)


def _change(entry: Entry) -> Change:
    before, after = _body(entry, "before"), _body(entry, "after")
    rows = differences(before, after) if before and after else []
    return Change(entry.number, entry.at, entry.who, entry.action, tuple(rows), before is not None)


def _body(entry: Entry, name: str) -> dict[str, Any] | None:
    found = entry.detail.get(name)
    return found if isinstance(found, dict) else None
