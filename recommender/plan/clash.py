"""Why a request cannot be met: a minimal set of its rows that clash, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy.sparse import csr_array

from recommender.hubs.nearest import HubIndex
from recommender.places.gazetteer import Gazetteer
from recommender.plan.demand import Demand, Floats, Rows
from recommender.plan.instance import Instance, forbidden_mask, instance_of, rows_of
from recommender.plan.optimise.capacity import solve_capacity
from recommender.plan.optimise.conflicts import (
    Row,
    all_rows,
    can_be_kept,
    enough,
    minimal,
    with_only,
)
from recommender.plan.optimise.problem import Location
from recommender.plan.optimise.solve import solve
from recommender.plan.request import Level, PlanRequest
from recommender.plan.solution import Conflict, Infeasible
from recommender.plan.travel import TravelTimes

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
# More units than these are told as one row that names some of them.
MOST_UNITS_NAMED = 5
UNITS: dict[Level, tuple[str, str]] = {
    "department": ("departamentos", "departments"),
    "province": ("provincias", "provinces"),
}


def check_rows(gazetteer: Gazetteer, demand: Demand, request: PlanRequest) -> None:
    """Raise Infeasible, with the rows that clash, where no choice of sites keeps them all."""
    rows = rows_of(gazetteer, demand, np.arange(len(demand.rows)), request)
    forbidden = forbidden_mask(gazetteer, demand, request.forbidden)
    if rows.only_k and (rows.k is None or rows.k > 0):
        return
    sites = enough(rows, forbidden)
    rows, forbidden = rows.of(sites), forbidden[sites]
    named = all_rows(rows, forbidden)
    if can_be_kept(rows, forbidden, named):
        return
    left = minimal(named, lambda active: not can_be_kept(rows, forbidden, active))
    raise Infeasible(_all_worded(gazetteer, demand, request, left, sites, rows.units))


def check_share(
    gazetteer: Gazetteer,
    hubs: HubIndex,
    instance: Instance,
    request: PlanRequest,
    travel: TravelTimes | None,
) -> None:
    """Raise Infeasible where no choice that keeps the rows reaches the share that is asked for."""
    demand, target = instance.demand, instance.location.target
    forbidden = forbidden_mask(gazetteer, demand, request.forbidden)
    rows, problem, people = instance.location.rows, instance.location, None
    if forbidden.any():
        # Without the ban those sites are there as well.
        free = instance_of(gazetteer, hubs, replace(request, forbidden=()), travel)
        rows, problem = free.location.rows, free.location
    if request.capacity is not None:
        people = demand.people[instance.places]
    named: list[Row] = [("share", 0)]
    if request.capacity is not None:
        named.append(("capacity", 0))
    # Each trial is a solve: all units stand or fall together, and so do places that must be.
    single = all_rows(rows, forbidden)
    named += [(field, -1) for field in dict.fromkeys(field for field, _ in single)]

    def unbundled(bundles: Sequence[Row]) -> list[Row]:
        fields = {field for field, _ in bundles}
        own = [row for row in bundles if row[0] in ("share", "capacity")]
        return own + [row for row in single if row[0] in fields]

    def misses(active: Sequence[Row]) -> bool:
        fields = {field for field, _ in active}
        if "share" not in fields:
            return False
        sites = np.flatnonzero(~forbidden) if "forbidden" in fields else np.arange(problem.sites)
        part = replace(
            problem,
            gain=csr_array(problem.gain[sites]),
            rows=with_only(rows, unbundled(active)).of(sites),
            target=None,
        )
        capacity = request.capacity if "capacity" in fields else None
        most = _most(part, people if capacity else None, float(capacity or 0))
        return not replace(part, target=target).meets_target(most)

    left = unbundled(minimal(named, misses))
    everywhere = np.arange(len(demand.rows))
    raise Infeasible(_all_worded(gazetteer, demand, request, left, everywhere, rows.units))


def _most(problem: Location, people: Floats | None, capacity: float) -> float:
    """Return what a choice that keeps the rows can be worth at most."""
    rows = problem.rows
    if people is not None:
        try:
            found = solve_capacity(problem, people, capacity, SECONDS_EACH)
        except TimeoutError:
            return np.inf
        return np.inf if found is None else found.bound
    if rows.k is None and rows.budget is None and rows.exclusive is None:
        return float(problem.weight.sum())
    return solve(problem, SECONDS_EACH).bound


def _all_worded(
    gazetteer: Gazetteer,
    demand: Demand,
    request: PlanRequest,
    rows: Sequence[Row],
    sites: Rows,
    units: tuple[str, ...],
) -> list[Conflict]:
    """Put rows into words; `sites` are the positions in the demand that the rows speak of."""
    many = [row for row in rows if row[0] == "unit"]
    if len(many) <= MOST_UNITS_NAMED:
        many = []
    told = [
        _worded(gazetteer, demand, request, row, sites, units) for row in rows if row not in many
    ]
    if many:
        some = ", ".join(gazetteer.units[units[unit]].name for _, unit in many[:MOST_UNITS_NAMED])
        kind, kind_en = UNITS[request.at_least_per]
        text = f"al menos {_hubs(request.at_least)} en cada uno de {len(many)} {kind}"
        text_en = f"at least {_hubs_en(request.at_least)} in each of {len(many)} {kind_en}"
        if request.at_least_per == "province":
            text = text.replace("cada uno", "cada una")
        told.append(Conflict(FIELDS["unit"], f"{text} ({some}...)", f"{text_en} ({some}...)"))
    return told


def _worded(
    gazetteer: Gazetteer,
    demand: Demand,
    request: PlanRequest,
    row: Row,
    sites: Rows,
    units: tuple[str, ...],
) -> Conflict:
    field, number = row
    name = ""
    if field == "must":
        name = gazetteer.place_at(int(demand.rows[sites[number]])).label
    elif field == "unit":
        name = gazetteer.units[units[number]].name
    share = 100.0 * (request.share or 0.0)
    words = {
        "must": (f"elegir {name}", f"choose {name}"),
        "unit": (
            f"al menos {_hubs(request.at_least)} en {name}",
            f"at least {_hubs_en(request.at_least)} in {name}",
        ),
        "exclusive": ("como máximo uno por distrito", "at most one in a district"),
        "k": (f"como máximo {_hubs(request.k or 0)}", f"at most {_hubs_en(request.k or 0)}"),
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


def _hubs(count: int) -> str:
    return "1 hub nuevo" if count == 1 else f"{count} hubs nuevos"


def _hubs_en(count: int) -> str:
    return "1 new hub" if count == 1 else f"{count} new hubs"
