"""Hubs so near to one another that they may be one hub entered twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from recommender.places.sphere import arc_km, chord, unit_vectors
from recommender.records import Hub

NEAR_M = 200.0
# A crowd on one point is told of by its nearest; all pairs of it would be without number.
MOST_NEIGHBOURS = 5


@dataclass(frozen=True)
class Neighbour:
    """Another open hub within 200 m."""

    id: str
    name: str
    distance_m: int


class Neighbourhood:
    """The open hubs of a register, asked who stands beside whom."""

    def __init__(self, hubs: Sequence[Hub]) -> None:
        self.hubs = [hub for hub in hubs if hub.status == "open"]
        latitude = np.array([hub.latitude for hub in self.hubs], dtype=np.float64)
        longitude = np.array([hub.longitude for hub in self.hubs], dtype=np.float64)
        self._points = unit_vectors(latitude, longitude)
        self._tree = cKDTree(self._points)

    def around(self, latitude: float, longitude: float, but: str = "") -> list[Neighbour]:
        """Return up to five open hubs within 200 m of a point, nearest first, but for one by id."""
        point = unit_vectors(np.array([latitude]), np.array([longitude]))
        return self._near(point, [but])[0]

    def all(self) -> dict[str, list[Neighbour]]:
        """Return for each hub that has neighbours up to five of them, nearest first."""
        ids = [hub.id for hub in self.hubs]
        found = self._near(self._points, ids)
        return {id_: near for id_, near in zip(ids, found, strict=True) if near}

    def _near(self, points: np.ndarray, own: Sequence[str]) -> list[list[Neighbour]]:
        if not self.hubs:
            return [[] for _ in own]
        # One more than is told, because each finds itself; the bound itself is left out by scipy.
        bound = np.nextafter(chord(NEAR_M / 1000.0), 1.0)
        chords, rows = self._tree.query(
            points, k=np.arange(1, MOST_NEIGHBOURS + 2), distance_upper_bound=bound
        )
        metres = np.rint(1000.0 * arc_km(np.where(np.isinf(chords), 0.0, chords))).astype(int)
        found: list[list[Neighbour]] = [[] for _ in own]
        for at, nth in zip(*np.nonzero(rows < len(self.hubs)), strict=True):
            hub = self.hubs[int(rows[at, nth])]
            if hub.id != own[at] and len(found[at]) < MOST_NEIGHBOURS:
                found[at].append(Neighbour(hub.id, hub.name, int(metres[at, nth])))
        return found
