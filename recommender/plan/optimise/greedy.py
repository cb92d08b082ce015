"""A plan at once: the site that adds most, again and again (lazily), then exchanges.

Value is submodular: what a site adds only shrinks as others join, so an old gain bounds the
present one and few sites are looked at twice (Minoux 1978; CELF, Leskovec et al. 2007).
"""

from __future__ import annotations

import heapq

import numpy as np

from recommender.plan.optimise.problem import Location, Serving, Sites


def greedy(problem: Location, most: int | None = None) -> Sites:
    """Return sites in the order of their choice, those that must be chosen first.

    Ends when the rows let none join, none adds anything, or the target is met; `most` ends it
    earlier, or, where it is over the rows' `k`, lets it go on beyond `k` for want of columns.
    The choice may fall short of the rows or the target where greed leads astray: ask
    `problem.rows.keeps` and `problem.meets_target`.
    """
    chosen: list[int] = [int(site) for site in np.flatnonzero(problem.rows.must)]
    state = Serving(problem, np.asarray(chosen, dtype=np.intp))
    beyond = most is not None and problem.rows.k is not None and most > problem.rows.k
    joins = np.ones(problem.sites, dtype=bool) if beyond else _joins(problem, chosen)
    worth = _divisor(problem)
    heap = [
        (-bound / worth[site], site)
        for site, bound in enumerate(problem.alone.tolist())
        if joins[site] and bound > 0.0
    ]
    heapq.heapify(heap)
    while heap and not (most is not None and len(chosen) >= most):
        if problem.target is not None and problem.meets_target(state.total):
            break
        _, site = heapq.heappop(heap)
        if not joins[site]:
            continue
        gain = state.gain(site)
        if heap and -gain / worth[site] > heap[0][0] + 1e-12:
            if gain > 0.0:
                heapq.heappush(heap, (-gain / worth[site], site))
            continue
        if gain <= 0.0:
            break
        state.add(site)
        chosen.append(site)
        if not beyond and _rows_bind(problem, len(chosen)):
            joins = _joins(problem, chosen)
    if not beyond:
        _fill_units(problem, chosen)
    return np.asarray(chosen, dtype=np.intp)


def _divisor(problem: Location) -> list[float]:
    """What a gain is divided by: the cost where money is what is short, else 1."""
    if problem.rows.budget is None and problem.target is None:
        return [1.0] * problem.sites
    return list(np.maximum(problem.rows.cost, 1e-9))


def _joins(problem: Location, chosen: list[int]) -> np.ndarray:
    return problem.rows.may_join(np.asarray(chosen, dtype=np.intp))


def _rows_bind(problem: Location, count: int) -> bool:
    """Whether one more site can have changed which may join; a bare k does so at its end only."""
    return not problem.rows.only_k or count == problem.rows.k


def _fill_units(problem: Location, chosen: list[int]) -> None:
    """Put the best single sites where a unit still lacks some, though they may add nothing."""
    rows = problem.rows
    if rows.unit is None:
        return
    while True:
        counts = np.bincount(rows.unit[chosen], minlength=len(rows.units))
        lacking = counts[rows.unit] < rows.at_least
        free = np.flatnonzero(_joins(problem, chosen) & lacking)
        if not len(free):
            return
        best = np.lexsort((free, -problem.alone[free], rows.cost[free]))[0]
        chosen.append(int(free[best]))
