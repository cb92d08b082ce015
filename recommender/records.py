"""The records that the recommender's parts hand to each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["department", "province", "district", "populated_place"]
Use = Literal["point", "region"]
Status = Literal["match", "ambiguous", "none"]

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
class Hub:
    """An entry of the hub register; `services` lists only what an editor has confirmed."""

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


@dataclass(frozen=True, slots=True)
class RegisterState:
    """Which edition of the register is served; `version` grows with every change."""

    version: int
    total: int
    as_of: str
    source: str
    licence: str
