"""People shared among places add up to the district, whatever the district is like."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from recommender.features.anchors import anchors, near_any
from recommender.features.people import (
    RURAL_MOST,
    disaggregate,
    district_totals,
    largest_remainder,
)


def _places(*rows: tuple[str, bool]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["id", "urban"])
    return table.assign(ubigeo=table["id"].str[:6])


def _share(places: pd.DataFrame, total: int, anchor: list[float] | None = None) -> list[int]:
    known = np.array(anchor) if anchor else np.full(len(places), np.nan)
    totals = pd.Series({places["ubigeo"][0]: total})
    people = disaggregate(places, totals, known, np.zeros(len(places), bool))
    return [int(number) for number in people]


def test_sums_are_exact_in_random_districts() -> None:
    random = np.random.default_rng(0)
    count = 3_000
    ubigeo = np.sort(random.integers(0, 200, count))
    serial = pd.Series(ubigeo).groupby(ubigeo).cumcount() + 1
    places = pd.DataFrame({"ubigeo": [f"{u:06d}" for u in ubigeo]})
    places["id"] = places["ubigeo"] + serial.map("{:04d}".format)
    places["urban"] = (serial == 1) | (random.random(count) < 0.1)
    codes = places["ubigeo"].unique()
    totals = pd.Series(random.integers(1, 1_000_000, len(codes)), index=codes)
    anchor = np.where(random.random(count) < 0.1, random.integers(1, 500_000, count), np.nan)
    people = disaggregate(places, totals, anchor, random.random(count) < 0.1)
    assert (people >= 0).all()
    pd.testing.assert_series_equal(
        pd.Series(people).groupby(places["ubigeo"]).sum(), totals, check_names=False
    )


def test_a_town_takes_what_hamlets_cannot_hold() -> None:
    town, *hamlets = _share(_places(("0101010001", True), ("0101010002", False)), 50_000)
    assert town > 49_000
    assert 0 < hamlets[0] < RURAL_MOST


def test_a_known_town_is_larger_than_an_unknown_one() -> None:
    places = _places(("0101010001", True), ("0101010002", True), ("0101010003", True))
    capital, known, unknown = _share(places, 30_000, [20_000.0, 8_000.0, np.nan])
    assert capital > known > unknown > 0


def test_a_district_without_a_town_is_shared_evenly() -> None:
    assert _share(_places(("0101010002", False), ("0101010003", False)), 101) == [51, 50]


def test_a_figure_larger_than_the_district_is_held_to_it() -> None:
    places = _places(("0101010001", True), ("0101010002", False))
    assert sum(_share(places, 900, [7_737_002.0, np.nan])) == 900


def test_a_district_without_places_or_people_is_an_error() -> None:
    places = _places(("0101010001", True))
    none = np.full(1, np.nan), np.zeros(1, bool)
    with pytest.raises(ValueError, match="without a populated place: \\['999999'\\]"):
        disaggregate(places, pd.Series({"010101": 5, "999999": 5}), *none)
    with pytest.raises(ValueError, match="without projected people"):
        disaggregate(places, pd.Series({"020202": 5}), *none)


def test_largest_remainder_gives_the_odd_one_to_the_largest_fraction() -> None:
    group = np.array(["a", "a", "a", "b"], dtype=object)
    exact = np.array([1.2, 1.7, 1.1, 6.0])
    assert largest_remainder(exact, group, pd.Series({"a": 4, "b": 6})).tolist() == [1, 2, 1, 6]


def test_a_newer_district_counts_in_its_parent() -> None:
    population = pd.DataFrame({"ubigeo": ["180101", "180107"], "people": [47_754, 29_005]})
    assert district_totals(population).to_dict() == {"180101": 76_759}


def test_towns_meet_places_by_name_before_nearness() -> None:
    places = pd.DataFrame(
        {
            "name": ["Rímac", "Lima", "Lima", "Lejos"],
            "ubigeo": ["150128", "150101", "150101", "150101"],
            "urban": [True, True, False, True],
            "latitude": [-12.03, -12.045, -12.031, -13.0],
            "longitude": [-77.03, -77.03, -77.03, -77.03],
        }
    )
    towns = pd.DataFrame(
        {
            "name": ["LIMA", "Otro"],
            "latitude": [-12.03, -13.001],
            "longitude": [-77.03, -77.03],
            "people": [7_000.0, 300.0],
        }
    )
    np.testing.assert_array_equal(anchors(places, towns), [np.nan, 7_000.0, np.nan, 300.0])


def test_near_any_marks_the_nearest_place_within_reach() -> None:
    places = pd.DataFrame({"latitude": [-12.0, -12.1], "longitude": [-77.0, -77.0]})
    posts = pd.DataFrame({"latitude": [-12.005, -12.05], "longitude": [-77.0, -77.0]})
    assert near_any(places, posts, 1.0).tolist() == [True, False]
