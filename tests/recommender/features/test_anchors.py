"""A town of GeoNames meets the place that it is, and no other."""

from __future__ import annotations

import numpy as np
import pandas as pd

from recommender.features.anchors import UNMATCHED, anchors, match_towns


def _places() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "name": ["Rímac", "Lima", "Lima", "Lejos"],
            "ubigeo": ["150128", "150101", "150101", "150101"],
            "urban": [True, True, False, True],
            "latitude": [-12.03, -12.045, -12.031, -13.0],
            "longitude": [-77.03, -77.03, -77.03, -77.03],
        }
    )


def _towns(*rows: tuple[str, float, float]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["name", "latitude", "people"])
    return table.assign(longitude=-77.03)


def test_towns_meet_places_by_name_before_nearness() -> None:
    towns = _towns(("LIMA", -12.03, 7_000.0), ("Otro", -13.001, 300.0))
    np.testing.assert_array_equal(anchors(_places(), towns), [np.nan, 7_000.0, np.nan, 300.0])


def test_two_towns_in_one_place_leave_it_the_larger_figure() -> None:
    towns = _towns(("Lejos", -13.0, 900.0), ("Lejos", -13.001, 400.0))
    assert anchors(_places(), towns)[3] == 900.0


def test_a_rural_place_of_the_name_is_no_town_of_2000_people() -> None:
    places = _places()
    places["name"] = ["Rímac", "Otro", "Chacra", "Lejos"]
    small, large = _towns(("Chacra", -12.0312, 1_999.0)), _towns(("Chacra", -12.0312, 2_000.0))
    places.loc[0, "ubigeo"] = "150101"
    places.loc[[0, 1], "latitude"] = -12.08
    assert match_towns(places, small).tolist() == [2]
    assert match_towns(places, large).tolist() == [UNMATCHED]


def test_a_town_far_from_every_place_is_unmatched() -> None:
    assert match_towns(_places(), _towns(("Lima", -15.0, 9_000.0))).tolist() == [UNMATCHED]
