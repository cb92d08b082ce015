"""Sums and distances on the sphere agree with the plain formula."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from recommender.features.neighbourhood import between_km, nearest_km, sums_within

Floats = NDArray[np.float64]


def _haversine(lat1: Floats, lon1: Floats, lat2: Floats, lon2: Floats) -> Floats:
    a, b, c, d = map(np.radians, (lat1, lon1, lat2, lon2))
    h = np.sin((c - a) / 2) ** 2 + np.cos(a) * np.cos(c) * np.sin((d - b) / 2) ** 2
    return np.asarray(2 * 6371.0088 * np.arcsin(np.sqrt(h)))


def _points(count: int, seed: int) -> tuple[Floats, Floats]:
    random = np.random.default_rng(seed)
    return random.uniform(-13, -12, count), random.uniform(-75, -74, count)


def test_sums_within_are_those_of_all_pairs() -> None:
    at, points = _points(300, 1), _points(200, 2)
    values = np.random.default_rng(3).integers(0, 1_000, (200, 2)).astype(float)
    km = _haversine(at[0][:, None], at[1][:, None], points[0], points[1])
    sums = sums_within(at, points, values, (2.0, 20.0))
    for i, radius in enumerate((2.0, 20.0)):
        np.testing.assert_allclose(sums[:, i], (km <= radius) @ values)


def test_a_place_alone_gets_what_it_gets_among_others() -> None:
    at = _points(50, 1)
    whole = sums_within(at, at, np.ones((50, 1)), (10.0,))
    parts = [
        sums_within((at[0][i : i + 1], at[1][i : i + 1]), at, np.ones((50, 1)), (10.0,))
        for i in range(50)
    ]
    np.testing.assert_array_equal(whole, np.concatenate(parts))


def test_nearest_and_between() -> None:
    at, points = _points(40, 4), _points(30, 5)
    km = _haversine(at[0][:, None], at[1][:, None], points[0], points[1])
    np.testing.assert_allclose(nearest_km(at, points), km.min(axis=1), rtol=1e-9)
    first = points[0][:1].repeat(40), points[1][:1].repeat(40)
    np.testing.assert_allclose(between_km(at, first), km[:, 0], rtol=1e-9)


def test_a_place_with_nothing_around_has_zero() -> None:
    at = np.array([-5.0]), np.array([-80.0])
    assert sums_within(at, _points(5, 6), np.ones((5, 1)), (20.0,)).tolist() == [[[0.0]]]
