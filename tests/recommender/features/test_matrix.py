"""The shipped features lie in their ranges, and what is special about a place is seen."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from recommender.features.definitions import FEATURE_NAMES, FEATURES
from recommender.features.matrix import significant
from recommender.features.order import order_features
from recommender.features.position import altitude_features
from recommender.features.posts import post_features
from recommender.features.surroundings import NEAREST, Surroundings
from recommender.model.bundle import Bundle

KM = 1.0 / 111.195


def _line(count: int, ubigeo: str = "010101") -> pd.DataFrame:
    """Places on one meridian, a km apart, the first at 6 degrees south."""
    return pd.DataFrame(
        {
            "ubigeo": [ubigeo] * count,
            "urban": [False] * count,
            "latitude": -6.0 + np.arange(count) * KM,
            "longitude": -77.0,
        }
    )


@pytest.fixture
def around() -> Surroundings:
    return Surroundings.of(_line(NEAREST + 6))


def test_every_feature_is_named_once_with_unit_and_source() -> None:
    assert len(set(FEATURE_NAMES)) == len(FEATURES)
    assert all(feature.unit and feature.source for feature in FEATURES)
    logarithmic = [feature.logarithmic for feature in FEATURES]
    assert logarithmic == sorted(logarithmic, reverse=True)


def test_every_shipped_value_lies_in_its_range(bundle: Bundle) -> None:
    assert bundle.feature_names == FEATURE_NAMES
    low, high = (np.array([getattr(f, end) for f in FEATURES]) for end in ("low", "high"))
    outside = (bundle.features < low) | (bundle.features > high)
    assert {FEATURE_NAMES[i] for i in np.flatnonzero(outside.any(axis=0))} == set()
    unknown = np.isnan(bundle.features).any(axis=0)
    assert {FEATURES[i].name for i in np.flatnonzero(unknown) if not FEATURES[i].nullable} == set()


def test_without_a_register_no_school_is_made_up(bundle: Bundle) -> None:
    for name in ("schools_5km", "pupils_5km"):
        assert np.isnan(bundle.features[:, FEATURE_NAMES.index(name)]).all()


def test_the_nearest_place_is_never_the_place_itself(around: Surroundings) -> None:
    own = np.arange(len(around.points))[:, None]
    assert not (around.neighbours == own).any()
    assert around.neighbours_km[:, 0] == pytest.approx(1.0, rel=1e-3)


def test_two_places_on_one_point_are_each_others_neighbours() -> None:
    places = _line(NEAREST + 6)
    places.loc[1, ["latitude", "longitude"]] = places.loc[0, ["latitude", "longitude"]]
    around = Surroundings.of(places)
    assert around.neighbours[0, 0] == 1 and around.neighbours[1, 0] == 0


def test_a_post_that_has_the_name_of_a_place_is_its_post(around: Surroundings) -> None:
    names = pd.Series([f"Lugar {i}" for i in range(len(around.points))])
    names[3] = "Ccarhuapampa"
    names[5] = "Pampa"
    posts = pd.DataFrame(
        {
            "name": ["CCARHUAPAMPA", "PUESTO DE SALUD PAMPA", "LUGAR 60"],
            "category": ["I-1", "I-3", "II-1"],
            "latitude": [-6.0 + 4 * KM, -6.0 + 5.1 * KM, -6.0],
            "longitude": [-77.0] * 3,
            "connected": [False, True, False],
        }
    )
    found = post_features(around, names, posts)
    assert found["health_post_of_name"][[3, 5, 60]].tolist() == [2.0, 1.0, 0.0]
    assert found["health_post_here"][[0, 4, 5]].tolist() == [5.0, 1.0, 3.0]
    assert found["health_post_km"][4] == pytest.approx(0.0, abs=1e-6)
    assert found["health_post_online_km"][0] == pytest.approx(5.1, rel=1e-3)
    assert found["place_with_post_name_km"][4] == pytest.approx(1.0, rel=1e-3)


def test_numbers_are_ranked_within_the_district(around: Surroundings) -> None:
    serial = np.arange(1, len(around.points) + 1, dtype=float)
    serial[10:] += 4
    found = order_features(around, serial)
    assert found["serial_gap_before"][10] == 5 and found["serial_gap_after"][9] == 5
    assert found["serial_first_6"][0] == 1.0
    assert found["serial_first_6"][-1] == 0.0
    assert found["earlier_place_km"][7] == pytest.approx(1.0, rel=1e-3)


def test_a_place_between_two_capitals_lies_between_their_altitudes(around: Surroundings) -> None:
    capitals = _line(6).assign(altitude_m=[1_000.0, 1_100.0, 1_200.0, 1_300.0, 1_400.0, 1_500.0])
    own = np.full(len(around.points), 1_000.0)
    found = altitude_features(around, own, capitals)
    assert found["altitude_here_m"][0] < found["altitude_here_m"][3] < 1_500.0
    assert (found["altitude_difference_m"] <= 0).all()


def test_four_digits_are_kept() -> None:
    kept = significant(np.array([[123_456.0, 0.123456, 0.0, -12.3456, np.nan]]))[0]
    assert kept[:4] == pytest.approx([123_500.0, 0.123, 0.0, -12.35], rel=1e-6)
    assert np.isnan(kept[4])
