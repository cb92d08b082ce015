"""Hubs and what belongs to them, as the recommender tells of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# What a hub is made of; the rest is told by the recommender.
BODY = (
    "name", "kind", "latitude", "longitude", "status", "hours", "contact", "events", "services",
    "services_confirmed", "verified_on", "source", "licence",
)  # fmt: skip


@dataclass(frozen=True)
class Event:
    """Something at a hub; `date` is ISO, `time` 15:00 in Peru or empty."""

    date: str
    title: str
    time: str = ""


@dataclass(frozen=True)
class Near:
    """Another open hub within 200 m."""

    id: str
    name: str
    distance_m: int


@dataclass(frozen=True)
class Newer:
    """What the source says otherwise, by field; `listed` is False where it no longer names it."""

    listed: bool
    fields: dict[str, Any]


@dataclass(frozen=True)
class Hub:
    """A hub as editors see it; `version` guards its next change, `verified_on` is ISO or empty."""

    id: str
    name: str
    kind: str
    latitude: float
    longitude: float
    ubigeo: str
    district: str
    province: str
    department: str
    services: tuple[str, ...]
    services_confirmed: bool
    verified_on: str
    source: str
    licence: str
    status: str
    hours: str
    contact: str
    events: tuple[Event, ...]
    version: int
    updated_at: str
    edited: bool
    newer: Newer | None
    near: tuple[Near, ...] = ()

    def body(self) -> dict[str, Any]:
        """Return what the recommender takes to keep the hub as it is."""
        events = [
            {"date": one.date, "title": one.title, "time": one.time or None} for one in self.events
        ]
        own = {name: getattr(self, name) for name in BODY}
        return own | {
            "services": list(self.services),
            "verified_on": self.verified_on or None,
            "events": events,
        }


@dataclass(frozen=True)
class HubPage:
    """A page of the list; the counts are of all that fit, by kind and by status."""

    hubs: tuple[Hub, ...]
    total: int
    kinds: dict[str, int]
    statuses: dict[str, int]


@dataclass(frozen=True)
class Place:
    """The populated place that is nearest to a point."""

    label: str
    district: str
    province: str
    department: str
    distance_km: float


@dataclass(frozen=True)
class Check:
    """A hub that an editor should look at: so many people told of the same trouble."""

    hub_id: str
    name: str
    outcome: str
    count: int
    last_reported_on: str = ""


@dataclass(frozen=True)
class Month:
    """Reports of a month, such as 2026-11."""

    month: str
    worked: int
    closed: int
    no_internet: int


@dataclass(frozen=True)
class Reports:
    """What people reported on a hub; `latest` holds outcome and day, newest first."""

    months: tuple[Month, ...]
    latest: tuple[tuple[str, str], ...]
    check: Check | None


@dataclass(frozen=True)
class FieldChange:
    """A field of a hub before and after, as JSON."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Named:
    """A hub of a file; `changes` is empty where it is new or stays as it is."""

    id: str
    name: str
    changes: tuple[FieldChange, ...] = ()


@dataclass(frozen=True)
class NearPair:
    """Two hubs within 200 m, of which a file brings at least the first."""

    hub: Named
    other: Named
    distance_m: int


@dataclass(frozen=True)
class ImportReport:
    """What a file would change, or has changed."""

    created: tuple[Named, ...]
    updated: tuple[Named, ...]
    unchanged: int
    near: tuple[NearPair, ...]


def hub_from(data: Mapping[str, Any]) -> Hub:
    """Read a hub; raises KeyError, TypeError or ValueError where it is not as agreed."""
    newer = data["newer_seed"]
    return Hub(
        **{name: str(data[name]) for name in _TEXTS},
        latitude=float(data["latitude"]),
        longitude=float(data["longitude"]),
        services=tuple(str(one) for one in data["services"]),
        services_confirmed=bool(data["services_confirmed"]),
        verified_on=data["verified_on"] or "",
        events=tuple(Event(one["date"], one["title"], one["time"] or "") for one in data["events"]),
        version=int(data["version"]),
        edited=bool(data["edited"]),
        newer=None if newer is None else Newer(bool(newer["listed"]), dict(newer["fields"])),
        near=tuple(near_from(one) for one in data.get("near", ())),
    )


_TEXTS = (
    "id", "name", "kind", "ubigeo", "district", "province", "department", "source", "licence",
    "status", "hours", "contact", "updated_at",
)  # fmt: skip


def near_from(data: Mapping[str, Any]) -> Near:
    """Read a neighbour."""
    return Near(data["id"], data["name"], int(data["distance_m"]))


def page_from(data: Mapping[str, Any]) -> HubPage:
    """Read a page of the list."""
    return HubPage(
        tuple(hub_from(one) for one in data["hubs"]),
        int(data["total"]),
        {one["name"]: int(one["count"]) for one in data["kinds"]},
        {one["name"]: int(one["count"]) for one in data["statuses"]},
    )


def place_from(data: Mapping[str, Any]) -> Place:
    """Read the place nearest to a point; a department or province leaves out what is below it."""
    place = data["place"]
    return Place(
        str(place["label"]),
        str(place["district"] or ""),
        str(place["province"] or ""),
        str(place["department"]),
        float(data["distance_km"]),
    )


def check_from(data: Mapping[str, Any]) -> Check:
    """Read a hub that needs a look."""
    return Check(
        str(data.get("hub_id", "")),
        str(data.get("name", "")),
        str(data["outcome"]),
        int(data["count"]),
        str(data.get("last_reported_on") or ""),
    )


def reports_from(data: Mapping[str, Any]) -> Reports:
    """Read what people reported on a hub."""
    counted = ("worked", "closed", "no_internet")
    check = data["needs_check"]
    return Reports(
        tuple(Month(one["month"], *(int(one[name]) for name in counted)) for one in data["months"]),
        tuple((one["outcome"], one["reported_on"]) for one in data["latest"]),
        None if check is None else check_from(check),
    )


def import_from(data: Mapping[str, Any]) -> ImportReport:
    """Read what a file does."""
    return ImportReport(
        tuple(_named(one) for one in data["created"]),
        tuple(_named(one) for one in data["updated"]),
        len(data["unchanged"]),
        tuple(
            NearPair(_named(one["hub"]), _named(one["other"]), int(one["distance_m"]))
            for one in data["near"]
        ),
    )


def _named(data: Mapping[str, Any]) -> Named:
    changes = tuple(
        FieldChange(one["field"], one["before"], one["after"]) for one in data.get("changes", ())
    )
    return Named(data["id"], data["name"], changes)
