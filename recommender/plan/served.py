"""Whom chosen sites serve, site by site, beyond hubs and the sites before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.spatial import cKDTree

from recommender.places.sphere import arc_km
from recommender.plan.demand import Floats, Rows
from recommender.plan.instance import Instance
from recommender.plan.nesting import values
from recommender.plan.optimise.problem import row_sums
from recommender.plan.reach import HAIR
from recommender.plan.request import PlanRequest


@dataclass(frozen=True)
class Served:
    """People and youth newly covered by each site in turn, shape (sites,), and the plan's worth.

    `worth` is what the location problem counts for each site in turn, shape (sites,). Covered is
    who has a hub within the radius; `objective` is in the problem's unit. The means are how far the
    demand has it to its nearest hub, with the plan and before (None without hubs).
    """

    people: Floats
    youth: Floats
    worth: Floats
    objective: float
    mean_away: float | None
    mean_away_before: float | None


def served_by(instance: Instance, request: PlanRequest, sites: Rows) -> Served:
    """Return whom sites of the location problem serve where each serves all in its reach."""
    demand = instance.demand
    left = demand.open.copy()
    people, youth = np.zeros(len(sites)), np.zeros(len(sites))
    for at, reached in enumerate(_reached(instance, request, sites)):
        new = reached[left[reached]]
        people[at], youth[at] = demand.people[new].sum(), demand.youth[new].sum()
        left[new] = False
    mean, before, saved = _distances(instance, request, sites)
    problem = instance.location
    if request.problem == "lscp":
        objective = problem.cost(sites)
    else:
        objective = problem.value(sites) if problem.cover else saved
    worth = np.diff(values(problem, sites), prepend=0.0)
    return Served(people, youth, worth, objective, mean, before)


def served_shares(
    instance: Instance, request: PlanRequest, sites: Rows, share: csr_array
) -> Served:
    """Return whom sites serve by given shares of each place, (sites, places)."""
    demand, problem = instance.demand, instance.location
    radius = request.radius_km if request.radius_min is None else request.radius_min
    # Whom a site serves from farther away, or a hub reached before, it does not newly cover.
    covers = (instance.away.data <= radius * HAIR) & demand.open[instance.places][share.indices]
    near = csr_array((share.data * covers, share.indices, share.indptr), shape=share.shape)[sites]
    people = near @ demand.people[instance.places]
    youth = near @ demand.youth[instance.places]
    worth = row_sums(share, share.data * problem.gain.data)[sites]
    if request.problem == "lscp":
        objective = problem.cost(sites)
    else:
        objective = float((share.data * problem.gain.data).sum())
    before = _mean(instance.hub_away[instance.places], demand.weight[instance.places])
    total = float(demand.weight[instance.places].sum())
    mean = None if before is None or total <= 0 else before - objective / total
    return Served(people, youth, worth, objective, mean, before)


def _reached(instance: Instance, request: PlanRequest, sites: Rows) -> list[Rows]:
    """Return for each site the positions, among the region's places, within its radius."""
    demand = instance.demand
    if request.radius_min is not None:
        away = instance.away
        return [
            instance.places[away.indices[away.indptr[site] : away.indptr[site + 1]]]
            for site in sites
        ]
    tree = cKDTree(demand.points)
    found = tree.query_ball_point(demand.points[instance.sites[sites]], demand.chord)
    return [np.asarray(rows, dtype=np.intp) for rows in found]


def _distances(
    instance: Instance, request: PlanRequest, sites: Rows
) -> tuple[float | None, float | None, float]:
    """Return the mean distance with the plan and before, and the weighted distance it saves."""
    if request.problem != "p-median":
        return None, None, 0.0
    demand = instance.demand
    weight, hub_away = demand.weight[instance.places], instance.counted_away
    away = hub_away.copy()
    if request.radius_min is not None:
        for site in sites:
            part = slice(instance.away.indptr[site], instance.away.indptr[site + 1])
            at = instance.away.indices[part]
            away[at] = np.minimum(away[at], instance.away.data[part])
    elif len(sites):
        chords, _ = cKDTree(demand.points[instance.sites[sites]]).query(
            demand.points[instance.places]
        )
        away = np.minimum(away, arc_km(chords))
    before = _mean(instance.hub_away[instance.places], weight)
    return _mean(away, weight), before, float((weight * (hub_away - away)).sum())


def _mean(away: Floats, weight: Floats) -> float | None:
    total = float(weight.sum())
    if total <= 0.0 or not np.isfinite(away).all():
        return None
    return float((away * weight).sum()) / total
