"""`GET /v1/gaps`: what people asked in vain, for editors."""

# flask-smorest has no type hints.
# mypy: disable-error-code=untyped-decorator

from __future__ import annotations

from typing import Any

from flask_smorest import Blueprint

from knowledge_base.console.accounts.roles import Role
from knowledge_base.live.runtime import KnowledgeBase
from knowledge_base.service.access import Doors
from knowledge_base.service.overview_schemas import GapPageSchema
from knowledge_base.service.schemas import PageQuery


def blueprint(base: KnowledgeBase, doors: Doors) -> Blueprint:
    """Return the route of the gaps."""
    routes = Blueprint("gaps", __name__, description="Questions that found nothing")

    @routes.get("/v1/gaps")
    @doors.needs(Role.VIEWER)
    @routes.arguments(PageQuery, location="query")
    @routes.response(200, GapPageSchema)
    @routes.doc(security=[{"editor": []}])
    def list_gaps(query: dict[str, Any]) -> dict[str, Any]:
        """List questions that found nothing, the most asked first; personal numbers are masked."""
        gaps, more = base.gaps.page(query["limit"], query["offset"])
        following = query["offset"] + len(gaps) if more else None
        return {"gaps": gaps, "next_offset": following}

    return routes
