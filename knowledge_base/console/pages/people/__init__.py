"""Who works in the console; only for those who administer it."""

from __future__ import annotations

from flask import Blueprint

from knowledge_base.console.pages.people import adding, changing, listing, tokens
from knowledge_base.console.parts import Parts


def blueprint(parts: Parts) -> Blueprint:
    """Return the routes."""
    routes = Blueprint("people", __name__, url_prefix="/people")
    listing.add(routes, parts)
    adding.add(routes, parts)
    changing.add(routes, parts)
    tokens.add(routes, parts)
    return routes
