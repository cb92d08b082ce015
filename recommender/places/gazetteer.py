"""All units and populated places of Peru, as columns that the searches share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from recommender.places.sphere import SphereIndex
from recommender.records import KIND_BY_ID_LENGTH, Place


@dataclass(frozen=True)
class Gazetteer:
    """Populated places in columns, sorted by id, and the units above them by id.

    `ids`, `names` and `ubigeos` (the district of each) stand beside the figures in `places`: urban,
    latitude, longitude, people, youth and suitability. `districts` is indexed by ubigeo. `units`
    holds departments, provinces and districts as records; `newer` pairs names of districts made
    since with their parents. `demand` says which column of people a hub is for: youth (aged 10 to
    24) or all people.
    """

    ids: NDArray[np.bytes_]
    names: list[str]
    ubigeos: list[str]
    places: pd.DataFrame
    districts: pd.DataFrame
    units: dict[str, Place]
    newer: tuple[tuple[str, str], ...] = ()
    demand: str = "youth"

    @classmethod
    def from_tables(
        cls, places: pd.DataFrame, districts: pd.DataFrame, newer: pd.DataFrame | None = None
    ) -> Gazetteer:
        """Build from the bundle's tables; rows of places come back sorted by id.

        `newer` names districts made since the census, with the district each was part of then.
        """
        places = places.sort_values("id", ignore_index=True)
        if not places["id"].str.fullmatch(r"\d{10}").all():
            raise ValueError("place ids must have ten digits")
        by_ubigeo = districts.set_index("ubigeo", drop=False).sort_index()
        missing = set(places["ubigeo"]) - set(by_ubigeo.index)
        if missing:
            raise ValueError(f"places lie in unknown districts: {sorted(missing)[:5]}")
        made_since: tuple[tuple[str, str], ...] = ()
        if newer is not None:
            made_since = tuple(zip(newer["district"], newer["parent_ubigeo"], strict=True))
        return cls(
            # ASCII codes of one length: numpy's byte strings search faster and take less memory.
            ids=np.asarray(places["id"].to_numpy().astype("S10")),
            names=[str(name) for name in places["name"]],
            ubigeos=[str(ubigeo) for ubigeo in places["ubigeo"]],
            places=places.drop(columns=["id", "name", "ubigeo"]),
            districts=by_ubigeo,
            units=_units(by_ubigeo),
            newer=made_since,
        )

    @cached_property
    def latitude(self) -> NDArray[np.float64]:
        return np.asarray(self.places["latitude"].to_numpy(dtype=np.float64))

    @cached_property
    def longitude(self) -> NDArray[np.float64]:
        return np.asarray(self.places["longitude"].to_numpy(dtype=np.float64))

    @cached_property
    def people(self) -> NDArray[np.float64]:
        return np.asarray(self.places["people"].to_numpy(dtype=np.float64))

    @cached_property
    def youth(self) -> NDArray[np.float64]:
        return np.asarray(self.places["youth"].to_numpy(dtype=np.float64))

    @cached_property
    def demanding(self) -> NDArray[np.float64]:
        """How many of each place a hub is for."""
        return np.asarray(self.places[self.demand].to_numpy(dtype=np.float64))

    @cached_property
    def urban(self) -> NDArray[np.bool_]:
        return np.asarray(self.places["urban"].to_numpy().astype(bool))

    @cached_property
    def suitability(self) -> NDArray[np.float64]:
        return np.asarray(self.places["suitability"].to_numpy(dtype=np.float64))

    @cached_property
    def sorted_suitability(self) -> NDArray[np.float64]:
        """The scores of all rural places in rising order."""
        return np.sort(self.suitability[np.isfinite(self.suitability)])

    @cached_property
    def need(self) -> NDArray[np.float64]:
        """The need of each place's district, from 0 to 1."""
        by_district = self.districts["need"].reindex(self.ubigeos)
        return np.asarray(by_district.to_numpy(dtype=np.float64))

    @cached_property
    def sphere(self) -> SphereIndex:
        return SphereIndex.build(self.latitude, self.longitude)

    def row_of(self, place_id: str) -> int | None:
        """Return the row of a populated place, or None where there is no such id."""
        if len(place_id) != 10 or not (place_id.isascii() and place_id.isdigit()):
            return None
        row = int(np.searchsorted(self.ids, place_id.encode("ascii")))
        return row if row < len(self.ids) and self.ids[row] == place_id.encode("ascii") else None

    def rows_in(self, unit_id: str) -> NDArray[np.intp]:
        """Return the rows of the populated places inside a unit ("" for all of Peru).

        A place belongs to its `ubigeo`, which for districts made after the place's code was
        given differs from the first digits of its own id.
        """
        order, codes = self._by_ubigeo
        low = np.searchsorted(codes, unit_id.ljust(6, "0").encode("ascii"))
        high = np.searchsorted(codes, unit_id.ljust(6, "9").encode("ascii"), side="right")
        return np.sort(order[low:high])

    @cached_property
    def _by_ubigeo(self) -> tuple[NDArray[np.intp], NDArray[np.bytes_]]:
        codes = np.array(self.ubigeos, dtype="S6")
        order = np.argsort(codes, kind="stable")
        return order, codes[order]

    def place_at(self, row: int) -> Place:
        """Return the record of the populated place in a row."""
        district = self.units[self.ubigeos[row]]
        return Place(
            id=self.ids[row].decode("ascii"),
            kind="populated_place",
            name=self.names[row],
            department=district.department,
            province=district.province,
            district=district.district,
            latitude=float(self.latitude[row]),
            longitude=float(self.longitude[row]),
            people=int(self.people[row]),
        )

    def find(self, place_id: str) -> Place | None:
        """Return the unit or populated place with an id, or None."""
        if place_id in self.units:
            return self.units[place_id]
        row = self.row_of(place_id)
        return None if row is None else self.place_at(row)


def _units(districts: pd.DataFrame) -> dict[str, Place]:
    """Return all units by id; a unit's point is that of the capital of its first district.

    INEI numbers the capital district of a province 01 and the capital province of a department
    01, so the lowest code below a unit is its capital.
    """
    units: dict[str, Place] = {}
    for length in (2, 4, 6):
        code = districts.index.str[:length]
        first = districts.groupby(code, sort=True).first()
        people = districts.groupby(code, sort=True)["people"].sum()
        for unit_id, row in zip(first.index, first.itertuples(index=False), strict=True):
            unit_id = str(unit_id)
            levels = (row.department, row.province, row.district)[: length // 2]
            units[unit_id] = Place(
                id=unit_id,
                kind=KIND_BY_ID_LENGTH[length],
                name=str(levels[-1]),
                department=str(row.department),
                province=str(row.province) if length >= 4 else None,
                district=str(row.district) if length == 6 else None,
                latitude=float(row.latitude),
                longitude=float(row.longitude),
                people=int(people[unit_id]),
            )
    return units
