"""What a file would change in the register, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from recommender.hubs.neighbours import Neighbour, Neighbourhood
from recommender.hubs.rows import hub_values
from recommender.records import Hub


@dataclass(frozen=True)
class Change:
    """A hub of the register: `fields` maps a field to its value before and after."""

    hub: Hub
    fields: dict[str, tuple[Any, Any]]


@dataclass(frozen=True)
class Changes:
    """What a file would do; `near` pairs a hub of the file with an open one within 200 m."""

    created: list[Hub]
    updated: list[Change]
    unchanged: list[Hub]
    near: list[tuple[Hub, Neighbour]]

    @property
    def written(self) -> list[Hub]:
        """The hubs that have to be written."""
        return [*self.created, *(change.hub for change in self.updated)]


def changes_of(present: Mapping[str, Hub], file: Iterable[Hub]) -> Changes:
    """Compare the hubs of a file with those of the register by id."""
    created, updated, unchanged = [], [], []
    after = dict(present)
    for hub in file:
        before = present.get(hub.id)
        after[hub.id] = hub
        if before is None:
            created.append(hub)
        elif before == hub:
            unchanged.append(hub)
        else:
            updated.append(Change(hub, _differences(before, hub)))
    written = [*created, *(change.hub for change in updated)]
    return Changes(created, updated, unchanged, _near(written, after))


def _differences(before: Hub, after: Hub) -> dict[str, tuple[Any, Any]]:
    was, now = hub_values(before), hub_values(after)
    return {name: (was[name], now[name]) for name in now if was[name] != now[name]}


def _near(written: Iterable[Hub], after: Mapping[str, Hub]) -> list[tuple[Hub, Neighbour]]:
    """Pair each hub that is written with those beside it; a pair of the file is told once."""
    own = {hub.id: hub for hub in written if hub.status == "open"}
    pairs: dict[frozenset[str], tuple[Hub, Neighbour]] = {}
    for hub_id, neighbours in Neighbourhood(list(after.values())).all().items():
        for neighbour in neighbours if hub_id in own else ():
            pairs.setdefault(frozenset((hub_id, neighbour.id)), (own[hub_id], neighbour))
    return list(pairs.values())
