"""The first page: what waits for somebody."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from knowledge_base.console.access import needs
from knowledge_base.console.accounts.roles import Role
from knowledge_base.console.parts import Parts
from knowledge_base.console.waiting import waiting
from knowledge_base.resources.expiry import today_in_peru


def blueprint(parts: Parts) -> Blueprint:
    """Return the route."""
    routes = Blueprint("home", __name__)

    @routes.get("/")
    @needs(Role.VIEWER)
    def home() -> ResponseReturnValue:
        found = waiting(parts.base.engine, today_in_peru())
        return render_template("console/home.html", waiting=found)

    return routes
