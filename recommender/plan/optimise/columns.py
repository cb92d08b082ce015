"""Column generation: the optimum of the relaxation over all sites, by looking at few of them.

The relaxation is solved over some hundred sites; its duals price all others with one sparse
product, and those that would help join (Dantzig and Wolfe 1960). Every round proves a bound,
and by it sites fall out that no better choice can have, so that in the end few are left.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recommender.plan.optimise.greedy import greedy
from recommender.plan.optimise.master import Master, Relaxed
from recommender.plan.optimise.pricing import Dual, Pricing
from recommender.plan.optimise.problem import Floats, Location, Sites

# Sites to begin with, and to add in a round. Where gains differ by site, each pair of a site and
# a place is a row, so fewer do.
START, ADDED = 850, 400
START_BY_PAIRS, ADDED_BY_PAIRS = 250, 200
MOST_ROUNDS = 200
# Multipliers between the last and the best swing less (Wentges 1997).
SMOOTH = 0.5
# Bound and relaxation this close, as a share, are the same: whole sites settle the rest.
CLOSE = 1e-5
# Reduced costs above minus this share of the objective help nothing.
PRICED_OUT = 1e-9

Left = Callable[[], float]


@dataclass(frozen=True)
class Generated:
    """The best bound and choice found, the sites looked at, and whether all was priced out."""

    dual: Dual
    best: Sites
    sites: Sites
    complete: bool


def generate(problem: Location, best: Sites, left: Left) -> Generated:
    """Solve the relaxation of a problem, or as far as the time goes.

    `best` is a choice at hand; the relaxation's largest shares are tried for a better one.
    `left` tells the seconds that are left.
    """
    pricing = Pricing(problem)
    added = (ADDED if problem.cover else ADDED_BY_PAIRS) // 2
    sites = _start(problem, best)
    inside = np.zeros(problem.sites, dtype=bool)
    inside[sites] = True
    dual = pricing.from_nothing()
    value = objective(problem, best)
    for _ in range(MOST_ROUNDS):
        master = Master(problem, sites)
        relaxed = master.relax(left())
        if relaxed is None:
            break
        last = pricing.of(master, relaxed)
        between = pricing.between(last, dual, SMOOTH)
        dual = max((dual, last, between), key=lambda one: one.bound)
        tried = _largest_shares(problem, sites, relaxed.x)
        if tried is not None and objective(problem, tried) < value:
            best, value = tried, objective(problem, tried)
        new = _helpful(_as_relaxed(problem, last, relaxed), inside, added, PRICED_OUT * abs(value))
        closest = min(relaxed.value, value)
        if not len(new) or closest - dual.bound <= CLOSE * abs(closest):
            return Generated(dual, best, sites, True)
        if left() <= 0.0:
            break
        pricing.leave_out_all_but(np.union1d(dual.may_improve(value), best))
        inside[new] = True
        more = _cheapest(between.reduced_cost, inside | ~pricing.kept, added)
        inside[more] = True
        sites = np.concatenate((sites, new, more))
        sites = sites[pricing.kept[sites]]
    return Generated(dual, best, sites, False)


def objective(problem: Location, sites: Sites) -> float:
    """Return the objective as minimised: the cost with a target, else the value, negative."""
    return problem.cost(sites) if problem.target is not None else -problem.value(sites)


def _start(problem: Location, best: Sites) -> Sites:
    """Return the sites to begin with: the choice at hand, what greed takes next, large ones."""
    many = START if problem.cover else START_BY_PAIRS
    rows = problem.rows
    named = [best, np.flatnonzero(rows.must)]
    if problem.sites > many:
        if rows.k is not None:
            named.append(greedy(problem, most=max(many * 3 // 4, len(best))))
        named.append(np.argsort(-problem.alone, kind="stable")[:many])
    else:
        named.append(np.arange(problem.sites))
    joined = np.concatenate(named)
    _, at = np.unique(joined, return_index=True)
    ordered = joined[np.sort(at)]
    return np.asarray(ordered[: max(many, len(best) + int(rows.must.sum()))], dtype=np.intp)


def _largest_shares(problem: Location, sites: Sites, shares: Floats) -> Sites | None:
    """Return the sites that the relaxation mostly chooses, None where they miss a row."""
    count = int((shares > 0.5).sum())
    if problem.target is None and problem.rows.only_k:
        count = min(problem.rows.k or len(sites), int((shares > 1e-6).sum()))
    tried = sites[np.argsort(-shares, kind="stable")[:count]]
    if not problem.rows.keeps(tried):
        return None
    if problem.target is not None and not problem.meets_target(problem.value(tried)):
        return None
    return tried


def _as_relaxed(problem: Location, dual: Dual, relaxed: Relaxed) -> Floats:
    """Return reduced costs at the relaxation's own price of k: the dual's is the best for bounds.

    At that one no site may help though the relaxation over all sites is not solved.
    """
    if problem.rows.k is None:
        return dual.reduced_cost
    return np.asarray(dual.reduced_cost + dual.rows[0] - relaxed.row_dual[0], dtype=np.float64)


def _helpful(reduced: Floats, inside: NDArray[np.bool_], count: int, threshold: float) -> Sites:
    outside = np.flatnonzero((reduced < -threshold) & ~inside)
    return outside[np.argsort(reduced[outside], kind="stable")[:count]]


def _cheapest(reduced: Floats, inside: NDArray[np.bool_], count: int) -> Sites:
    outside = np.flatnonzero(~inside)
    if len(outside) <= count:
        return outside
    return np.sort(outside[np.argpartition(reduced[outside], count)[:count]])
