"""Distances, bearings and nearest neighbours on the sphere."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

# Mean radius R1 of the GRS 80 ellipsoid (Moritz 2000): straight-line error below 0.5 % in Peru.
EARTH_RADIUS_KM = 6371.0088
COMPASS = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")

Floats = NDArray[np.float64]


def unit_vectors(latitude: Floats, longitude: Floats) -> Floats:
    """Return points on the unit sphere, shape (n, 3), from degrees."""
    lat, lon = np.radians(latitude), np.radians(longitude)
    return np.column_stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)))


def chord(distance_km: float) -> float:
    """Return the straight chord through the unit sphere that spans a great-circle distance."""
    return float(2.0 * np.sin(min(distance_km / EARTH_RADIUS_KM, np.pi) / 2.0))


def arc_km(chords: Floats) -> Floats:
    """Return great-circle kilometres from chords of the unit sphere."""
    return np.asarray(2.0 * EARTH_RADIUS_KM * np.arcsin(np.clip(chords / 2.0, 0.0, 1.0)))


def bearing_deg(from_lat: float, from_lon: float, to_lat: float, to_lon: float) -> float:
    """Return the initial great-circle bearing, 0 to 360 degrees clockwise from north."""
    lat1, lat2 = np.radians(from_lat), np.radians(to_lat)
    turn = np.radians(to_lon - from_lon)
    east = np.sin(turn) * np.cos(lat2)
    north = np.cos(lat1) * np.sin(lat2) - np.sin(lat1) * np.cos(lat2) * np.cos(turn)
    return float(np.degrees(np.arctan2(east, north)) % 360.0)


def compass_point(bearing: float) -> str:
    """Return the nearest of the eight compass points."""
    return COMPASS[int((bearing + 22.5) // 45.0) % 8]


@dataclass(frozen=True)
class SphereIndex:
    """Nearest neighbours by great-circle distance, exact: chords keep the order of arcs."""

    tree: cKDTree

    @classmethod
    def build(cls, latitude: Floats, longitude: Floats) -> SphereIndex:
        return cls(cKDTree(unit_vectors(latitude, longitude)))

    def __len__(self) -> int:
        return int(self.tree.n)

    def nearest(
        self, latitude: float, longitude: float, count: int
    ) -> tuple[NDArray[np.intp], Floats]:
        """Return the rows of the `count` nearest points and their kilometres, nearest first."""
        if len(self) == 0 or count < 1:
            return np.empty(0, dtype=np.intp), np.empty(0)
        point = unit_vectors(np.array([latitude]), np.array([longitude]))[0]
        chords, rows = self.tree.query(point, k=np.arange(1, min(count, len(self)) + 1))
        return np.asarray(rows, dtype=np.intp), arc_km(np.asarray(chords))

    def nearest_km(self, latitude: Floats, longitude: Floats) -> Floats:
        """Return for each point the kilometres to its nearest neighbour (inf without any)."""
        if len(self) == 0:
            return np.full(len(latitude), np.inf)
        chords, _ = self.tree.query(unit_vectors(latitude, longitude))
        return arc_km(chords)
