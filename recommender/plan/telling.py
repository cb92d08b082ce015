"""A solved plan as it is told: whom it reaches, what is proven, and what a rule would do."""

from __future__ import annotations

from dataclasses import dataclass

from recommender.hubs.nearest import HubIndex
from recommender.places.gazetteer import Gazetteer
from recommender.plan.demand import Rows
from recommender.plan.instance import Instance
from recommender.plan.mclp import Pick
from recommender.plan.request import PlanRequest
from recommender.plan.rule import largest_uncovered
from recommender.plan.served import Served, served_by
from recommender.plan.sites import Site, site_of
from recommender.plan.solution import Comparison, CurvePoint, NestingStep, Solution
from recommender.plan.wording import gap_notes, gap_percent

# A gap below this, in percent, is told as none: what is left is rounding.
NO_GAP_PERCENT = 1e-4


@dataclass(frozen=True)
class Found:
    """Sites in the order of what each adds, and what is proven of them."""

    sites: Rows
    bound: float
    method: str
    complete: bool
    served: Served


def told(
    gazetteer: Gazetteer,
    hubs: HubIndex,
    instance: Instance,
    request: PlanRequest,
    found: Found,
    nesting: list[NestingStep] | None,
    took: float,
) -> Solution:
    """Return the solution of a request from the sites found; `took` is in seconds."""
    demand, served, objective = instance.demand, found.served, found.served.objective
    bound, gap = _proven(instance, request, found)
    es, en = gap_notes(request, objective, bound, len(found.sites), _all_reached(instance))
    rows = instance.location.rows
    digits = _digits(request)
    return Solution(
        sites=_sites(gazetteer, hubs, instance, request, found),
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
        curve=_curve(instance, served),
        nesting=nesting,
        duration_s=took,
    )


def _proven(instance: Instance, request: PlanRequest, found: Found) -> tuple[float, float]:
    """Return the bound, never on the wrong side of the objective, and the gap in percent."""
    objective, bound = found.served.objective, found.bound + instance.beyond
    bound = min(bound, objective) if request.problem == "lscp" else max(bound, objective)
    gap = gap_percent(request.problem, objective, bound)
    return (objective, 0.0) if gap < NO_GAP_PERCENT else (bound, gap)


def _sites(
    gazetteer: Gazetteer, hubs: HubIndex, instance: Instance, request: PlanRequest, found: Found
) -> list[Site]:
    within = f"{request.radius_min:g} min" if request.radius_min is not None else None
    served = found.served
    rows = instance.sites[found.sites]
    return [
        site_of(
            gazetteer,
            hubs,
            instance.demand,
            Pick(int(row), float(worth), float(people), float(youth)),
            rank,
            within,
        )
        for rank, (row, worth, people, youth) in enumerate(
            zip(rows, served.worth, served.people, served.youth, strict=True), start=1
        )
    ]


def _curve(instance: Instance, served: Served) -> list[CurvePoint]:
    sums = zip(served.people.cumsum(), served.worth.cumsum(), strict=True)
    return [
        CurvePoint(
            k,
            round(float(people)),
            round(instance.already + float(people)),
            round(float(worth), 1),
        )
        for k, (people, worth) in enumerate(sums, start=1)
    ]


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
    gazetteer: Gazetteer, instance: Instance, request: PlanRequest, found: Found
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
