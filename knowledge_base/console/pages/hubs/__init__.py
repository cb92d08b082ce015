"""The register of hubs: list and map, form, what people report, files. One file a topic."""

from __future__ import annotations

from flask import Blueprint

from knowledge_base.console.clients.recommender import Recommender
from knowledge_base.console.pages.hubs import (
    away,
    editing,
    importing,
    listing,
    mapping,
    removing,
    showing,
    states,
)
from knowledge_base.console.parts import Parts


def blueprint(parts: Parts, recommender: Recommender | None = None) -> Blueprint:
    """Return the routes; without `recommender` the one of the settings is asked."""
    routes = Blueprint("hubs", __name__, url_prefix="/hubs")
    settings = parts.settings
    asked = recommender or Recommender(settings.recommender_url, settings.recommender_token)
    for topic in (listing, mapping, importing, editing, states, removing, showing):
        topic.add(routes, parts, asked)
    away.add(routes)
    return routes
