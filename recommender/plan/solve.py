"""A plan from a request: which sites, whom they reach, and what is proven of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from recommender.hubs.nearest import HubIndex
from recommender.places.gazetteer import Gazetteer
from recommender.plan.clash import check_rows, check_share
from recommender.plan.demand import Rows, demand_in
from recommender.plan.instance import Instance, instance_of
from recommender.plan.mclp import Pick
from recommender.plan.nesting import best_nested, bounds, in_order, values
from recommender.plan.optimise.capacity import solve_capacity
from recommender.plan.optimise.problem import Floats, OutOfReach, Proof
from recommender.plan.optimise.solve import solve as solve_arrays
from recommender.plan.optimise.swap import prefer, settle
from recommender.plan.request import PlanRequest
from recommender.plan.rule import largest_uncovered
from recommender.plan.served import Served, served_by, served_shares
from recommender.plan.sites import site_of
from recommender.plan.solution import (
    Comparison,
    CurvePoint,
    NestingStep,
    Solution,
    UnfitRequest,
)
from recommender.plan.travel import TravelTimes
from recommender.plan.wording import STEPS, gap_notes, gap_percent

# A gap below this, in percent, is told as none: what is left is rounding.
NO_GAP_PERCENT = 1e-4

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
    took = round(time.perf_counter() - started, 3)
    return _told(gazetteer, hubs, instance, request, found, nesting, took)


@dataclass(frozen=True)
class _Found:
    """Sites in the order of what each adds, and what is proven of them."""

    sites: Rows
    bound: float
    method: str
    complete: bool
    served: Served


def _check_fields(request: PlanRequest) -> None:
    if request.problem == "lscp" and request.share is None:
        raise UnfitRequest("share_percent", "Di a qué parte de la gente.", "Say what share.")
    if request.problem != "lscp" and request.k is None and request.budget is None:
        raise UnfitRequest("k", "Di cuántos hubs o con cuánto dinero.", "Give k or a budget.")
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
) -> _Found:
    """Solve without capacities."""
    problem = instance.location
    proof: Proof = solve_arrays(problem, seconds, report)
    sites = prefer(problem, proof.sites, _liking(instance))
    if request.towns_first and problem.target is None:
        sites = settle(problem, sites, *_towns(instance))
    sites = in_order(problem, sites)
    method = proof.method
    served = served_by(instance, request, sites)
    return _Found(sites, proof.bound, method, proof.complete, served)


def _capacity(instance: Instance, request: PlanRequest, seconds: float) -> _Found:
    problem = instance.location
    people = instance.demand.people[instance.places]
    assert request.capacity is not None
    found = solve_capacity(problem, people, float(request.capacity), seconds)
    if found is None:
        raise OutOfReach("no choice keeps the rows")
    sites = in_order(problem, found.sites)
    served = served_shares(instance, request, sites, found.share)
    return _Found(sites, found.bound, "integer program", found.complete, served)


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


def _steps(instance: Instance, found: _Found, left: Callable[[], float]) -> list[NestingStep]:
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


def _told(
    gazetteer: Gazetteer,
    hubs: HubIndex,
    instance: Instance,
    request: PlanRequest,
    found: _Found,
    nesting: list[NestingStep] | None,
    took: float,
) -> Solution:
    demand, served = instance.demand, found.served
    people = served.people.cumsum()
    objective = served.objective
    bound = found.bound + instance.beyond
    bound = min(bound, objective) if request.problem == "lscp" else max(bound, objective)
    gap = gap_percent(request.problem, objective, bound)
    if gap < NO_GAP_PERCENT:
        bound, gap = objective, 0.0
    es, en = gap_notes(request, objective, bound, len(found.sites), _all_reached(instance))
    rows = instance.location.rows
    picks = [
        Pick(int(instance.sites[site]), 0.0, float(served.people[at]), float(served.youth[at]))
        for at, site in enumerate(found.sites)
    ]
    within = f"{request.radius_min:g} min" if request.radius_min is not None else None
    digits = _digits(request)
    return Solution(
        sites=[
            site_of(gazetteer, hubs, demand, pick, rank, within)
            for rank, pick in enumerate(picks, start=1)
        ],
        costs=[float(rows.cost[site]) for site in found.sites],
        must_have=[bool(rows.must[site]) for site in found.sites],
        newly_covered_people=round(float(served.people.sum())),
        newly_covered_youth=round(float(served.youth.sum())),
        covered_people=round(instance.already + float(served.people.sum())),
        region_people=round(float(demand.people.sum())),
        mean_km=_in(served.mean_away, request, minutes=False),
        mean_km_before=_in(served.mean_away_before, request, minutes=False),
        mean_min=_in(served.mean_away, request, minutes=True),
        mean_min_before=_in(served.mean_away_before, request, minutes=True),
        objective=round(objective, digits),
        bound=round(bound, digits),
        gap_percent=round(gap, 4),
        gap_note=es,
        gap_note_en=en,
        method=found.method,
        exact=instance.beyond == 0.0,
        time_limit_reached=not found.complete,
        comparison=_compared(gazetteer, instance, request, found),
        curve=[
            CurvePoint(
                k,
                round(float(people[k - 1])),
                round(instance.already + float(people[k - 1])),
                round(float(value), 1),
            )
            for k, value in enumerate(served.worth.cumsum(), start=1)
        ],
        nesting=nesting,
        duration_s=took,
    )


def _digits(request: PlanRequest) -> int:
    """Digits of an objective: money as a plan's cost has it, people to a tenth."""
    return 6 if request.problem == "lscp" else 1


def _all_reached(instance: Instance) -> bool:
    """Whether nobody of the region is left whom a site, ruled out or not, would serve."""
    if not instance.location.cover:
        return bool((instance.counted_away <= 0.0).all())
    return not instance.demand.people[instance.demand.open].any()


def _in(away: float | None, request: PlanRequest, minutes: bool) -> float | None:
    """Return a mean distance where it is asked for and in this unit."""
    if away is None or request.problem != "p-median":
        return None
    return round(away, 2) if minutes == (request.radius_min is not None) else None


def _compared(
    gazetteer: Gazetteer, instance: Instance, request: PlanRequest, found: _Found
) -> Comparison | None:
    """Hold the plan against the largest places that no hub reaches; None where none is left."""
    most = len(instance.sites) if request.problem == "lscp" else len(found.sites)
    sites = largest_uncovered(instance, most)
    if not len(sites) or request.capacity is not None:
        return None
    served = served_by(instance, request, sites)
    value, own = served.objective, found.served.objective
    better = None
    if request.problem == "lscp":
        reaches = instance.location.meets_target(instance.location.value(sites))
        if reaches and own > 0 and value > 0:
            better = round(100.0 * (value - own) / value, 2)
    elif value > 0:
        better = round(100.0 * (own / value - 1.0), 2)
    rows = instance.demand.rows[instance.sites[sites]]
    return Comparison(
        place_ids=[gazetteer.ids[row].decode("ascii") for row in rows],
        newly_covered_people=round(float(served.people.sum())),
        objective=round(value, _digits(request)),
        better_percent=better,
    )
