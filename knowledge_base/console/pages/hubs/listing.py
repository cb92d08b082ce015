"""The list of hubs, and those that people say something is wrong with."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from knowledge_base.console.access import needs
from knowledge_base.console.accounts.roles import Role
from knowledge_base.console.clients.hub_records import HubPage
from knowledge_base.console.clients.recommender import Recommender, RecommenderAway, Refused
from knowledge_base.console.pages.hubs.words import OUTCOMES, STATUSES, kind_word
from knowledge_base.console.parts import Parts

LIMIT = 50
FILTERS = ("q", "kind", "status", "department", "verified_before", "near", "sort")
FARTHEST = 100_000


def add(routes: Blueprint, _parts: Parts, recommender: Recommender) -> None:
    """Add the list and the card of the home page."""

    @routes.get("/")
    @needs(Role.VIEWER)
    def index() -> ResponseReturnValue:
        filters = {name: request.args.get(name, "").strip()[:200] for name in FILTERS}
        offset = _offset(request.args.get("offset", ""))
        checks = recommender.checks()
        only_checks = request.args.get("reports") == "check"
        why = ""
        page = HubPage((), 0, {}, {})
        if not only_checks:
            try:
                page = recommender.hubs({**filters, "limit": LIMIT, "offset": offset})
            except Refused:
                why = _("Este filtro no se entiende. Revisa la fecha y lo elegido.")
        return render_template(
            "console/hubs/index.html",
            page=page,
            why=why,
            filters=filters,
            offset=offset,
            limit=LIMIT,
            checks={check.hub_id: check for check in checks},
            only_checks=only_checks,
            departments=recommender.departments(),
            kind_word=kind_word,
            outcomes=OUTCOMES,
            statuses=STATUSES,
        ), 422 if why else 200

    @routes.get("/checks-card")
    @needs(Role.VIEWER)
    def checks_card() -> ResponseReturnValue:
        # Asked for by script after the home page is there, which so never waits for another pod.
        try:
            count = len(recommender.checks())
        except RecommenderAway:
            count = None
        return render_template("console/hubs/_checks_card.html", count=count)


def _offset(text: str) -> int:
    return min(int(text), FARTHEST) if text.isascii() and text.isdigit() else 0
