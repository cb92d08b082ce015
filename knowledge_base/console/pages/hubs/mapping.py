"""What the map of hubs draws, and what lies around a point; all of it from this origin."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from knowledge_base.console.access import needs
from knowledge_base.console.accounts.roles import Role
from knowledge_base.console.clients.hub_records import Near, Place
from knowledge_base.console.clients.recommender import Recommender, RecommenderAway, Refused
from knowledge_base.console.pages.hubs.away import why
from knowledge_base.console.pages.hubs.position import NoPosition, read_position
from knowledge_base.console.parts import Parts


@dataclass(frozen=True)
class Around:
    """Where a point lies and which hubs are beside it; `why` says what is wrong with it."""

    place: Place | None = None
    near: tuple[Near, ...] = ()
    why: str = ""


def add(routes: Blueprint, _parts: Parts, recommender: Recommender) -> None:
    """Add the layers of the map."""

    @routes.get("/outlines")
    @needs(Role.VIEWER)
    def outlines() -> ResponseReturnValue:
        found = recommender.outlines()
        return found, 200, {"Content-Type": "application/geo+json"}

    @routes.get("/points")
    @needs(Role.VIEWER)
    def points() -> ResponseReturnValue:
        return jsonify(recommender.map_hubs())

    @routes.get("/around")
    @needs(Role.VIEWER)
    def around() -> ResponseReturnValue:
        wanted = (request.args.get(name, "") for name in ("latitude", "longitude", "hub"))
        found = look_around(recommender, *wanted)
        seen = set(request.args.get("near_seen", "").split())
        return render_template("console/hubs/_around.html", around=found, seen=seen)


def look_around(recommender: Recommender, latitude: str, longitude: str, but: str) -> Around:
    """Say what lies around a point as it was typed."""
    if not latitude.strip() and not longitude.strip():
        return Around(why=_("Todavía sin ubicación."))
    try:
        at = read_position(latitude, longitude)
        return Around(recommender.place(*at), recommender.near(*at, but))
    except NoPosition as error:
        return Around(why=str(error))
    except Refused as error:
        return Around(why=error.detail)
    except RecommenderAway as error:
        return Around(why=why(error))
