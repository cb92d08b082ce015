"""Maximal covering location (Church and ReVelle 1974), solved by lazy greedy choice.

Coverage is submodular, so that a site's gain only shrinks as others are chosen: an old gain is an
upper bound of the present one, and most candidates need never be looked at (Minoux 1978; CELF,
Leskovec et al. 2007). First bounds come from a raster of weights, so that no table of all pairs
within the radius is ever built: 95,000 candidates at any radius fit in a few megabytes.
Greedy choice reaches at least 63 % of the optimum (Nemhauser, Wolsey and Fisher 1978); how near
it came in the case at hand is what `solve` tells.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from recommender.places.sphere import EARTH_RADIUS_KM
from recommender.plan.demand import Demand, Floats, Rows

# Gains this close are a tie: the people of a place are estimated far less exactly.
NEAR_TIE = 0.98
# A hamlet at a town's rim may reach a few more than the town does, since the town counts as one
# point; but a hub in the town spares most of those people the way. So a town whose own people
# are a quarter of the gain or more may reach a tenth less than the best and still be chosen.
TOWN_TIE, TOWN_SHARE = 0.90, 0.25
# Looked-at coverage entries after which bounds are no longer tightened at every step.
BOUND_EFFORT = 3_000_000


@dataclass(frozen=True, slots=True)
class Pick:
    """A chosen site (position in the demand's columns) and what it adds to those before it."""

    site: int
    gain: float
    people: float
    youth: float


class GreedyCover:
    """Chooses one site after another; `picks` holds the sites chosen so far. Not thread-safe."""

    def __init__(self, demand: Demand) -> None:
        self.demand = demand
        self.picks: list[Pick] = []
        self.objective = 0.0
        self._tree = cKDTree(demand.points)
        self._open = demand.open.copy()
        self._weight = np.where(demand.open, demand.weight, 0.0)
        self._total = float(self._weight.sum())
        self._effort = 0
        upper = _raster_bounds(demand.points, self._weight, demand.radius_km)
        self._heap = [(-bound, site) for site, bound in enumerate(upper.tolist()) if bound > 0.0]
        heapq.heapify(self._heap)

    def extend(self, count: int) -> list[Pick]:
        """Choose until `count` sites stand, or no candidate reaches anyone new; return them."""
        while len(self.picks) < count and self._choose():
            pass
        return self.picks[:count]

    def solve(self, k: int) -> tuple[list[Pick], float]:
        """Choose k sites and return them with a value that no plan of k sites can exceed.

        For every set S, OPT(k) <= f(S) + the k largest gains beyond S (Nemhauser et al. 1978),
        here with each greedy prefix as S; and OPT(k) is at most all the weight there is.
        """
        bound = min(self._total, self.objective + self._largest_gains(k))
        while len(self.picks) < k and self._choose():
            if self._effort < BOUND_EFFORT or len(self.picks) == k:
                bound = min(bound, self.objective + self._largest_gains(k))
        return self.picks[:k], max(bound, self.objective)

    def _choose(self) -> bool:
        looked_at: list[tuple[float, int]] = []
        best = 0.0
        while self._heap and -self._heap[0][0] > TOWN_TIE * best:
            site = heapq.heappop(self._heap)[1]
            gain = float(self._weight[self._reach(site)].sum())
            looked_at.append((gain, site))
            best = max(best, gain)
        if best <= 0.0:
            return False
        chosen = self._break_tie(looked_at, best)
        for gain, site in looked_at:
            if site != chosen and gain > 0.0:
                heapq.heappush(self._heap, (-gain, site))
        self._take(chosen)
        return True

    def _break_tie(self, looked_at: list[tuple[float, int]], best: float) -> int:
        """Choose among near-equal gains: the town that the gain is at home in, else suitability.

        Towns bear no suitability, since the model knows rural places only.
        """
        homes = [
            (self._weight[site], -site)
            for gain, site in looked_at
            if gain >= TOWN_TIE * best and self._weight[site] >= TOWN_SHARE * best
        ]
        if homes:
            return int(-max(homes)[1])
        tied = [one for one in looked_at if one[0] >= NEAR_TIE * best]
        suitability = self.demand.suitability
        return max(
            tied, key=lambda one: (np.nan_to_num(suitability[one[1]], nan=-1.0), one[0], -one[1])
        )[1]

    def _take(self, site: int) -> None:
        reach = self._reach(site)
        new = reach[self._open[reach]]
        gain = float(self._weight[new].sum())
        demand = self.demand
        people, youth = float(demand.people[new].sum()), float(demand.youth[new].sum())
        self.picks.append(Pick(site, gain, people, youth))
        self.objective += gain
        self._open[new] = False
        self._weight[new] = 0.0

    def _largest_gains(self, k: int) -> float:
        """Return the sum of the k largest gains there are now, looking at as few as possible."""
        exact: list[tuple[float, int]] = []
        while self._heap:
            top = heapq.nlargest(k, exact)
            if len(top) == k and -self._heap[0][0] <= top[-1][0]:
                break
            site = heapq.heappop(self._heap)[1]
            exact.append((float(self._weight[self._reach(site)].sum()), site))
        for gain, site in exact:
            if gain > 0.0:
                heapq.heappush(self._heap, (-gain, site))
        return sum(gain for gain, _ in heapq.nlargest(k, exact))

    def _reach(self, site: int) -> Rows:
        found = self._tree.query_ball_point(
            self.demand.points[site], self.demand.chord, return_sorted=False
        )
        self._effort += len(found)
        return np.asarray(found, dtype=np.intp)


def _raster_bounds(points: Floats, weight: Floats, radius_km: float) -> Floats:
    """Return for each point an upper bound of the weight within the radius.

    Weights are summed over square cells of latitude and longitude; the bound of a point is the
    sum of the box of cells that surely holds its circle, read off a summed-area table.
    """
    if len(points) == 0:
        return np.empty(0)
    latitude, longitude = np.arcsin(points[:, 2]), np.arctan2(points[:, 1], points[:, 0])
    cell_km = max(radius_km / 8.0, 1.0)
    # A circle spans most longitude where the parallels are shortest, a little beyond its rim.
    narrowest = float(np.cos(np.abs(latitude).max() + radius_km / EARTH_RADIUS_KM))
    row = ((latitude - latitude.min()) * EARTH_RADIUS_KM / cell_km).astype(np.intp)
    column = ((longitude - longitude.min()) * EARTH_RADIUS_KM * narrowest / cell_km).astype(np.intp)
    spread = int(np.ceil(radius_km / cell_km)) + 1
    height, width = int(row.max()) + 1, int(column.max()) + 1
    table = np.zeros((height + 1, width + 1))
    np.add.at(table, (row + 1, column + 1), weight)
    table = table.cumsum(axis=0).cumsum(axis=1)
    south, north = np.maximum(row - spread, 0), np.minimum(row + spread + 1, height)
    west, east = np.maximum(column - spread, 0), np.minimum(column + spread + 1, width)
    total = table[north, east] - table[south, east] - table[north, west] + table[south, west]
    # Sums of differences carry rounding; a bound must not fall below what it bounds.
    return np.where(total > 1e-9, total * (1.0 + 1e-9) + 1e-9, 0.0)
