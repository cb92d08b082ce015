"""A plan from a request: which sites, whom they reach, and what is proven of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from recommender.hubs.nearest import HubIndex
from recommender.places.gazetteer import Gazetteer
from recommender.plan.assumed import hubs_with
from recommender.plan.clash import check_rows, check_share
from recommender.plan.demand import demand_in
from recommender.plan.instance import Instance, instance_of
from recommender.plan.nesting import best_nested, bounds, in_order, values
from recommender.plan.optimise.capacity import solve_capacity
from recommender.plan.optimise.problem import Floats, OutOfReach, Proof
from recommender.plan.optimise.solve import solve as solve_arrays
from recommender.plan.optimise.swap import prefer, settle
from recommender.plan.request import PlanRequest
from recommender.plan.served import served_by, served_shares
from recommender.plan.solution import NestingStep, Solution, UnfitRequest
from recommender.plan.telling import Found, told
from recommender.plan.travel import TravelTimes
from recommender.plan.wording import STEPS

Progress = Callable[[float, str, str], None]


def solve(
    gazetteer: Gazetteer,
    hubs: HubIndex,
    request: PlanRequest,
    travel: TravelTimes | None = None,
    progress: Progress | None = None,
) -> Solution:
    """Choose sites as asked and say how good the choice is.

    `progress` is told the share done, from 0 to 1, and the step in Spanish and English. Raise
    Infeasible with the rows that clash, TooLarge, UnfitRequest for a field that does not fit, and
    TimeoutError where not even a first choice was found in time.
    """
    started = time.perf_counter()

    def report(share: float, step: str) -> None:
        if progress is not None:
            progress(share, *STEPS[step])

    def left() -> float:
        return request.time_limit_s - (time.perf_counter() - started)

    _check_fields(request)
    hubs = hubs_with(hubs, gazetteer, request.existing)
    region = demand_in(gazetteer, hubs, request.region, request.radius_km)
    check_rows(gazetteer, region, request)
    instance = instance_of(gazetteer, hubs, request, travel)
    try:
        if request.capacity:
            found = _capacity(instance, request, left())
        else:
            found = _free(instance, request, left(), report)
    except OutOfReach:
        # The rows can be kept: it is the share that is out of reach.
        check_share(gazetteer, hubs, instance, request, travel)
        raise
    nesting = None
    if request.nested:
        if not request.towns_first:
            order = best_nested(instance.location, found.sites)
            found = replace(found, sites=order, served=served_by(instance, request, order))
        nesting = _steps(instance, found, left)
        found = replace(found, complete=found.complete and left() > 0.0)
    took = round(time.perf_counter() - started, 3)
    return told(gazetteer, hubs, instance, request, found, nesting, took)


def _check_fields(request: PlanRequest) -> None:
    if request.problem == "lscp" and request.share is None:
        raise UnfitRequest("share_percent", "Di a qué parte de la gente.", "Say what share.")
    if request.problem != "lscp" and request.k is None and request.budget is None:
        raise UnfitRequest("k", "Di cuántos hubs o con cuánto dinero.", "Give k or a budget.")
    if request.towns_first and (request.problem == "lscp" or request.capacity):
        raise UnfitRequest(
            "towns_first",
            "Preferir pueblos no va con una parte de la gente ni con capacidad.",
            "Towns first goes with neither a share to reach nor a capacity.",
        )
    if request.nested and (request.problem == "lscp" or request.capacity or request.k is None):
        raise UnfitRequest(
            "nested",
            "Un plan por pasos necesita k, sin capacidad, y no una parte de la gente.",
            "A nested plan needs k, no capacity, and no share to reach.",
        )


def _free(
    instance: Instance,
    request: PlanRequest,
    seconds: float,
    report: Callable[[float, str], None],
) -> Found:
    """Solve without capacities."""
    problem = instance.location
    proof: Proof = solve_arrays(problem, seconds, report)
    sites = prefer(problem, proof.sites, _liking(instance))
    if request.towns_first:
        sites = settle(problem, sites, *_towns(instance))
    sites = in_order(problem, sites)
    served = served_by(instance, request, sites)
    return Found(sites, proof.bound, proof.method, proof.complete, served)


def _capacity(instance: Instance, request: PlanRequest, seconds: float) -> Found:
    problem = instance.location
    people = instance.demand.people[instance.places]
    assert request.capacity is not None
    found = solve_capacity(problem, people, float(request.capacity), seconds)
    if found is None:
        raise OutOfReach("no choice keeps the rows")
    sites = in_order(problem, found.sites)
    served = served_shares(instance, request, sites, found.share)
    return Found(sites, found.bound, "integer program", found.complete, served)


def _liking(instance: Instance) -> Floats:
    """Of sites that do the same: the one where most people live, then the more suitable one."""
    demand = instance.demand
    size, fit = demand.people[instance.sites], demand.suitability[instance.sites]
    order = np.lexsort((np.nan_to_num(fit, nan=-1.0), size))
    rank = np.empty(len(order))
    # Equals in both share a rank, so that they are not exchanged for nothing.
    same = np.concatenate(
        ([False], (np.diff(size[order]) == 0) & (np.diff(np.nan_to_num(fit[order], nan=-1)) == 0))
    )
    rank[order] = np.cumsum(~same)
    return rank


def _towns(instance: Instance) -> tuple[Floats, Floats]:
    """Return how sites are liked where towns come first, by people, and their own weight."""
    demand = instance.demand
    people = np.where(demand.urban, demand.people, 0.0)
    own = np.where(demand.open, demand.weight, 0.0)
    if not instance.location.cover:
        own = own * np.where(np.isfinite(instance.hub_away), instance.hub_away, 0.0)
    return people[instance.sites], own[instance.sites]


def _steps(instance: Instance, found: Found, left: Callable[[], float]) -> list[NestingStep]:
    problem, sites = instance.location, found.sites
    limits = [limit + instance.beyond for limit in bounds(problem, len(sites), found.bound, left)]
    return [
        NestingStep(
            k=k,
            objective=round(value, 1),
            bound=round(max(limit, value), 1),
            cost_percent=round(100.0 * max(1.0 - value / limit, 0.0), 2) if limit > 0 else 0.0,
        )
        for k, (value, limit) in enumerate(
            zip(values(problem, sites), limits, strict=True), start=1
        )
    ]
