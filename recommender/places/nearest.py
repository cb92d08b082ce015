"""Which populated place lies nearest to a point, and whether the point is in Peru at all."""

from __future__ import annotations

import math

from recommender.places.gazetteer import Gazetteer
from recommender.records import Place

# The box of Peru's land, a little widened: south, west, north, east in degrees.
PERU_BOX = (-18.40, -81.40, 0.05, -68.60)
PERU_REACH_KM = 60.0


class OutsidePeru(ValueError):
    """The point lies outside Peru, so that no distance from it would help anyone there."""


def nearest_place(gazetteer: Gazetteer, latitude: float, longitude: float) -> tuple[Place, float]:
    """Return the nearest populated place and its distance in km.

    Raise OutsidePeru for a point outside the country's box, or inside it but more than 60 km
    from every populated place: the box alone holds La Paz's lake shore, Acre and the open sea.
    No border is drawn, so a town just across it (Leticia, 2 km) still gets its Peruvian
    neighbours; and the empty heart of the Alto Purus forest, up to 96 km from any place, is not
    served.
    """
    south, west, north, east = PERU_BOX
    inside = (
        math.isfinite(latitude)
        and math.isfinite(longitude)
        and south <= latitude <= north
        and west <= longitude <= east
    )
    if inside:
        rows, km = gazetteer.sphere.nearest(latitude, longitude, 1)
        if len(rows) and km[0] <= PERU_REACH_KM:
            return gazetteer.place_at(int(rows[0])), float(km[0])
    raise OutsidePeru("El punto está fuera del Perú.")
