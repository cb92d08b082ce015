"""Routes about the hub register; writing needs the service token."""

# mypy: disallow-untyped-decorators=False

from __future__ import annotations

import re
from typing import Any

from flask import request
from flask_smorest import Blueprint
from marshmallow import RAISE, ValidationError

from recommender.hubs.importing import BadRows, read_hubs
from recommender.hubs.register import UnknownHub
from recommender.places.nearest import OutsidePeru, nearest_place
from recommender.records import Hub
from recommender.service.access import needs_token, parts, runtime
from recommender.service.answers import HubAnswer, ImportOut, NearestHubsOut
from recommender.service.problems import CODES, Problem, ProblemSchema
from recommender.service.requests import HUB_ID, HubBody, NearestHubsQuery
from recommender.service.views import hub_json, in_peru, near_hub_json, register_json

blueprint = Blueprint("hubs", __name__, url_prefix="/v1", description="The register of hubs")
WRITING: dict[str, Any] = {"security": [{"serviceToken": []}]}


@blueprint.get("/hubs/nearest")
@blueprint.arguments(NearestHubsQuery, location="query", unknown=RAISE)
@blueprint.response(200, NearestHubsOut)
@blueprint.alt_response(422, schema=ProblemSchema, description="Outside Peru, or no number.")
def nearest(query: dict[str, Any]) -> Any:
    """List hubs by great-circle distance from a point."""
    latitude, longitude = query["lat"], query["lon"]
    limit, offset = query["limit"], query["offset"]
    in_peru(parts().gazetteer, latitude, longitude)
    index = parts().hubs.index()
    found = index.nearest(latitude, longitude, limit, offset)
    more = offset + limit < index.state.total
    return {
        "origin": {"latitude": latitude, "longitude": longitude},
        "register": register_json(index.state),
        "hubs": [near_hub_json(near, parts().gazetteer) for near in found],
        "next_offset": offset + limit if more else None,
    }


@blueprint.get("/hubs/<string:hub_id>")
@blueprint.response(200, HubAnswer)
@blueprint.alt_response(404, schema=ProblemSchema, description="No such hub.")
def read(hub_id: str) -> Any:
    """Show a hub."""
    return _answer(_known(hub_id))


@blueprint.put("/hubs/<string:hub_id>")
@blueprint.doc(**WRITING)
@needs_token
@blueprint.arguments(HubBody)
@blueprint.response(200, HubAnswer)
@blueprint.alt_response(422, schema=ProblemSchema, description="The hub does not fit.")
def write(body: dict[str, Any], hub_id: str) -> Any:
    """Add or replace a hub."""
    if not re.fullmatch(HUB_ID, hub_id):
        raise _invalid("id", "Use lower-case letters, digits and hyphens, 2 to 63 of them.")
    place, _ = in_peru(parts().gazetteer, body["latitude"], body["longitude"])
    parts().register.put([_hub(hub_id, body, place.id)])
    return _answer(_known(hub_id))


@blueprint.delete("/hubs/<string:hub_id>")
@blueprint.doc(**WRITING)
@needs_token
@blueprint.response(204)
@blueprint.alt_response(404, schema=ProblemSchema, description="No such hub.")
def delete(hub_id: str) -> None:
    """Take a hub out of the register."""
    try:
        parts().register.delete(hub_id)
    except UnknownHub:
        raise _unknown() from None


@blueprint.post("/hubs:import")
@blueprint.doc(
    **WRITING,
    requestBody={
        "required": True,
        "content": {"text/csv": {"schema": {"type": "string"}}},
    },
)
@needs_token
@blueprint.response(200, ImportOut)
@blueprint.alt_response(413, schema=ProblemSchema, description="The file is too large.")
@blueprint.alt_response(422, schema=ProblemSchema, description="Rows do not fit; none was taken.")
def import_csv() -> Any:
    """Add or replace the hubs of a CSV file, all of them or none."""
    if request.mimetype != "text/csv":
        raise Problem(415, *CODES[415])
    request.max_content_length = runtime().settings.import_limit_bytes
    loaded = parts()
    try:
        found = read_hubs(request.get_data(cache=False), _from_row)
    except BadRows as error:
        detail = "Ninguna fila se guardó: corrige las filas señaladas."
        raise Problem(422, "bad_rows", detail, error.errors) from None
    loaded.register.put(found)
    return {"imported": len(found), "register": register_json(loaded.register.state())}


def _from_row(hub_id: str, row: dict[str, Any]) -> Hub:
    """Return the hub of a CSV row; raise ValueError with the reasons."""
    if not re.fullmatch(HUB_ID, hub_id):
        raise ValueError("id: use lower-case letters, digits and hyphens, 2 to 63 of them")
    try:
        body = HubBody().load(row)
        place, _ = nearest_place(parts().gazetteer, body["latitude"], body["longitude"])
    except ValidationError as error:
        messages = error.messages_dict
        raise ValueError(*(f"{field}: {said}" for field, said in messages.items())) from None
    except OutsidePeru as error:
        raise ValueError(str(error)) from None
    return _hub(hub_id, body, place.id)


def _hub(hub_id: str, body: dict[str, Any], place_id: str) -> Hub:
    gazetteer = parts().gazetteer
    row = gazetteer.row_of(place_id)
    verified = body["verified_on"]
    return Hub(
        id=hub_id,
        name=body["name"],
        kind=body["kind"],
        latitude=body["latitude"],
        longitude=body["longitude"],
        ubigeo=gazetteer.ubigeos[row] if row is not None else place_id[:6],
        services=tuple(dict.fromkeys(body["services"])),
        services_confirmed=body["services_confirmed"],
        verified_on=verified.isoformat() if verified else None,
        source=body["source"],
        licence=body["licence"],
    )


def _known(hub_id: str) -> Hub:
    try:
        return parts().register.get(hub_id)
    except UnknownHub:
        raise _unknown() from None


def _answer(hub: Hub) -> dict[str, Any]:
    loaded = parts()
    return {
        "hub": hub_json(hub, loaded.gazetteer),
        "register": register_json(loaded.register.state()),
    }


def _unknown() -> Problem:
    return Problem(404, "unknown_hub", "Ese hub no está en el registro.")


def _invalid(field: str, reason: str) -> Problem:
    code, detail = CODES[422]
    return Problem(422, code, detail, {field: [reason]})
