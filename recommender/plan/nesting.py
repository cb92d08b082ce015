"""Plans in steps: the sites of each part of those of the next, and what that costs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import accumulate

import numpy as np

from recommender.plan.optimise.greedy import greedy
from recommender.plan.optimise.problem import Location, Serving, Sites
from recommender.plan.optimise.solve import solve

# So many of the steps are solved on their own for a bound; those between are bounded by them.
MOST_SOLVED = 24


def in_order(problem: Location, sites: Sites) -> Sites:
    """Return chosen sites in the order of what each adds, those that must be first."""
    must = [int(site) for site in sites if problem.rows.must[site]]
    rest = [int(site) for site in sites if not problem.rows.must[site]]
    serving = Serving(problem, np.asarray(must, dtype=np.intp))
    ordered = list(must)
    while rest:
        gains = [serving.gain(site) for site in rest]
        # Of equals the first stays first, so that the order does not change from run to run.
        site = rest.pop(int(np.argmax(gains)))
        serving.add(site)
        ordered.append(site)
    return np.asarray(ordered, dtype=np.intp)


def best_nested(problem: Location, sites: Sites) -> Sites:
    """Return the better of two nested orders: greed's own, and that of a plan for all steps.

    Better is what is worth more, all steps together. Where greed cannot keep the rows, the plan's.
    """
    orders = [in_order(problem, sites)]
    alone = greedy(problem)[: len(sites)]
    if problem.rows.keeps(alone) and len(alone) == len(sites):
        orders.append(alone)
    return max(orders, key=lambda order: float(np.sum(values(problem, order))))


def values(problem: Location, order: Sites) -> list[float]:
    """Return what the first 1, 2, ... sites of an order are worth."""
    serving = Serving(problem, np.empty(0, dtype=np.intp))
    return list(accumulate(serving.add(int(site)) for site in order))


def bounds(problem: Location, most: int, bound: float, left: Callable[[], float]) -> list[float]:
    """Return for 1 to `most` sites what no plan of so many can exceed.

    No plan that keeps the rows exceeds `bound`. What can be reached grows with the number of
    sites, so a step that is not solved takes the next larger one's bound.
    """
    wanted = np.unique(np.linspace(1, most, min(most, MOST_SOLVED)).round().astype(int))
    # Rows that need more sites than a step has do not bind it: without them the bound holds.
    if problem.rows.unit is not None:
        problem = replace(problem, rows=replace(problem.rows, unit=None, units=(), at_least=0))
        bound = float(problem.weight.sum())
    found = np.full(most + 1, bound)
    for count in wanted[::-1]:
        rows = replace(problem.rows, k=int(count))
        if int(rows.must.sum()) > count or left() <= 0.0:
            continue
        step = replace(problem, rows=rows)
        found[count] = min(solve(step, max(left() / 4.0, 0.05)).bound, bound)
    for count in range(most - 1, 0, -1):
        found[count] = min(found[count], found[count + 1])
    return [float(bound) for bound in found[1:]]
