"""Why a request cannot be met: a minimal set of its rows that clash, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from recommender.places.gazetteer import Gazetteer
from recommender.plan.demand import Demand
from recommender.plan.instance import Instance, region_mask, rows_of
from recommender.plan.optimise.conflicts import Row, all_rows, can_be_kept, minimal
from recommender.plan.optimise.problem import Location
from recommender.plan.optimise.solve import solve
from recommender.plan.request import PlanRequest
from recommender.plan.solution import Conflict, Infeasible

FIELDS = {
    "must": "must_have",
    "unit": "at_least",
    "exclusive": "one_per_district",
    "k": "k",
    "budget": "budget",
    "forbidden": "forbidden",
    "share": "share_percent",
    "capacity": "capacity",
}
SECONDS_EACH = 5.0


def check_rows(gazetteer: Gazetteer, demand: Demand, request: PlanRequest) -> None:
    """Raise Infeasible, with the rows that clash, where no choice of sites keeps them all."""
    everywhere = np.arange(len(demand.rows))
    rows = rows_of(gazetteer, demand, everywhere, request)
    forbidden = region_mask(gazetteer, demand, request.forbidden, "forbidden")
    if rows.only_k and (rows.k is None or rows.k > 0):
        return
    named = all_rows(rows, forbidden)
    if can_be_kept(rows, forbidden, named):
        return
    left = minimal(named, lambda active: not can_be_kept(rows, forbidden, active))
    raise Infeasible([_worded(gazetteer, demand, request, row, rows.units) for row in left])


def check_share(gazetteer: Gazetteer, instance: Instance, request: PlanRequest) -> None:
    """Raise Infeasible where no choice that keeps the rows reaches the share that is asked for."""
    problem = instance.location
    named: list[Row] = [("share", 0)]
    if request.capacity is not None:
        named.append(("capacity", 0))
    for field, given in (
        ("exclusive", problem.rows.exclusive),
        ("budget", problem.rows.budget),
        ("k", problem.rows.k),
    ):
        if given is not None:
            named.append((field, 0))
    left = minimal(named, lambda active: _misses(problem, active))
    if ("share", 0) not in left:
        left = [("share", 0), *left]
    demand = instance.demand
    raise Infeasible([_worded(gazetteer, demand, request, row, ()) for row in left])


def _misses(problem: Location, active: Sequence[Row]) -> bool:
    """Whether the most that can be reached with some rows is proven to miss the target."""
    fields = {field for field, _ in active}
    if "share" not in fields:
        return False
    rows = replace(
        problem.rows,
        k=problem.rows.k if "k" in fields else None,
        budget=problem.rows.budget if "budget" in fields else None,
        exclusive=problem.rows.exclusive if "exclusive" in fields else None,
    )
    assert problem.target is not None
    if "capacity" in fields:
        # How much fits is not looked into: the capacity stays among the rows that clash.
        return True
    if rows.k is None and rows.budget is None and rows.exclusive is None:
        return not problem.meets_target(float(problem.weight.sum()))
    most = solve(replace(problem, rows=rows, target=None), SECONDS_EACH).bound
    return not problem.meets_target(most)


def _worded(
    gazetteer: Gazetteer, demand: Demand, request: PlanRequest, row: Row, units: tuple[str, ...]
) -> Conflict:
    field, number = row
    name = ""
    if field == "must":
        name = gazetteer.place_at(int(demand.rows[number])).label
    elif field == "unit":
        name = gazetteer.units[units[number]].name
    share = 100.0 * (request.share or 0.0)
    words = {
        "must": (f"elegir {name}", f"choose {name}"),
        "unit": (
            f"al menos {request.at_least} hubs nuevos en {name}",
            f"at least {request.at_least} new hubs in {name}",
        ),
        "exclusive": ("como máximo uno por distrito", "at most one in a district"),
        "k": (f"como máximo {request.k} hubs nuevos", f"at most {request.k} new hubs"),
        "budget": (
            f"un presupuesto de {request.budget:g}" if request.budget is not None else "",
            f"a budget of {request.budget:g}" if request.budget is not None else "",
        ),
        "forbidden": ("no usar los lugares descartados", "not to use the places ruled out"),
        "share": (
            f"llegar al {share:g} % de la gente de la región",
            f"reach {share:g} % of the region's people",
        ),
        "capacity": (
            f"cada hub atiende como máximo a {request.capacity} personas",
            f"a hub serves at most {request.capacity} people",
        ),
    }
    text, text_en = words[field]
    return Conflict(FIELDS[field], text, text_en)
