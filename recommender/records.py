"""The records that the recommender's parts hand to each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["department", "province", "district", "populated_place"]
Use = Literal["point", "region"]
Status = Literal["match", "ambiguous", "none"]

HUB_STATUSES = ("open", "closed", "moved")
DEPTH: dict[Kind, int] = {"department": 0, "province": 1, "district": 2, "populated_place": 3}
KIND_BY_ID_LENGTH: dict[int, Kind] = {
    2: "department",
    4: "province",
    6: "district",
    10: "populated_place",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A department, province, district or populated place.

    `id` is the INEI code: 2, 4, 6 or 10 digits, each level's code a prefix of the next.
    The point of a unit is that of its capital.
    """

    id: str
    kind: Kind
    name: str
    department: str
    province: str | None
    district: str | None
    latitude: float
    longitude: float
    people: int

    @property
    def label(self) -> str:
        """ "Lugar, Distrito, Provincia, Departamento", from as many parts as the kind has."""
        above = [self.district, self.province, self.department]
        if self.kind == "populated_place":
            return ", ".join([self.name, *(part for part in above if part)])
        return ", ".join(part for part in above if part)


@dataclass(frozen=True, slots=True)
class Match:
    """A place that fits a query; `score` runs from 0 to 100."""

    place: Place
    score: float
    matched_by: str
    distinction: str


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found, best first; `matches` is empty if and only if status is "none"."""

    status: Status
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class HubEvent:
    """Something that takes place at a hub; `date` is ISO, `time` "15:00" in Peru or None."""

    date: str
    title: str
    time: str | None = None


@dataclass(frozen=True, slots=True)
class Hub:
    """A hub as people are told of it; `services` lists only what an editor has confirmed.

    `status` is "open", "closed", or "moved" where nobody knows yet to which point. `hours` and
    `contact` (the institution's, no person's) are empty where they are not known.
    """

    id: str
    name: str
    kind: str
    latitude: float
    longitude: float
    ubigeo: str
    services: tuple[str, ...]
    services_confirmed: bool
    verified_on: str | None
    source: str
    licence: str
    status: str = "open"
    hours: str = ""
    contact: str = ""
    events: tuple[HubEvent, ...] = ()


@dataclass(frozen=True, slots=True)
class NewerSeed:
    """What the source says of a hub otherwise than its editor.

    `listed` is False where the source no longer names the hub; `fields` holds, as JSON, what it
    says now of fields that the editor had changed as well.
    """

    listed: bool
    fields: dict[str, Any]


@dataclass(frozen=True, slots=True)
class HubEntry:
    """A hub with what only editors see.

    `version` is the register's at the hub's last change, so it grows and never comes back;
    `updated_at` is ISO, UTC.
    """

    hub: Hub
    version: int
    updated_at: str
    edited: bool
    newer: NewerSeed | None = None


@dataclass(frozen=True, slots=True)
class RegisterState:
    """Which edition of the register is served; `version` grows with every change.

    `total` counts the hubs that are open.
    """

    version: int
    total: int
    as_of: str
    source: str
    licence: str
