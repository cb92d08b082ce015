from __future__ import annotations

import numpy as np
import pytest

from recommender.places.sphere import SphereIndex, bearing_deg, compass_point


def haversine_km(lat1: float, lon1: float, lat2: np.ndarray, lon2: np.ndarray) -> np.ndarray:
    """The other formula for the same distance."""
    a, b = np.radians(lat1), np.radians(lat2)
    h = np.sin((b - a) / 2) ** 2 + np.cos(a) * np.cos(b) * (
        np.sin(np.radians(lon2 - lon1) / 2) ** 2
    )
    return np.asarray(2 * 6371.0088 * np.arcsin(np.sqrt(h)))


def test_nearest_agrees_with_haversine_over_all_points() -> None:
    rng = np.random.default_rng(7)
    latitude, longitude = rng.uniform(-18, 0, 4000), rng.uniform(-81, -69, 4000)
    index = SphereIndex.build(latitude, longitude)
    for lat, lon in zip(rng.uniform(-18, 0, 50), rng.uniform(-81, -69, 50), strict=True):
        rows, km = index.nearest(float(lat), float(lon), 5)
        exact = haversine_km(lat, lon, latitude, longitude)
        assert rows.tolist() == np.argsort(exact)[:5].tolist()
        assert km == pytest.approx(np.sort(exact)[:5], abs=1e-6)


def test_lima_to_cusco_is_about_572_km() -> None:
    index = SphereIndex.build(np.array([-13.5170]), np.array([-71.9785]))
    _, km = index.nearest(-12.0464, -77.0428, 1)
    assert km[0] == pytest.approx(572, abs=3)


@pytest.mark.parametrize(
    ("lat", "lon", "point"),
    [(-11, -75, "N"), (-11, -74, "NE"), (-12, -74, "E"), (-13, -74, "SE"),
     (-13, -75, "S"), (-13, -76, "SW"), (-12, -76, "W"), (-11, -76, "NW")],
)  # fmt: skip
def test_compass_points_towards(lat: float, lon: float, point: str) -> None:
    assert compass_point(bearing_deg(-12, -75, lat, lon)) == point


def test_bearings_near_north_are_north_from_both_sides() -> None:
    assert compass_point(0.0) == compass_point(359.9) == compass_point(22.0) == "N"


def test_without_points_nothing_is_near() -> None:
    index = SphereIndex.build(np.empty(0), np.empty(0))
    assert index.nearest(-12, -77, 3)[0].size == 0
    assert np.isinf(index.nearest_km(np.array([-12.0]), np.array([-77.0]))).all()
