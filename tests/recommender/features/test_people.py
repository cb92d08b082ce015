"""People shared among places add up to the district, whatever the district is like."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from recommender.features.anchors import RURAL_BELOW
from recommender.features.people import (
    disaggregate,
    district_totals,
    largest_remainder,
)


def _places(*rows: tuple[str, bool]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["id", "urban"])
    return table.assign(ubigeo=table["id"].str[:6])


def _share(
    places: pd.DataFrame, total: int, known: list[float] | None = None, expected: float = 100.0
) -> list[int]:
    figures = np.array(known) if known else np.full(len(places), np.nan)
    totals = pd.Series({places["ubigeo"][0]: total})
    people = disaggregate(places, totals, figures, np.full(len(places), expected))
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
    people = disaggregate(places, totals, anchor, random.lognormal(4.0, 1.5, count))
    assert (people >= 0).all()
    pd.testing.assert_series_equal(
        pd.Series(people).groupby(places["ubigeo"]).sum(), totals, check_names=False
    )


def test_a_town_takes_what_hamlets_cannot_hold() -> None:
    town, *hamlets = _share(_places(("0101010001", True), ("0101010002", False)), 50_000)
    assert town >= 48_000
    assert 0 < hamlets[0] < RURAL_BELOW


def test_a_known_town_keeps_about_its_figure_and_the_rest_take_what_is_left() -> None:
    places = _places(*((f"010101{serial:04d}", serial < 3) for serial in range(1, 23)))
    known = [1_000.0, 800.0] + [np.nan] * 20
    first, second, *hamlets = _share(places, 5_800, known)
    assert first == pytest.approx(1_000.0, rel=0.5) and second == pytest.approx(800.0, rel=0.5)
    assert first > second > max(hamlets) > 150


def test_a_shortage_falls_on_known_and_unknown_places_alike() -> None:
    places = _places(("0101010001", True), ("0101010002", False), ("0101010003", False))
    known, *hamlets = _share(places, 800, [900.0, np.nan, np.nan], expected=300.0)
    assert 400 < known < 800 and 50 < hamlets[0] < 300 and abs(hamlets[0] - hamlets[1]) <= 1


def test_what_is_expected_decides_within_a_district() -> None:
    places = _places(("0101010001", True), ("0101010002", False), ("0101010003", False))
    unknown = np.full(3, np.nan)
    people = disaggregate(
        places, pd.Series({"010101": 160}), unknown, np.array([100.0, 10.0, 50.0])
    )
    assert people[0] > people[2] > people[1] > 0


def test_every_listed_place_has_somebody_where_the_district_allows() -> None:
    places = _places(("0101010001", True), ("0101010002", False), ("0101010003", False))
    totals = pd.Series({"010101": 1_000})
    people = disaggregate(places, totals, np.full(3, np.nan), np.array([1e6, 1e-6, 1e-6]))
    assert people.min() >= 1


def test_a_district_without_a_town_is_shared_evenly() -> None:
    assert _share(_places(("0101010002", False), ("0101010003", False)), 101) == [51, 50]


def test_a_figure_larger_than_the_district_is_held_to_it() -> None:
    places = _places(("0101010001", True), ("0101010002", False))
    assert sum(_share(places, 900, [7_737_002.0, np.nan])) == 900


def test_a_district_without_places_or_people_is_an_error() -> None:
    places = _places(("0101010001", True))
    none = np.full(1, np.nan), np.ones(1)
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
