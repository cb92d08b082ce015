"""What multipliers prove: a bound for the whole problem, and what each site costs beyond its price.

Whatever the multipliers, Lagrange's relaxation bounds the problem as minimised. For covering,
relaxing who is served by u >= 0 (by place), the what-if rows by y and the target by t leaves

    min over x, z in [0, 1] of
        (cost - A u - R' y)' x + (u - weight - t weight)' z + y' rhs + t target

and where gains differ by site, letting each place pay a price v of its own for being served,

    min over x in [0, 1] of  (- sum over places of (gain - v)+ - R' y)' x - sum of v + y' rhs,

both solved at sight with one sparse product.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from recommender.plan.optimise.master import Master, Relaxed
from recommender.plan.optimise.problem import Floats, Location, Sites, row_sums

TINY = 1e-300


@dataclass(frozen=True)
class Dual:
    """A proven bound of the problem as minimised, with what proves it.

    `reduced_cost` has the shape (sites,): how much the bound rises if a site is chosen; 0 for
    those that must be. `by_place` holds u or v, `rows` the multipliers of the what-if rows (that
    of k first), `target` the target's.
    """

    bound: float
    reduced_cost: Floats
    by_place: Floats
    rows: Floats
    target: float

    def may_improve(self, best: float) -> Sites:
        """Return the sites that a choice better than `best` (as minimised) can have."""
        slack = best - self.bound + 1e-9 * max(1.0, abs(best))
        return np.flatnonzero(self.reduced_cost < slack)


class Pricing:
    """Bounds of one problem; sites that no better choice can have are left out as they show."""

    def __init__(self, problem: Location) -> None:
        self.problem = problem
        matrix, self.low, self.high = problem.rows.matrix()
        self._rows = csr_array(matrix.T)
        self._out = np.zeros(problem.sites, dtype=bool)
        self._cost = problem.rows.cost if problem.target is not None else np.zeros(problem.sites)
        if problem.cover:
            ones = np.ones(len(problem.gain.data))
            parts = (ones, problem.gain.indices, problem.gain.indptr)
            self._reach = csr_array(parts, shape=problem.gain.shape)

    @property
    def kept(self) -> NDArray[np.bool_]:
        """Whether a site still counts, shape (sites,)."""
        return ~self._out

    def leave_out_all_but(self, sites: Sites) -> None:
        """Count only some sites from now on: no choice better than the one at hand has others.

        Bounds then hold for the better choices that there may be.
        """
        out = np.ones(self.problem.sites, dtype=bool)
        out[sites] = False
        self._out |= out & ~self.problem.rows.must

    def from_nothing(self) -> Dual:
        """Return a bound that needs no multipliers but one: that of the sites taken alone."""
        problem, rows = self.problem, np.zeros(len(self.low))
        if problem.target is not None:
            # The least cost at which a site alone brings a unit of weight.
            alone = problem.alone / np.maximum(problem.rows.cost, 1e-9)
            price = 1.0 / max(float(alone.max(initial=0.0)), 1e-9)
            return self.dual(price * problem.weight, rows, price)
        free = np.zeros(problem.places)
        return self.dual(problem.weight if problem.cover else free, rows, 0.0)

    def of(self, master: Master, relaxed: Relaxed) -> Dual:
        """Return the bound that the duals of a restricted relaxation prove for all sites."""
        multipliers = self._cover_duals if self.problem.cover else self._prices
        return self.dual(multipliers(master, relaxed), relaxed.row_dual, relaxed.target_dual)

    def between(self, one: Dual, other: Dual, share: float) -> Dual:
        """Return the bound of multipliers between two others, `share` of the way to the first."""
        rest = 1.0 - share
        return self.dual(
            share * one.by_place + rest * other.by_place,
            share * one.rows + rest * other.rows,
            share * one.target + rest * other.target,
        )

    def dual(self, by_place: Floats, rows: Floats, target: float) -> Dual:
        """Return what multipliers prove; those whose sign proves nothing count as 0."""
        problem, must = self.problem, self.problem.rows.must
        rows = np.where((rows > 0) & ~np.isfinite(self.low), 0.0, rows)
        rows = np.where((rows < 0) & ~np.isfinite(self.high), 0.0, rows)
        if problem.rows.k is not None:
            rows[0] = 0.0
        worth, given = self._given(by_place, target)
        priced = self._cost - worth - self._rows @ rows
        priced[self._out] = np.inf
        if problem.rows.k is not None:
            rows[0] = self._best_price_of_k(priced)
            priced = priced - rows[0]
        limits = np.where(rows > 0, self.low, np.where(rows < 0, self.high, 0.0))
        bound = float(rows @ limits) + target * (problem.target or 0.0) - given
        bound += float(np.where(must, priced, np.minimum(priced, 0.0)).sum())
        return Dual(bound, np.where(must, 0.0, priced), by_place, rows, target)

    def _given(self, by_place: Floats, target: float) -> tuple[Floats, float]:
        """Return what each site takes in, and what the places keep or pay."""
        problem = self.problem
        if problem.cover:
            full = (target if problem.target is not None else 1.0) * problem.weight
            return self._reach @ by_place, float(np.maximum(full - by_place, 0.0).sum())
        over = np.maximum(problem.gain.data - by_place[problem.gain.indices], 0.0)
        return row_sums(problem.gain, over), float(by_place.sum())

    def _best_price_of_k(self, priced: Floats) -> float:
        """The multiplier of the row of k that proves most, the others standing."""
        must, k = self.problem.rows.must, self.problem.rows.k
        assert k is not None
        free, left = priced[~must], k - int(must.sum())
        if left >= len(free):
            return 0.0
        least = float(free.min()) if left <= 0 else float(np.partition(free, left - 1)[left - 1])
        return min(least, 0.0)

    def _cover_duals(self, master: Master, relaxed: Relaxed) -> Floats:
        """An item's dual is shared, by weight, among the places that it stands for."""
        problem, of_place = self.problem, master.items.of_place
        assert of_place is not None
        full = (relaxed.target_dual if problem.target is not None else 1.0) * problem.weight
        # Places that no site at hand reaches are worth all they weigh to one that does.
        duals = full.copy()
        reached = of_place >= 0
        share = relaxed.item_dual / np.maximum(master.items.weight, TINY)
        duals[reached] = problem.weight[reached] * share[of_place[reached]]
        return np.clip(duals, 0.0, full)

    def _prices(self, master: Master, relaxed: Relaxed) -> Floats:
        """A place pays what its items are worth beyond what serving them costs."""
        place, last = master.items.place, master.items.last
        assert place is not None and last is not None
        following = np.where(last, 0.0, np.append(relaxed.item_dual[1:], 0.0))
        beyond = np.maximum(master.items.weight - relaxed.item_dual + following, 0.0)
        return np.asarray(
            np.bincount(place, weights=beyond, minlength=self.problem.places), dtype=np.float64
        )
