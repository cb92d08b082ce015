"""Routes about plans: ask for one, poll and download it, compare, list, delete."""

# mypy: disallow-untyped-decorators=False

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_smorest import Blueprint
from marshmallow import RAISE

from recommender.plan.compare import NotComparable, compare, short
from recommender.plan.plans import NotTheOwner, PlanFailed, TooManyPlans, UnknownPlan
from recommender.plan.queue import QueueFull
from recommender.service.access import parts
from recommender.service.clients import client_digest, needed_owner, owner_digest
from recommender.service.finding import FAILED, found, unknown_plan
from recommender.service.plan_answers import ComparedOut, PendingPlanOut, PlanOut, PlansOut
from recommender.service.plan_files import FILES, file_of
from recommender.service.plan_orders import order
from recommender.service.plan_requests import OwnerHeader, PlanBody, PlanQuery, PlansQuery
from recommender.service.plan_views import refusal_problem
from recommender.service.problems import Problem, ProblemSchema

blueprint = Blueprint("plans", __name__, url_prefix="/v1", description="Plans of new hubs")
RETRY_AFTER_S = "2"
BUSY = ("busy", "Hay muchos planes en cálculo. Inténtalo de nuevo en un momento.")
TWO_RUNNING = ("too_many_plans", "Ya se calculan dos planes tuyos. Espera a que uno termine.")
LOCATION = {"Location": {"schema": {"type": "string"}, "description": "Where the plan is read."}}
RETRY = {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds to wait."}}


def refuses(status: int, when: str, headers: dict[str, Any] | None = None) -> Any:
    """Document a problem that a route answers with."""
    return blueprint.alt_response(
        status,
        schema=ProblemSchema,
        content_type="application/problem+json",
        description=when,
        headers=headers,
    )


@blueprint.post("/plans")
@blueprint.arguments(OwnerHeader, location="headers")
@blueprint.arguments(PlanBody)
@blueprint.response(201, PlanOut, description="Solved.", headers=LOCATION)
@blueprint.alt_response(
    202, schema=PendingPlanOut, description="Being solved.", headers=LOCATION | RETRY
)
@refuses(422, "The plan cannot be made.")
@refuses(429, "Two plans of this client run.", RETRY)
@refuses(500, "The plan could not be solved.")
@refuses(503, "Too many plans are being solved.", RETRY)
def make(headers: dict[str, Any], body: dict[str, Any]) -> Any:
    """Choose sites, state how far from the optimum they can be at most, and keep the plan."""
    loaded, owner = parts(), owner_digest(headers)
    asked, solve = order(loaded, body)
    try:
        plan = loaded.queue.ask(asked, solve, client_digest(owner), owner)
    except QueueFull:
        raise Problem(503, *BUSY, headers={"Retry-After": RETRY_AFTER_S}) from None
    except TooManyPlans:
        raise Problem(429, *TWO_RUNNING, headers={"Retry-After": RETRY_AFTER_S}) from None
    except PlanFailed:
        raise Problem(500, *FAILED) from None
    if plan["status"] == "infeasible":
        loaded.plans.forget(plan["id"])
        raise refusal_problem(plan)
    return _as_it_stands(plan, 201)


@blueprint.get("/plans")
@blueprint.arguments(OwnerHeader, location="headers")
@blueprint.arguments(PlansQuery, location="query", unknown=RAISE)
@blueprint.response(200, PlansOut)
@refuses(401, "No Plan-Owner is given.")
@refuses(422, "The query does not fit.")
def mine(headers: dict[str, Any], query: dict[str, Any]) -> Any:
    """List the plans of an owner, newest first."""
    owner, limit, offset = needed_owner(headers), query["limit"], query["offset"]
    listed = parts().plans.owned_by(owner, limit + 1, offset)
    return {
        "plans": [short(plan) for plan in listed[:limit]],
        "next_offset": offset + limit if len(listed) > limit else None,
    }


@blueprint.delete("/plans")
@blueprint.arguments(OwnerHeader, location="headers")
@blueprint.response(204)
@refuses(401, "No Plan-Owner is given.")
def delete_all(headers: dict[str, Any]) -> None:
    """Delete every plan of an owner."""
    parts().plans.delete_all(needed_owner(headers))


@blueprint.get("/plans/<string:plan_id>")
@blueprint.arguments(PlanQuery, location="query", unknown=RAISE)
@blueprint.response(200, PlanOut)
@blueprint.alt_response(
    202, schema=PendingPlanOut, description="Being solved: ask again.", headers=LOCATION | RETRY
)
@refuses(404, "No such plan.")
@refuses(422, "An infeasible plan has no file.")
@refuses(429, "Too many wrong codes.", RETRY)
@refuses(500, "The plan could not be solved.")
@blueprint.doc(responses={200: {"content": FILES}})
def show(query: dict[str, Any], plan_id: str) -> Any:
    """Show a kept plan, by id or code, as JSON, CSV with an HXL row, GeoJSON or a report."""
    plan = found(plan_id)
    if plan["status"] == "running" or query["format"] == "json":
        return _as_it_stands(plan, 200)
    if plan["status"] == "infeasible":
        raise refusal_problem(plan)
    return file_of(plan, query["format"], query["lang"])


@blueprint.delete("/plans/<string:plan_id>")
@blueprint.arguments(OwnerHeader, location="headers")
@blueprint.response(204)
@refuses(401, "No Plan-Owner is given.")
@refuses(403, "The plan is somebody else's.")
@refuses(404, "No such plan.")
def delete(headers: dict[str, Any], plan_id: str) -> None:
    """Delete a plan of the owner."""
    owner = needed_owner(headers)
    try:
        parts().plans.delete(plan_id, owner)
    except UnknownPlan:
        raise unknown_plan() from None
    except NotTheOwner:
        raise Problem(403, "not_owner", "Solo quien pidió el plan puede borrarlo.") from None


@blueprint.get("/plans/<string:plan_id>/compare/<string:other_id>")
@blueprint.response(200, ComparedOut)
@refuses(404, "No such plan.")
@refuses(409, "Not done, or other regions.")
@refuses(429, "Too many wrong codes.", RETRY)
@refuses(500, "A plan could not be solved.")
def side_by_side(plan_id: str, other_id: str) -> Any:
    """Compare two plans of one region: sites kept, added and dropped, people gained."""
    try:
        return compare(found(plan_id), found(other_id))
    except NotComparable:
        detail = "Solo se comparan dos planes terminados de la misma región."
        raise Problem(409, "not_comparable", detail) from None


def _as_it_stands(plan: dict[str, Any], status_when_solved: int) -> Any:
    """Return a plan with its address, and 202 with the time to ask again while it runs."""
    headers = {"Location": url_for("plans.show", plan_id=plan["id"])}
    if plan["status"] != "running":
        return plan, status_when_solved, headers
    return plan, 202, {**headers, "Retry-After": RETRY_AFTER_S}
