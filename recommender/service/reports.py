"""Routes about what people report on hubs: the assistant brings it, editors read it."""

# mypy: disallow-untyped-decorators=False

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask import Response
from flask_smorest import Blueprint
from marshmallow import RAISE

from recommender.hubs.register import UnknownHub
from recommender.hubs.reports import ALIKE, by_month, needs_check, visits_per_month
from recommender.records import Hub
from recommender.service.access import needs_reports_token, needs_token, parts
from recommender.service.problems import Problem, ProblemSchema
from recommender.service.report_schemas import (
    ChecksOut,
    ReportBody,
    ReporterQuery,
    ReportOut,
    ReportsOut,
)

blueprint = Blueprint("reports", __name__, url_prefix="/v1", description="Reports on hubs")
GUARDED: dict[str, Any] = {"security": [{"serviceToken": []}]}
LATEST = 50


@blueprint.post("/hubs/<string:hub_id>/reports")
@blueprint.doc(**GUARDED)
@needs_reports_token
@blueprint.arguments(ReportBody)
@blueprint.response(201, ReportOut)
@blueprint.alt_response(404, schema=ProblemSchema, description="No such hub.")
@blueprint.alt_response(422, schema=ProblemSchema, description="The report does not fit.")
def add(body: dict[str, Any], hub_id: str) -> Any:
    """Keep what a person reports; the same person counts once a hub and month."""
    hub = _known(hub_id)
    report = parts().reports.add(hub.id, body["outcome"], body["reporter"])
    return {"hub_id": hub.id, "outcome": report.outcome, "reported_on": report.reported_on}


@blueprint.delete("/reports")
@blueprint.doc(**GUARDED)
@needs_reports_token
@blueprint.arguments(ReporterQuery, location="query", unknown=RAISE)
@blueprint.response(204)
def forget(query: dict[str, Any]) -> None:
    """Delete a person's reports; those of over 60 days are nobody's any more."""
    parts().reports.forget(query["reporter"])


@blueprint.get("/hubs/<string:hub_id>/reports")
@blueprint.doc(**GUARDED)
@needs_token
@blueprint.response(200, ReportsOut)
@blueprint.alt_response(404, schema=ProblemSchema, description="No such hub.")
def read(hub_id: str) -> Any:
    """Show a hub's reports by month, the last ones, and whether an editor should check it."""
    hub, store = _known(hub_id), parts().reports
    found = store.of_hub(hub.id)
    return {
        "hub_id": hub.id,
        "months": [{"month": month, **counts} for month, counts in by_month(found)],
        "latest": found[:LATEST],
        "needs_check": needs_check(found, hub.verified_on, store.today),
    }


@blueprint.get("/hubs:checks")
@blueprint.doc(**GUARDED)
@needs_token
@blueprint.response(200, ChecksOut)
def checks() -> Any:
    """List the open hubs that an editor should check, those that most people told of first."""
    store = parts().reports
    found = []
    for hub_id, reports in store.by_hub(recent=True).items():
        if len(reports) < ALIKE:
            continue
        hub = _known(hub_id)
        check = needs_check(reports, hub.verified_on, store.today)
        if check and hub.status == "open":
            found.append({"hub_id": hub.id, "name": hub.name, **asdict(check)})
    return {"hubs": sorted(found, key=lambda check: (-check["count"], check["hub_id"]))}


@blueprint.get("/outcomes.csv")
@blueprint.doc(
    **GUARDED,
    responses={"200": {"content": {"text/csv": {"schema": {"type": "string"}}}}},
)
@needs_token
def outcomes() -> Response:
    """Give the reports as the model's file of outcomes: visits a month by hub, a floor of them."""
    store = parts().reports
    lines = ["hub_id,visits_per_month"]
    for hub_id, reports in store.by_hub().items():
        lines.append(f"{hub_id},{visits_per_month(reports, store.today):g}")
    headers = {"Content-Disposition": 'attachment; filename="outcomes.csv"'}
    body = "\n".join(lines) + "\n"
    return Response(body, 200, headers, content_type="text/csv; charset=utf-8")


def _known(hub_id: str) -> Hub:
    try:
        return parts().register.get(hub_id)
    except UnknownHub:
        raise Problem(404, "unknown_hub", "Ese hub no está en el registro.") from None
