"""`GET /v1/interests`: what is searched for in each province, small counts left out."""

# flask-smorest has no type hints.
# mypy: disable-error-code=untyped-decorator

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from flask_smorest import Blueprint

from knowledge_base.live.runtime import KnowledgeBase
from knowledge_base.resources.topics import topic_label
from knowledge_base.service.overview_schemas import InterestsQuery, InterestsSchema


def blueprint(base: KnowledgeBase) -> Blueprint:
    """Return the route of the interests."""
    routes = Blueprint("interests", __name__, description="What is searched for where")

    @routes.get("/v1/interests")
    @routes.arguments(InterestsQuery, location="query")
    @routes.response(200, InterestsSchema)
    def list_interests(query: dict[str, Any]) -> dict[str, Any]:
        """Count searches by province and topic in the last months, this one included."""
        found = base.interests.totals(query["months"], datetime.now(UTC).date())
        shown = [{**asdict(one), "label": topic_label(one.topic)} for one in found.shown]
        return {
            "since": found.since,
            "until": found.until,
            "smallest_count": found.smallest_count,
            "interests": shown,
            "hidden": found.hidden,
        }

    return routes
