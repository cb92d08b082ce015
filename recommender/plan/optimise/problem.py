"""A location problem in arrays: what sites are worth to places, and what a choice must keep."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from recommender.plan.optimise.rows import SiteRows

Floats = NDArray[np.float64]
Sites = NDArray[np.intp]

# A value this little short of a target, as a share of it, meets it: sums of many carry rounding.
TARGET_ROUNDING = 1e-7


class OutOfReach(ValueError):
    """No choice keeps the rows and the target."""


@dataclass(frozen=True)
class Location:
    """Choose sites that keep `rows`, worth most; or, with a `target`, worth that at least cost.

    `gain` has the shape (sites, places): what a site is worth to a place that nothing new serves.
    A place counts the best of the chosen sites, so value(S) = sum over i of max over j in S of
    gain[j, i]. Where `cover`, all stored gains of a place are equal: its weight.
    """

    gain: csr_array
    rows: SiteRows
    cover: bool = True
    target: float | None = None

    @property
    def sites(self) -> int:
        return int(self.gain.shape[0])

    @cached_property
    def places(self) -> int:
        return int(self.gain.shape[1])

    @cached_property
    def by_place(self) -> csr_array:
        """The transpose of `gain`: the sites of each place."""
        return csr_array(self.gain.T.tocsr())

    @cached_property
    def weight(self) -> Floats:
        """The most that each place can be worth, shape (places,)."""
        most = np.zeros(self.places)
        np.maximum.at(most, self.gain.indices, self.gain.data)
        return most

    @cached_property
    def alone(self) -> Floats:
        """What each site is worth alone, shape (sites,)."""
        return row_sums(self.gain, self.gain.data)

    def served(self, sites: Sites) -> Floats:
        """What each place gets from the best of some sites, shape (places,)."""
        return Serving(self, sites).best

    def value(self, sites: Sites) -> float:
        """What some sites are worth together."""
        return float(self.served(sites).sum())

    def cost(self, sites: Sites) -> float:
        """What some sites cost together."""
        return float(self.rows.cost[sites].sum())

    def meets_target(self, value: float) -> bool:
        """Whether a value is what is asked for, but for rounding."""
        return self.target is None or value >= self.target * (1.0 - TARGET_ROUNDING)


class Serving:
    """What each place gets as sites join one after another; `total` is what it adds up to."""

    def __init__(self, problem: Location, sites: Sites) -> None:
        self._gain = problem.gain
        self.best = np.zeros(problem.places)
        self.total = 0.0
        for site in sites:
            self.add(int(site))

    def gain(self, site: int) -> float:
        """What a site would add."""
        at, worth = self._reach(site)
        return float(np.maximum(worth - self.best[at], 0.0).sum())

    def add(self, site: int) -> float:
        """Let a site join; return what it adds."""
        at, worth = self._reach(site)
        more = float(np.maximum(worth - self.best[at], 0.0).sum())
        self.best[at] = np.maximum(self.best[at], worth)
        self.total += more
        return more

    def _reach(self, site: int) -> tuple[NDArray[np.int32], Floats]:
        part = slice(self._gain.indptr[site], self._gain.indptr[site + 1])
        return self._gain.indices[part], self._gain.data[part]


@dataclass(frozen=True)
class Proof:
    """Chosen sites, and what no choice can exceed (with a target: what none can undercut).

    `complete` says that the search ended by itself: the time limit did not cut it short.
    """

    sites: Sites
    bound: float
    method: str
    complete: bool


def row_sums(matrix: csr_array, data: Floats) -> Floats:
    """Return the sums over each row of a matrix with other data in its place."""
    total = np.concatenate(([0.0], np.cumsum(data)))
    if len(data) < 1_000_000:
        return np.asarray(total[matrix.indptr[1:]] - total[matrix.indptr[:-1]])
    # Differences of a long running sum lose digits; reduceat sums each row on its own.
    filled = np.flatnonzero(np.diff(matrix.indptr))
    result = np.zeros(matrix.shape[0])
    result[filled] = np.add.reduceat(data, matrix.indptr[filled])
    return result
