"""Solve a plan: the covering problem by greedy choice."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from itertools import accumulate
from typing import Any

from recommender.hubs.nearest import HubIndex
from recommender.places.gazetteer import Gazetteer
from recommender.plan.demand import demand_in
from recommender.plan.mclp import GreedyCover
from recommender.plan.request import PlanRequest
from recommender.plan.sites import site_of
from recommender.plan.solution import Conflict, CurvePoint, Infeasible, Solution, UnfitRequest


def solve(
    gazetteer: Gazetteer,
    hubs: HubIndex,
    request: PlanRequest,
    travel: Any = None,
    progress: Callable[[float, str, str], None] | None = None,
) -> Solution:
    """Choose k sites that reach most weighted people."""
    if request.problem != "mclp" or request.k is None:
        raise UnfitRequest("problem", "solo se resuelve mclp", "only mclp is solved")
    if len(request.must_have) > request.k:
        raise Infeasible(
            [
                Conflict("k", f"solo {request.k} hubs", f"only {request.k} hubs"),
                Conflict(
                    "must_have",
                    f"{len(request.must_have)} lugares obligatorios",
                    f"{len(request.must_have)} must-have places",
                ),
            ]
        )
    started = time.perf_counter()
    demand = demand_in(gazetteer, hubs, request.region, request.radius_km)
    cover = GreedyCover(demand)
    picks, bound = cover.solve(request.k)
    already = float(demand.people[~demand.open].sum())
    new = list(accumulate(pick.people for pick in picks))
    gains = list(accumulate(pick.gain for pick in picks))
    gap = 100.0 * (bound - cover.objective) / bound if bound > 0 else 0.0
    above = math.ceil(round(100.0 * (bound / cover.objective - 1.0), 3)) if cover.objective else 0
    return Solution(
        sites=[site_of(gazetteer, hubs, demand, pick, at) for at, pick in enumerate(picks, 1)],
        costs=[1.0] * len(picks),
        must_have=[False] * len(picks),
        newly_covered_people=round(new[-1]) if new else 0,
        newly_covered_youth=round(sum(pick.youth for pick in picks)),
        covered_people=round(already + (new[-1] if new else 0.0)),
        region_people=round(float(demand.people.sum())),
        mean_km=None,
        mean_km_before=None,
        objective=cover.objective,
        bound=bound,
        gap_percent=gap,
        gap_note="con estos datos estimados y en línea recta, "
        f"ningún plan alcanza más de {above} % por encima de este",
        gap_note_en="by these estimates and straight lines, "
        f"no plan reaches more than {above} % above this one",
        method="greedy",
        time_limit_reached=False,
        comparison=None,
        curve=[
            CurvePoint(at, round(people), round(already + people), gain)
            for at, (people, gain) in enumerate(zip(new, gains, strict=True), 1)
        ],
        nesting=None,
        duration_s=round(time.perf_counter() - started, 3),
    )
