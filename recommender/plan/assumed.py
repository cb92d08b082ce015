"""Hubs that a plan is asked to count on beside those of the register."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from recommender.hubs.nearest import HubIndex
from recommender.places.gazetteer import Gazetteer
from recommender.places.sphere import SphereIndex
from recommender.plan.solution import UnfitRequest
from recommender.records import Hub

# Neither a tambo nor any other kind: nobody knows what it would be.
KIND = "hub"


def hubs_with(hubs: HubIndex, gazetteer: Gazetteer, place_ids: tuple[str, ...]) -> HubIndex:
    """Return the hubs with one more at the point of each of these populated places.

    Raise UnfitRequest for an id that is no populated place.
    """
    if not place_ids:
        return hubs
    assumed = [*hubs.hubs, *(_hub_at(gazetteer, place_id) for place_id in place_ids)]
    latitude = np.array([hub.latitude for hub in assumed], dtype=np.float64)
    longitude = np.array([hub.longitude for hub in assumed], dtype=np.float64)
    return replace(hubs, hubs=assumed, sphere=SphereIndex.build(latitude, longitude))


def _hub_at(gazetteer: Gazetteer, place_id: str) -> Hub:
    row = gazetteer.row_of(place_id)
    if row is None:
        raise UnfitRequest(
            "existing",
            f"{place_id}: no es un centro poblado.",
            f"{place_id}: no populated place.",
        )
    place = gazetteer.place_at(row)
    return Hub(
        id=f"assumed-{place_id}",
        name=place.name,
        kind=KIND,
        latitude=place.latitude,
        longitude=place.longitude,
        ubigeo=gazetteer.ubigeos[row],
        services=(),
        services_confirmed=False,
        verified_on=None,
        source="",
        licence="",
    )
