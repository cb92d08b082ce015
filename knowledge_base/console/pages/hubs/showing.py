"""One hub: what is known of it, what people report, and who changed what."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from knowledge_base.console.access import needs
from knowledge_base.console.accounts.roles import Role
from knowledge_base.console.clients.recommender import Recommender, UnknownHub
from knowledge_base.console.pages.hubs import history
from knowledge_base.console.pages.hubs.comparing import differences, source_says
from knowledge_base.console.pages.hubs.words import (
    NO_LICENCE,
    OUTCOMES,
    STATUSES,
    kind_word,
    service_words,
)
from knowledge_base.console.parts import Parts


def add(routes: Blueprint, parts: Parts, recommender: Recommender) -> None:
    """Add the page; one that was deleted is shown by its history."""

    @routes.get("/<hub_id>")
    @needs(Role.VIEWER)
    def show(hub_id: str) -> ResponseReturnValue:
        text = request.args.get("offset", "")
        offset = min(int(text), 1_000_000) if text.isascii() and text.isdigit() else 0
        changes, total = history.changes(parts.audit, hub_id, offset)
        past = {
            "hub_id": hub_id,
            "changes": changes,
            "total": total,
            "offset": offset,
            "limit": history.SHOWN,
        }
        try:
            hub = recommender.hub(hub_id)
        except UnknownHub:
            if not total:
                abort(404)
            return render_template("console/hubs/gone.html", **past), 404
        newer = differences(hub.body(), source_says(hub)) if hub.newer else []
        return render_template(
            "console/hubs/show.html",
            hub=hub,
            newer=newer,
            reports=recommender.reports(hub_id),
            near=recommender.near(hub.latitude, hub.longitude, hub.id),
            kind=kind_word(hub.kind),
            services=service_words(hub.services),
            has_licence=hub.licence != NO_LICENCE,
            outcomes=OUTCOMES,
            statuses=STATUSES,
            **past,
        )
