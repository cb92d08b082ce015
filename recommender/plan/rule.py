"""What officials might do without a planner: open hubs in the largest places without one."""

from __future__ import annotations

import numpy as np

from recommender.plan.demand import Rows
from recommender.plan.instance import Instance


def largest_uncovered(instance: Instance, count: int) -> Rows:
    """Return sites of the location problem: the `count` places of most people beyond any hub.

    A place that an earlier choice reaches is reached, and the next is taken. With a target,
    as many as it takes.
    """
    problem, demand = instance.location, instance.demand
    size = np.where(demand.open, demand.people, 0.0)[instance.sites]
    place_of = np.full(len(demand.rows), -1, dtype=np.intp)
    place_of[instance.places] = np.arange(len(instance.places))
    own = place_of[instance.sites]
    reached = np.zeros(problem.places, dtype=bool)
    weight, total = problem.weight, 0.0
    chosen: list[int] = []
    for site in np.argsort(-size, kind="stable"):
        enough = problem.target is not None and problem.meets_target(total)
        if size[site] <= 0.0 or len(chosen) == count or enough:
            break
        if own[site] >= 0 and reached[own[site]]:
            continue
        at = problem.gain.indices[problem.gain.indptr[site] : problem.gain.indptr[site + 1]]
        if problem.cover:
            total += float(weight[at][~reached[at]].sum())
            reached[at] = True
        elif own[site] >= 0:
            reached[own[site]] = True
        chosen.append(int(site))
    return np.asarray(chosen, dtype=np.intp)
