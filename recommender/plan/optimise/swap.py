"""Exchange one chosen site for one outside as long as that adds (Teitz and Bart 1968).

What each site would add is kept up to date, so that a whole round over the chosen sites reads
the matrix about once (the fast interchange of Whitaker 1983, on sparse rows).
"""

from __future__ import annotations

import numpy as np

from recommender.plan.optimise.problem import Floats, Location, Sites, row_sums

WORTHWHILE = 1e-9
# Of what a site adds: what its better is at home in, and what is given up for that one at most.
HOME_SHARE, GIVEN_UP = 0.25, 0.10
ROUNDS = 20


def swap(problem: Location, sites: Sites, rounds: int = ROUNDS) -> Sites:
    """Return a choice of as many sites, worth no less; the rows that `sites` keep stay kept."""
    if not len(sites):
        return sites
    state = _Exchange(problem, sites)
    for _ in range(rounds):
        found = False
        for at in range(len(state.sites)):
            found = state.improve(at) or found
        if not found:
            break
    return state.sites


def prefer(problem: Location, sites: Sites, liking: Floats) -> Sites:
    """Return a choice of the same worth in which each site is the best liked of its equals."""
    if not len(sites):
        return sites
    state = _Exchange(problem, sites)
    for at in range(len(state.sites)):
        state.improve(at, liking)
    return state.sites


def settle(problem: Location, sites: Sites, liking: Floats, own: Floats) -> Sites:
    """Return a choice in which sites gave way to better liked ones that are at home in the gain.

    Such a one has itself, by `own` of shape (sites,), a quarter of what the site adds, and adds no
    less than nine tenths of it: so much is given up for it at most.
    """
    if not len(sites):
        return sites
    state = _Exchange(problem, sites)
    for at, site in enumerate(sites):
        adds = state.loss(int(site))
        at_home = np.where(own >= HOME_SHARE * adds, liking, -np.inf)
        at_home[site] = liking[site]
        state.improve(at, at_home, give=GIVEN_UP * adds)
    return state.sites


def without_idle(problem: Location, sites: Sites) -> Sites:
    """Leave out sites without which rows and target are kept, the dearest first."""
    state = _Exchange(problem, sites)
    for site in sites[np.argsort(-problem.rows.cost[sites], kind="stable")]:
        rest = state.sites[state.sites != site]
        if problem.rows.must[site] or not problem.rows.keeps(rest):
            continue
        if problem.meets_target(float(state.best.sum()) - state.loss(int(site))):
            state.drop(int(site))
    return state.sites


class _Exchange:
    """The best and second-best chosen site of each place, and what each site would add."""

    def __init__(self, problem: Location, sites: Sites) -> None:
        self.problem = problem
        self.sites = sites.copy()
        self.best = np.zeros(problem.places)
        self.second = np.zeros(problem.places)
        self.server = np.full(problem.places, -1, dtype=np.intp)
        self._rank(np.arange(problem.places))
        gain = problem.gain
        self.adds = row_sums(gain, np.maximum(gain.data - self.best[gain.indices], 0.0))

    def improve(self, at: int, liking: Floats | None = None, give: float = 0.0) -> bool:
        """Exchange the site at a position for the one that adds most, if that adds.

        With a liking: for the best liked of those with which no more than `give` is lost.
        """
        out = int(self.sites[at])
        allowed = self.problem.rows.may_swap(self.sites, out)
        if self.problem.target is not None:
            allowed &= self.problem.rows.cost <= self.problem.rows.cost[out]
        places = np.flatnonzero(self.server == out)
        change = self.adds - self.loss(out)
        touched, more = self._without(places)
        np.add.at(change, touched, more)
        change[~allowed] = -np.inf
        least = WORTHWHILE * max(1.0, float(self.best.sum()))
        if liking is None:
            new = int(np.argmax(change))
            if change[new] <= least:
                return False
        else:
            equal = np.flatnonzero(change >= -least - give)
            if not len(equal):
                return False
            new = int(equal[np.argmax(liking[equal])])
            if liking[new] <= liking[out]:
                return False
        self.sites[at] = new
        self._refresh(out, new)
        return True

    def loss(self, site: int) -> float:
        """What would be lost without a chosen site."""
        places = self.server == site
        return float((self.best[places] - self.second[places]).sum())

    def drop(self, site: int) -> None:
        """Take a chosen site out."""
        start, end = self.problem.gain.indptr[site], self.problem.gain.indptr[site + 1]
        self.sites = self.sites[self.sites != site]
        self._rank(self.problem.gain.indices[start:end].astype(np.intp))

    def _without(self, places: Sites) -> tuple[Sites, Floats]:
        """What sites would add more, were these places left to their second-best."""
        rows, at = _entries(self.problem.by_place, places)
        gains = self.problem.by_place.data[at]
        owner = places[rows]
        more = np.maximum(gains - self.second[owner], 0.0)
        more -= np.maximum(gains - self.best[owner], 0.0)
        return self.problem.by_place.indices[at], more

    def _refresh(self, out: int, new: int) -> None:
        gain = self.problem.gain
        at = [gain.indices[gain.indptr[one] : gain.indptr[one + 1]] for one in (out, new)]
        places = np.unique(np.concatenate(at)).astype(np.intp)
        rows, entries = _entries(self.problem.by_place, places)
        gains = self.problem.by_place.data[entries]
        owner, touched = places[rows], self.problem.by_place.indices[entries]
        before = np.maximum(gains - self.best[owner], 0.0)
        self._rank(places)
        np.add.at(self.adds, touched, np.maximum(gains - self.best[owner], 0.0) - before)

    def _rank(self, places: Sites) -> None:
        """Find best, second-best and server of some places among the chosen sites."""
        self.best[places] = self.second[places] = 0.0
        self.server[places] = -1
        mine = np.zeros(self.problem.places, dtype=bool)
        mine[places] = True
        gain = self.problem.gain
        for site in self.sites:
            start, end = gain.indptr[site], gain.indptr[site + 1]
            at, worth = gain.indices[start:end], gain.data[start:end]
            if len(places) < self.problem.places:
                kept = mine[at]
                at, worth = at[kept], worth[kept]
            ahead = worth > self.best[at]
            first, other = at[ahead], at[~ahead]
            self.second[first] = self.best[first]
            self.best[first] = worth[ahead]
            self.server[first] = site
            self.second[other] = np.maximum(self.second[other], worth[~ahead])


def _entries(matrix: object, rows: Sites) -> tuple[Sites, Sites]:
    """Return for each stored entry of some rows its position among them and in the data."""
    indptr = matrix.indptr  # type: ignore[attr-defined]
    counts = indptr[rows + 1] - indptr[rows]
    position = np.repeat(np.arange(len(rows)), counts)
    offset = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return position, indptr[rows][position] + offset
