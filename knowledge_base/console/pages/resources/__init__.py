"""The pages of the learning resources: from a draft to what people get, and back."""

from __future__ import annotations

from flask import Blueprint

from knowledge_base.console.pages.resources import (
    conflicts,
    editing,
    history,
    importing,
    listing,
    many,
    review,
    showing,
    steps,
)
from knowledge_base.console.pages.resources.stores import Stores
from knowledge_base.console.pages.resources.words import for_templates
from knowledge_base.console.parts import Parts
from knowledge_base.resources.urls import host_of


def blueprint(parts: Parts) -> Blueprint:
    """Return the routes."""
    routes = Blueprint("resources", __name__, url_prefix="/resources")
    stores = Stores(parts)
    pages = (listing, many, editing, conflicts, showing, steps, history, importing, review)
    for page in pages:
        page.add_routes(routes, stores)
    routes.context_processor(for_templates)
    routes.context_processor(lambda: {"same_list": listing.same_list, "host_of": host_of})
    return routes
