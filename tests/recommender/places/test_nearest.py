from __future__ import annotations

import math

import pytest

from recommender.places.gazetteer import Gazetteer
from recommender.places.nearest import OutsidePeru, nearest_place


def test_the_nearest_place_to_huantas_square_is_huanta(gazetteer: Gazetteer) -> None:
    place, km = nearest_place(gazetteer, -12.9394, -74.2480)
    assert place.id == "0504010001" and km < 1


@pytest.mark.parametrize(
    ("where", "lat", "lon"),
    [("La Paz", -16.5, -68.15), ("Pacific", -12.0, -80.0), ("Guayaquil", -2.19, -79.88),
     ("Madrid", 40.4, -3.7), ("Santiago", -33.45, -70.66), ("swapped", -74.25, -12.94),
     ("nowhere", math.nan, -74.0), ("infinite", math.inf, -74.0), ("null island", 0.0, 0.0)],
)  # fmt: skip
def test_points_outside_peru_are_told(
    gazetteer: Gazetteer, where: str, lat: float, lon: float
) -> None:
    with pytest.raises(OutsidePeru):
        nearest_place(gazetteer, lat, lon)


@pytest.mark.parametrize(
    ("where", "lat", "lon"),
    [("Tumbes", -3.567, -80.452), ("Iñapari", -10.95, -69.58), ("Santa Rosa", -4.22, -69.96),
     ("Tacna", -18.01, -70.25), ("Iquitos", -3.75, -73.25), ("Puno", -15.84, -70.02)],
)  # fmt: skip
def test_towns_at_the_borders_are_inside(
    gazetteer: Gazetteer, where: str, lat: float, lon: float
) -> None:
    assert nearest_place(gazetteer, lat, lon)[1] < 15
