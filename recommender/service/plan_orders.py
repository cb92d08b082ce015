"""From a checked request to the solve that the queue runs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from recommender.hubs.nearest import HubIndex
from recommender.places.gazetteer import Gazetteer
from recommender.plan.queue import Report, Solve
from recommender.plan.request import PlanRequest
from recommender.plan.solution import Infeasible, TooLarge, UnfitRequest
from recommender.plan.solve import solve
from recommender.service.plan_requests import plan_request
from recommender.service.plan_views import late_json, refusal_json, solution_json
from recommender.service.problems import Problem
from recommender.service.runtime import Parts
from recommender.service.views import region_json, region_of, versions_json

Document = dict[str, Any]


def order(loaded: Parts, body: Document) -> tuple[Document, Solve]:
    """Return what a plan says of itself before it is solved, and how to solve it.

    Raise a 422 problem for a region or place that does not exist, or travel times not loaded.
    """
    gazetteer = loaded.gazetteer
    region = region_of(gazetteer, body["region"], status=422)
    _known_places(gazetteer, body)
    if body["radius_min"] is not None and loaded.travel is None:
        raise Problem(
            422,
            "no_travel_times",
            "Este servicio no tiene tiempos de viaje: usa radius_km.",
            {"radius_min": ["No travel times are loaded."]},
        )
    request = plan_request(body, "people" if gazetteer.demand == "people" else "youth")
    asked = {
        "problem": request.problem,
        "k": request.k,
        "radius_km": request.radius_km,
        "region": region_json(region),
        "request": {**body, "demand": request.group},
    }
    hubs = loaded.hubs.index()

    def solved(report: Report) -> Document:
        return _solved(loaded, hubs, request, report)

    return asked, solved


def order_again(loaded: Parts, plan: Document) -> Solve:
    """Return how to solve a plan that was asked of another worker; raises as `order` does."""
    return order(loaded, plan["request"])[1]


def _solved(loaded: Parts, hubs: HubIndex, request: PlanRequest, report: Report) -> Document:
    try:
        solution = solve(loaded.gazetteer, hubs, request, loaded.travel, report)
    except (Infeasible, TooLarge, UnfitRequest) as error:
        return refusal_json(error)
    except TimeoutError:
        return late_json(request.time_limit_s)
    return {
        **solution_json(loaded.gazetteer, request, solution),
        "status": "done",
        "versions": versions_json(loaded, hubs.state.as_of),
    }


def _known_places(gazetteer: Gazetteer, body: Document) -> None:
    fields: dict[str, Iterable[str]] = {
        name: body[name] for name in ("must_have", "existing", "costs")
    }
    # A whole district or province may be ruled out.
    fields["forbidden"] = [code for code in body["forbidden"] if code not in gazetteer.units]
    unknown = {
        name: sorted({place for place in places if gazetteer.row_of(place) is None})
        for name, places in fields.items()
    }
    errors = {name: places for name, places in unknown.items() if places}
    if errors:
        some = ", ".join(sorted({place for places in errors.values() for place in places})[:5])
        detail = f"No hay centros poblados con estos códigos: {some}."
        raise Problem(422, "unknown_place", detail, errors)
