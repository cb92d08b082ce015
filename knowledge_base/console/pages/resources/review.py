"""What waits for review, the longest first."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from knowledge_base.console.access import needs
from knowledge_base.console.accounts.roles import Role
from knowledge_base.console.pages.resources.form import whole
from knowledge_base.console.pages.resources.stores import Stores
from knowledge_base.editing.draft import REVIEW

_A_PAGE = 50


def add_routes(routes: Blueprint, stores: Stores) -> None:
    """Add the queue."""

    @routes.get("/review")
    @needs(Role.VIEWER)
    def review() -> ResponseReturnValue:
        offset = whole(request.args.get("offset"))
        drafts, total = stores.drafts.page(REVIEW, limit=_A_PAGE, offset=offset)
        return render_template(
            "console/resources/review.html",
            drafts=drafts,
            total=total,
            limit=_A_PAGE,
            offset=offset,
        )
