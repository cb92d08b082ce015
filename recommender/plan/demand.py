"""Who needs a hub and is not reached by one: the demand that a plan may cover."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recommender.hubs.nearest import HubIndex
from recommender.places.gazetteer import Gazetteer
from recommender.places.sphere import chord, unit_vectors

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]


@dataclass(frozen=True)
class Demand:
    """The populated places of a region in columns; every place is a candidate site as well.

    `weight` is those whom a hub is for (people aged 10 to 24, or all by the gazetteer's `demand`)
    times the district's need from 0 to 1; `open` is
    False where a hub that exists already lies within `radius_km`.
    """

    rows: Rows
    points: Floats
    radius_km: float
    weight: Floats
    people: Floats
    youth: Floats
    open: NDArray[np.bool_]
    urban: NDArray[np.bool_]
    suitability: Floats
    nearest_hub_km: Floats

    @property
    def chord(self) -> float:
        # A hair more than the radius, so that rounding leaves no point on the rim out.
        return chord(self.radius_km) * (1.0 + 1e-12)


def demand_in(gazetteer: Gazetteer, hubs: HubIndex, region_id: str, radius_km: float) -> Demand:
    """Return the demand of a region ("" for all of Peru) beyond what `hubs` reach."""
    rows = gazetteer.rows_in(region_id)
    latitude, longitude = gazetteer.latitude[rows], gazetteer.longitude[rows]
    hub_km = hubs.sphere.nearest_km(latitude, longitude)
    youth = gazetteer.youth[rows]
    return Demand(
        rows=rows,
        points=unit_vectors(latitude, longitude),
        radius_km=radius_km,
        weight=gazetteer.demanding[rows] * gazetteer.need[rows],
        people=gazetteer.people[rows],
        youth=youth,
        open=hub_km > radius_km,
        urban=gazetteer.urban[rows],
        suitability=gazetteer.suitability[rows],
        nearest_hub_km=hub_km,
    )
