"""What becomes of editors' work when the source of the register brings a newer list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from recommender.hubs.rows import hub_values
from recommender.records import Hub, NewerSeed

# Fields that mean something only together follow the source, or stay, together: half of a
# position is no place, and a licence is that of its source.
GROUPS: tuple[tuple[str, ...], ...] = (
    ("name",),
    ("kind",),
    ("latitude", "longitude", "ubigeo"),
    ("services", "services_confirmed"),
    ("verified_on",),
    ("source", "licence"),
    ("status",),
    ("hours",),
    ("contact",),
    ("events",),
)


@dataclass(frozen=True)
class Kept:
    """A hub as the register keeps it.

    `seed` is the hub as the source last listed it; None where it never did, or where nobody knows.
    """

    hub: Hub
    edited: bool
    deleted: bool
    seed: Hub | None
    newer: NewerSeed | None = None


@dataclass(frozen=True)
class Merged:
    """The rows that a newer list changes, and the ids of those that it takes away."""

    changed: dict[str, Kept]
    gone: frozenset[str]


def merge(kept: Mapping[str, Kept], listed: Iterable[Hub]) -> Merged:
    """Merge a newer list into the register, hub by hub and field by field.

    A field that the editor left as the source had it follows the source. One that the editor
    changed stays; where the source changed it too, `newer` says to what. A hub that an editor
    deleted stays deleted, and one that the source never listed is not touched. Of hubs that the
    source no longer lists, those that no editor touched go; the others stay, and `newer` says so.
    """
    by_id = {hub.id: hub for hub in listed}
    changed = {}
    for hub_id, hub in by_id.items():
        before = kept.get(hub_id)
        after = Kept(hub, False, False, hub) if before is None else _follow(before, hub)
        if after != before:
            changed[hub_id] = after
    unlisted = {hub_id: row for hub_id, row in kept.items() if hub_id not in by_id}
    for hub_id, row in unlisted.items():
        if row.edited and not row.deleted and row.seed is not None:
            orphan = replace(row, newer=NewerSeed(False, {}))
            if orphan != row:
                changed[hub_id] = orphan
    return Merged(changed, frozenset(id_ for id_, row in unlisted.items() if not row.edited))


def acknowledged(row: Kept, hub: Hub) -> Kept:
    """Return the row once an editor has saved `hub`, having seen what the source says.

    A hub that the source no longer lists is from then on the editor's own.
    """
    orphan = row.newer is not None and not row.newer.listed
    return Kept(hub, True, False, None if orphan else row.seed)


def still_newer(newer: NewerSeed | None, hub: Hub) -> NewerSeed | None:
    """Return what the source still says otherwise of a hub that was changed unseen."""
    if newer is None or not newer.listed:
        return newer
    now = hub_values(hub)
    return _newer({name: said for name, said in newer.fields.items() if now[name] != said})


def _follow(row: Kept, listed: Hub) -> Kept:
    if row.deleted:
        return replace(row, seed=listed, newer=None)
    if not row.edited:
        return Kept(listed, False, False, listed)
    if row.seed is None:
        return replace(row, seed=listed)
    changes: dict[str, Any] = {}
    otherwise: dict[str, Any] = {}
    told = row.newer.fields if row.newer is not None else {}
    now, before, after = hub_values(row.hub), hub_values(row.seed), hub_values(listed)
    for group in GROUPS:
        if all(now[name] == before[name] for name in group):
            changes |= {name: getattr(listed, name) for name in group}
        elif any(before[name] != after[name] or name in told for name in group):
            otherwise |= {name: after[name] for name in group if after[name] != now[name]}
    return replace(row, hub=replace(row.hub, **changes), seed=listed, newer=_newer(otherwise))


def _newer(fields: dict[str, Any]) -> NewerSeed | None:
    return NewerSeed(True, fields) if fields else None
