"""Routes about places."""

# mypy: disallow-untyped-decorators=False

from __future__ import annotations

from typing import Any

from flask_smorest import Blueprint
from marshmallow import RAISE

from recommender.places.mentions import mentions
from recommender.plan.reasons import reasons_for
from recommender.service.access import parts
from recommender.service.answers import MentionsOut, NearestPlaceOut, PlacesOut, ReasonsOut
from recommender.service.problems import Problem, ProblemSchema
from recommender.service.requests import MentionsQuery, PlacesQuery, PointQuery
from recommender.service.views import in_peru, match_json, place_json

blueprint = Blueprint("places", __name__, url_prefix="/v1/places", description="Places of Peru")


@blueprint.get("")
@blueprint.arguments(PlacesQuery, location="query", unknown=RAISE)
@blueprint.response(200, PlacesOut)
@blueprint.alt_response(422, schema=ProblemSchema, description="The query does not fit.")
def search(query: dict[str, Any]) -> Any:
    """Find places by name, ranked; `status` says whether it may mean several places."""
    result = parts().search.search(query["q"], query["use"], query["kind"], query["limit"])
    return {
        "query": query["q"],
        "use": query["use"],
        "status": result.status,
        "matches": [match_json(match) for match in result.matches],
    }


@blueprint.get("/mentions")
@blueprint.arguments(MentionsQuery, location="query", unknown=RAISE)
@blueprint.response(200, MentionsOut)
@blueprint.alt_response(422, schema=ProblemSchema, description="The query does not fit.")
def mentioned(query: dict[str, Any]) -> Any:
    """Find the places that a whole sentence names, in its order; names with slips are not found."""
    search = parts().search
    found = []
    for phrase in mentions(query["text"], search.catalogue):
        result = search.search(phrase, query["use"], None, query["limit"])
        matches = [match_json(match) for match in result.matches]
        found.append({"phrase": phrase, "status": result.status, "matches": matches})
    return {"text": query["text"], "use": query["use"], "mentions": found}


@blueprint.get("/nearest")
@blueprint.arguments(PointQuery, location="query", unknown=RAISE)
@blueprint.response(200, NearestPlaceOut)
@blueprint.alt_response(422, schema=ProblemSchema, description="Outside Peru, or no number.")
def nearest(query: dict[str, Any]) -> Any:
    """Find the populated place nearest to a point."""
    place, km = in_peru(parts().gazetteer, query["lat"], query["lon"])
    return {"place": place_json(place), "distance_km": round(km, 1)}


@blueprint.get("/<string:place_id>/reasons")
@blueprint.response(200, ReasonsOut)
@blueprint.alt_response(404, schema=ProblemSchema, description="No such place.")
def reasons(place_id: str) -> Any:
    """Say why a populated place would serve, or a district's capital, in figures and one SMS."""
    gazetteer = parts().gazetteer
    if len(place_id) == 6 and place_id in gazetteer.districts.index:
        place_id = str(gazetteer.districts.at[place_id, "capital_place_id"])
    row = gazetteer.row_of(place_id)
    if row is None:
        raise Problem(404, "unknown_place", "Ese lugar no existe.")
    found, sms = reasons_for(gazetteer, parts().hubs.index(), row)
    place = gazetteer.place_at(row)
    score_reasons, score_sms = parts().scores.of(row)
    return {
        "id": place.id,
        "label": place.label,
        "reasons": found,
        "reason_sms": sms,
        "score_reasons": score_reasons,
        "score_sms": score_sms,
    }
