"""Routes about new sites: the best of a region, and plans of k hubs."""

# mypy: disallow-untyped-decorators=False

from __future__ import annotations

import json
from functools import partial
from typing import Any

from flask import Response, url_for
from flask_smorest import Blueprint
from marshmallow import RAISE

from recommender.hubs.nearest import HubIndex
from recommender.plan.export import to_csv, to_geojson
from recommender.plan.plans import PlanFailed, UnknownPlan, solve_mclp
from recommender.plan.queue import QueueFull
from recommender.records import Place
from recommender.service.access import parts
from recommender.service.answers import PendingPlanOut, PlanOut, SitesOut
from recommender.service.problems import Problem, ProblemSchema
from recommender.service.requests import PlanBody, PlanQuery, SitesQuery
from recommender.service.runtime import Parts
from recommender.service.views import region_json, region_of, site_json, versions_json

blueprint = Blueprint("sites", __name__, url_prefix="/v1", description="Where to open new hubs")
PROBLEMS = ("mclp",)
RETRY_AFTER_S = "2"
BUSY = ("busy", "Hay muchos planes en cálculo. Inténtalo de nuevo en un momento.")
FAILED = ("plan_failed", "El plan no se pudo calcular. Pídelo de nuevo.")


@blueprint.get("/sites")
@blueprint.arguments(SitesQuery, location="query", unknown=RAISE)
@blueprint.response(200, SitesOut)
@blueprint.alt_response(404, schema=ProblemSchema, description="No such region.")
@blueprint.alt_response(422, schema=ProblemSchema, description="The query does not fit.")
def sites(query: dict[str, Any]) -> Any:
    """List the places where new hubs would reach most, each beyond hubs and places before it."""
    loaded = parts()
    region = region_of(loaded.gazetteer, query["region"], status=404)
    hubs = loaded.hubs.index()
    limit, offset = query["limit"], query["offset"]
    found, more = loaded.sites.page(
        hubs, region.id if region else "", query["radius_km"], limit, offset
    )
    return {
        "region": region_json(region),
        "radius_km": query["radius_km"],
        "sites": [site_json(site) for site in found],
        "next_offset": offset + limit if more else None,
        "versions": versions_json(loaded, hubs.state.as_of),
    }


@blueprint.post("/plans")
@blueprint.arguments(PlanBody)
@blueprint.response(201, PlanOut)
@blueprint.alt_response(202, schema=PendingPlanOut, description="Being solved: ask again by id.")
@blueprint.alt_response(422, schema=ProblemSchema, description="The plan cannot be made.")
@blueprint.alt_response(503, schema=ProblemSchema, description="Too many plans are being solved.")
def make(body: dict[str, Any]) -> Any:
    """Choose k sites, state how far from the optimum they can be at most, and keep the plan."""
    if body["problem"] not in PROBLEMS:
        raise Problem(
            422,
            "unknown_problem",
            f"Ese problema no se resuelve aquí. Existen: {', '.join(PROBLEMS)}.",
            {"problem": [f"Must be one of: {', '.join(PROBLEMS)}."]},
        )
    loaded = parts()
    region = region_of(loaded.gazetteer, body["region"], status=422)
    hubs = loaded.hubs.index()
    asked = {key: body[key] for key in ("problem", "k", "radius_km")}
    asked["region"] = region_json(region)
    try:
        plan = loaded.queue.ask(asked, partial(_solved, loaded, hubs, region, body))
    except QueueFull:
        raise Problem(503, *BUSY, headers={"Retry-After": RETRY_AFTER_S}) from None
    except PlanFailed:
        raise Problem(500, *FAILED) from None
    return _as_it_stands(plan, 201)


def _solved(
    loaded: Parts, hubs: HubIndex, region: Place | None, body: dict[str, Any]
) -> dict[str, Any]:
    solution = solve_mclp(loaded.gazetteer, hubs, region, body["k"], body["radius_km"])
    return {
        "sites": [site_json(site) for site in solution.sites],
        "newly_covered_people": solution.newly_covered_people,
        "newly_covered_youth": solution.newly_covered_youth,
        "covered_people": solution.covered_people,
        "region_people": solution.region_people,
        "objective": solution.objective,
        "bound": solution.bound,
        "gap_percent": round(solution.gap_percent, 1),
        "gap_note": solution.gap_note,
        "versions": versions_json(loaded, hubs.state.as_of),
        "duration_s": solution.duration_s,
    }


@blueprint.get("/plans/<string:plan_id>")
@blueprint.arguments(PlanQuery, location="query", unknown=RAISE)
@blueprint.response(200, PlanOut)
@blueprint.alt_response(202, schema=PendingPlanOut, description="Being solved: ask again.")
@blueprint.alt_response(404, schema=ProblemSchema, description="No such plan.")
@blueprint.alt_response(500, schema=ProblemSchema, description="The plan could not be solved.")
def show(query: dict[str, Any], plan_id: str) -> Any:
    """Show a kept plan as JSON, CSV with an HXL row, or GeoJSON."""
    try:
        plan = parts().plans.get(plan_id)
    except UnknownPlan:
        raise Problem(404, "unknown_plan", "Ese plan no existe.") from None
    except PlanFailed:
        raise Problem(500, *FAILED) from None
    if plan["status"] == "running" or query["format"] == "json":
        return _as_it_stands(plan, 200)
    if query["format"] == "csv":
        return _file(to_csv(plan), "text/csv; charset=utf-8", f"plan-{plan['id']}.csv")
    text = json.dumps(to_geojson(plan), ensure_ascii=False)
    return _file(text, "application/geo+json", f"plan-{plan['id']}.geojson")


def _as_it_stands(plan: dict[str, Any], status_when_done: int) -> Any:
    """Return a plan with its address, and 202 with the time to ask again while it runs."""
    headers = {"Location": url_for("sites.show", plan_id=plan["id"])}
    if plan["status"] == "done":
        return plan, status_when_done, headers
    return plan, 202, {**headers, "Retry-After": RETRY_AFTER_S}


def _file(text: str, content_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, 200, headers, content_type=content_type)
