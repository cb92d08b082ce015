"""One's own account: password, language, API tokens, sessions."""

from __future__ import annotations

from flask import Blueprint

from knowledge_base.console.pages.account import own_tokens, password, settings
from knowledge_base.console.parts import Parts


def blueprint(parts: Parts) -> Blueprint:
    """Return the routes."""
    routes = Blueprint("account", __name__, url_prefix="/account")
    settings.add(routes, parts)
    password.add(routes, parts)
    own_tokens.add(routes, parts)
    return routes
