"""Routes of the map: outlines, hubs, places, and why here."""

# mypy: disallow-untyped-decorators=False

from __future__ import annotations

import hashlib
import json
from typing import Any

from flask import Response
from flask_smorest import Blueprint
from marshmallow import RAISE

from recommender.places.cells import Box
from recommender.service.access import parts
from recommender.service.caching import kept_json
from recommender.service.map_schemas import (
    BoxQuery,
    MapHubsOut,
    MapPlacesOut,
    OutlinesOut,
    OutlinesQuery,
    RegionsOut,
    WhyOut,
)
from recommender.service.map_views import (
    capital_of,
    hubs_json,
    places_json,
    regions_json,
    why_json,
)
from recommender.service.problems import Problem, ProblemSchema
from recommender.service.runtime import Parts
from recommender.web.outlines import NoOutlines

blueprint = Blueprint("map", __name__, url_prefix="/v1/map", description="Layers of the map")
# What the bundle says changes only with the bundle.
HOUR_S, DAY_S = 3_600, 86_400


@blueprint.get("/outlines")
@blueprint.arguments(OutlinesQuery, location="query", unknown=RAISE)
@blueprint.response(200, OutlinesOut, content_type="application/geo+json")
@blueprint.alt_response(404, schema=ProblemSchema, description="No such department.")
def outlines(query: dict[str, Any]) -> Any:
    """Return the outlines of the departments, or of one department's districts, as GeoJSON."""
    loaded, department = parts(), query["department"]
    try:
        found = loaded.outlines.geojson(department)
    except NoOutlines:
        raise Problem(404, "no_outlines", "No hay límites de ese departamento.") from None
    tag = f"outlines-{department}-{loaded.edition.model}"
    return kept_json(tag, lambda: found, DAY_S, "application/geo+json")


@blueprint.get("/hubs")
@blueprint.response(200, MapHubsOut)
def hubs() -> Any:
    """Return all hubs with their positions."""
    loaded = parts()
    # An editor's change shows at once: the browser asks each time whether it has the newest.
    return _live(hubs_json(loaded.hubs.index(), loaded.gazetteer))


@blueprint.get("/places")
@blueprint.arguments(BoxQuery, location="query", unknown=RAISE)
@blueprint.response(200, MapPlacesOut)
@blueprint.alt_response(422, schema=ProblemSchema, description="The box does not fit.")
def places(query: dict[str, Any]) -> Any:
    """Return the places in a box, or their sums and means by cells where there are many."""
    loaded = parts()
    zoom = query.pop("zoom")
    box = Box(**query)
    asked = "-".join(f"{edge:g}" for edge in (box.west, box.south, box.east, box.north))
    return kept_json(
        f"places-{zoom}-{asked}-{loaded.edition.model}",
        lambda: places_json(loaded.places_on_map, box, zoom),
        HOUR_S,
    )


@blueprint.get("/places/<string:place_id>")
@blueprint.response(200, WhyOut)
@blueprint.alt_response(404, schema=ProblemSchema, description="No such place.")
def why(place_id: str) -> Any:
    """Say why a hub would serve in a place (or a unit's capital): figures, score, hubs near it."""
    loaded = parts()
    row = loaded.gazetteer.row_of(capital_of(loaded.gazetteer, place_id))
    if row is None:
        raise Problem(404, "unknown_place", "Ese lugar no existe.")
    return _live(why_json(loaded, loaded.hubs.index(), row))


@blueprint.get("/regions")
@blueprint.response(200, RegionsOut)
def regions() -> Any:
    """Return the departments and their provinces by code and name."""
    loaded: Parts = parts()
    return kept_json(
        f"regions-{loaded.edition.model}", lambda: regions_json(loaded.gazetteer), DAY_S
    )


def _live(answer: dict[str, Any]) -> Response:
    """Return an answer that follows the register, tagged by its content."""
    body = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    return kept_json(hashlib.sha256(body).hexdigest()[:20], lambda: body, 0)
