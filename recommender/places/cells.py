"""The populated places of a part of the map: each by itself where few, else summed by cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from recommender.places.gazetteer import Gazetteer

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]

# More would neither be told apart on a screen nor be light to send.
MOST_PLACES, MOST_CELLS = 1_200, 2_000
# As wide on the screen as a small symbol with some room around it.
CELL_PX, TILE_PX = 26.0, 256.0
CLOSEST_ZOOM = 14


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the map, in degrees."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, latitude: Floats, longitude: Floats) -> NDArray[np.bool_]:
        """Say of each point whether it lies inside."""
        inside = (longitude >= self.west) & (longitude <= self.east)
        return np.asarray(inside & (latitude >= self.south) & (latitude <= self.north))


@dataclass(frozen=True)
class Cells:
    """Cells of one zoom in columns; the point of a cell is the middle of its people.

    `need` is the mean by people. `suitability` and `rank` (the share of rural places less like
    those with a tambo, 0 to 100) are means over the cell's rural places, NaN where it has none.
    """

    latitude: Floats
    longitude: Floats
    places: NDArray[np.int64]
    people: NDArray[np.int64]
    need: Floats
    suitability: Floats
    rank: Floats


@dataclass(frozen=True)
class PlaceMap:
    """Answers what stands in a box at a zoom; cells of a width are summed once and kept."""

    gazetteer: Gazetteer
    _kept: dict[float, Cells] = field(default_factory=dict)

    @cached_property
    def rank(self) -> Floats:
        """The share of rural places that are less like those with a tambo, NaN where urban."""
        ordered, score = self.gazetteer.sorted_suitability, self.gazetteer.suitability
        rank = 100.0 * np.searchsorted(ordered, score, side="left") / max(len(ordered), 1)
        return np.where(np.isfinite(score), rank, np.nan)

    def rows_in(self, box: Box) -> Rows:
        """Return the rows of the places in a box, those with most people first."""
        inside = box.holds(self.gazetteer.latitude, self.gazetteer.longitude)
        rows = np.flatnonzero(inside)
        return rows[np.argsort(-self.gazetteer.people[rows], kind="stable")]

    def cells_in(self, box: Box, zoom: int) -> tuple[Cells, Rows]:
        """Return the cells of a zoom and which of them lie in a box, at most MOST_CELLS.

        Where a large screen shows more, the cells are twice as wide.
        """
        width = CELL_PX * 360.0 / (TILE_PX * 2.0 ** min(zoom, CLOSEST_ZOOM))
        while True:
            cells = self._cells(width)
            inside = np.flatnonzero(box.holds(cells.latitude, cells.longitude))
            if len(inside) <= MOST_CELLS:
                return cells, inside
            width *= 2.0

    def _cells(self, width: float) -> Cells:
        # Two threads may both sum the same cells; either result is right.
        if width not in self._kept:
            self._kept[width] = self._summed(width)
        return self._kept[width]

    def _summed(self, width: float) -> Cells:
        known = self.gazetteer
        across = np.floor((known.longitude + 180.0) / width).astype(np.int64)
        up = np.floor((known.latitude + 90.0) / width).astype(np.int64)
        _, cell = np.unique(across * 1_000_000 + up, return_inverse=True)

        def total(values: Floats) -> Floats:
            return np.asarray(np.bincount(cell, weights=values), dtype=np.float64)

        # A place without people still stands somewhere.
        weight = np.maximum(known.people, 0.01)
        heavy = total(weight)
        rural = np.isfinite(known.suitability)
        count = total(rural.astype(np.float64))
        with np.errstate(invalid="ignore"):
            suitability = total(np.where(rural, known.suitability, 0.0)) / count
            rank = total(np.where(rural, self.rank, 0.0)) / count
        return Cells(
            latitude=total(known.latitude * weight) / heavy,
            longitude=total(known.longitude * weight) / heavy,
            places=np.bincount(cell),
            people=np.rint(total(known.people)).astype(np.int64),
            need=total(known.need * weight) / heavy,
            suitability=suitability,
            rank=rank,
        )
