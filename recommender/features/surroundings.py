"""Which places lie around each place, found once for all features that ask."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from recommender.places.sphere import arc_km, unit_vectors

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]
NEAREST = 64


@dataclass(frozen=True)
class Surroundings:
    """The places in columns: coordinates, unit vectors, urban, and codes of district and so on.

    `neighbours` and `neighbours_km` have shape (places, 64), nearest first, the place left out.
    """

    at: tuple[Floats, Floats]
    points: Floats
    urban: NDArray[np.bool_]
    district: Rows
    province: Rows
    department: Rows
    neighbours: Rows
    neighbours_km: Floats

    @classmethod
    def of(cls, places: pd.DataFrame) -> Surroundings:
        """Return the surroundings of places with ubigeo, urban, latitude and longitude."""
        at = places["latitude"].to_numpy(float), places["longitude"].to_numpy(float)
        points = unit_vectors(*at)
        chords, rows = cKDTree(points).query(points, k=NEAREST + 1, workers=-1)
        # Two places on one point may each come first: the place itself is taken out wherever it is.
        own = rows == np.arange(len(points))[:, None]
        own[~own.any(axis=1), -1] = True
        district, province, department = (
            pd.factorize(places["ubigeo"].str[:digits])[0] for digits in (6, 4, 2)
        )
        return cls(
            at,
            points,
            places["urban"].to_numpy(bool),
            district,
            province,
            department,
            neighbours=rows[~own].reshape(-1, NEAREST),
            neighbours_km=arc_km(chords[~own]).reshape(-1, NEAREST),
        )

    @cached_property
    def of_district(self) -> NDArray[np.bool_]:
        """Which of the neighbours lie in the place's own district, shape (places, 64)."""
        return np.asarray(self.district[self.neighbours] == self.district[:, None])

    def first_km(self, wanted: NDArray[np.bool_]) -> Floats:
        """Return km to the first neighbour that is wanted (places, 64), else to the last one."""
        first = np.where(wanted.any(axis=1), wanted.argmax(axis=1), NEAREST - 1)
        return np.asarray(self.neighbours_km[np.arange(len(first)), first])

    def rank_in_district(self, values: Floats) -> Floats:
        """Return the rank of each place in its district, over 0 to 1, ties by their mean."""
        ranks = pd.Series(values).groupby(self.district).rank(pct=True)
        return np.asarray(ranks, dtype=np.float64)

    def share_below(self, values: Floats, nearest: int = 32) -> Floats:
        """Return the share of the nearest places whose value is lower than the place's own."""
        near = values[self.neighbours[:, :nearest]]
        return np.asarray((near < values[:, None]).mean(axis=1))

    def district_mean(self, values: Floats) -> Floats:
        """Return for each place the mean over the places of its district."""
        means = pd.Series(values).groupby(self.district).transform("mean")
        return np.asarray(means, dtype=np.float64)
