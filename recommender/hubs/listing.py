"""The register as editors look through it: searched, filtered, sorted and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from recommender.hubs.neighbours import Neighbour, Neighbourhood
from recommender.hubs.per_version import PerVersion
from recommender.hubs.register import HubRegister
from recommender.places.names import plain
from recommender.records import Hub, HubEntry, RegisterState

SORTS = ("name", "verified_on", "updated_at")


@dataclass(frozen=True)
class HubQuery:
    """What an editor looks for; an empty text asks for nothing.

    `department` and `province` are codes of 2 and 4 digits. `verified_before` is an ISO date: a hub
    that nobody ever verified counts. `near` leaves only hubs that have another within 200 m.
    """

    q: str = ""
    kind: str = ""
    status: str = ""
    department: str = ""
    province: str = ""
    verified_before: str = ""
    near: bool = False
    sort: str = "name"
    limit: int = 50
    offset: int = 0


@dataclass(frozen=True)
class HubPage:
    """One page; the counts are of all hubs that fit, each count but for its own filter."""

    entries: list[HubEntry]
    total: int
    next_offset: int | None
    kinds: dict[str, int]
    statuses: dict[str, int]


class HubList:
    """All hubs of one version of the register, open or not."""

    def __init__(
        self, state: RegisterState, entries: list[HubEntry], district: Callable[[Hub], str]
    ) -> None:
        self.state = state
        # By name, so that the commonest order is at hand and breaks the ties of the others.
        names = _plain([entry.hub.name for entry in entries])
        order = sorted(range(len(entries)), key=lambda row: (names[row], entries[row].hub.id))
        self.entries = [entries[row] for row in order]
        ids = _plain([entry.hub.id for entry in self.entries])
        districts = _plain([district(entry.hub) for entry in self.entries])
        self.neighbourhood = Neighbourhood([entry.hub for entry in entries])
        self.neighbours: Mapping[str, list[Neighbour]] = self.neighbourhood.all()
        self._texts = [
            f" {names[row]} {id_} {of}" for row, id_, of in zip(order, ids, districts, strict=True)
        ]

    def page(self, query: HubQuery) -> HubPage:
        """Return one page of the hubs that fit; each word of `q` begins a word of them."""
        words = [f" {word}" for word in plain(query.q).split()]
        found = [
            entry
            for entry, text in zip(self.entries, self._texts, strict=True)
            if all(word in text for word in words) and self._fits(entry, query)
        ]
        of_kind = [entry for entry in found if query.kind in ("", entry.hub.kind)]
        of_status = [entry for entry in found if query.status in ("", entry.hub.status)]
        both = [entry for entry in of_kind if query.status in ("", entry.hub.status)]
        end = query.offset + query.limit
        return HubPage(
            _sorted(both, query.sort)[query.offset : end],
            len(both),
            end if end < len(both) else None,
            dict(sorted(Counter(entry.hub.kind for entry in of_status).items())),
            dict(sorted(Counter(entry.hub.status for entry in of_kind).items())),
        )

    def _fits(self, entry: HubEntry, query: HubQuery) -> bool:
        hub = entry.hub
        return (
            hub.ubigeo.startswith(query.department)
            and hub.ubigeo.startswith(query.province)
            and (not query.verified_before or (hub.verified_on or "") < query.verified_before)
            and (not query.near or hub.id in self.neighbours)
        )


class LiveList:
    """Hands out the list of the present register, made when an editor first asks."""

    def __init__(self, register: HubRegister, district: Callable[[Hub], str]) -> None:
        self._register = register
        self._district = district
        self._kept = PerVersion(register, self._build)

    def now(self) -> HubList:
        """Return a list no older than the register at the time of the call."""
        return self._kept.get()

    def _build(self, _version: int) -> HubList:
        return HubList(self._register.state(), self._register.entries(), self._district)


def _plain(texts: list[str]) -> list[str]:
    """Fold many texts at once, which is far quicker than one by one."""
    return plain("\n".join(text.replace("\n", " ") for text in texts)).split("\n")


def _sorted(entries: list[HubEntry], sort: str) -> list[HubEntry]:
    """By name, or by day of verification, longest ago first, or by change, newest first."""
    if sort == "verified_on":
        return sorted(entries, key=lambda entry: entry.hub.verified_on or "")
    if sort == "updated_at":
        return sorted(entries, key=lambda entry: entry.version, reverse=True)
    return entries


def counts(by_name: Mapping[str, int]) -> list[dict[str, Any]]:
    """Return counts as JSON that keeps its order."""
    return [{"name": name, "count": count} for name, count in by_name.items()]
