"""The first page: what waits for somebody."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from knowledge_base.console.access import needs
from knowledge_base.console.accounts.roles import Role
from knowledge_base.console.parts import Parts


def blueprint(parts: Parts) -> Blueprint:
    """Return the route."""
    routes = Blueprint("home", __name__)

    @routes.get("/")
    @needs(Role.VIEWER)
    def home() -> ResponseReturnValue:
        return render_template("console/home.html")

    return routes
