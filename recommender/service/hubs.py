"""Routes about single hubs and lists of them; writing needs the service token."""

# mypy: disallow-untyped-decorators=False

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Any

from flask import request
from flask_smorest import Blueprint
from marshmallow import RAISE

from recommender.hubs.listing import HubQuery, counts
from recommender.hubs.register import Fits, HubChanged, UnknownHub, at_any_version
from recommender.records import Hub, HubEntry
from recommender.service.access import bears_token, needs_token, parts
from recommender.service.hub_answers import (
    HubAnswer,
    HubListOut,
    NearestHubsOut,
    NeighboursOut,
)
from recommender.service.hub_bodies import hub_of_body
from recommender.service.hub_requests import (
    HUB_ID,
    HUB_ID_RULE,
    HubBody,
    HubsQuery,
    NearDuplicatesQuery,
)
from recommender.service.problems import CODES, Problem, ProblemSchema
from recommender.service.requests import NearestHubsQuery
from recommender.service.views import entry_json, hub_json, in_peru, near_hub_json, register_json

blueprint = Blueprint("hubs", __name__, url_prefix="/v1", description="The register of hubs")
TOKEN: dict[str, Any] = {"security": [{"serviceToken": []}]}
TAG = {"description": "The hub's version, for If-Match.", "schema": {"type": "string"}}
PRECONDITIONS = [
    {
        "name": "If-Match",
        "in": "header",
        "description": "The ETag that the change is meant for; another answers 412.",
        "schema": {"type": "string"},
    }
]
ONLY_NEW = {
    "name": "If-None-Match",
    "in": "header",
    "description": "* lets a new hub be added and no other replaced.",
    "schema": {"type": "string"},
}
CHANGED = "The hub is not at that version; `errors.hub` is what it is now."


@blueprint.get("/hubs/nearest")
@blueprint.arguments(NearestHubsQuery, location="query", unknown=RAISE)
@blueprint.response(200, NearestHubsOut)
@blueprint.alt_response(422, schema=ProblemSchema, description="Outside Peru, or no number.")
def nearest(query: dict[str, Any]) -> Any:
    """List open hubs by great-circle distance from a point."""
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


@blueprint.get("/hubs")
@blueprint.doc(**TOKEN)
@needs_token
@blueprint.arguments(HubsQuery, location="query", unknown=RAISE)
@blueprint.response(200, HubListOut)
@blueprint.alt_response(422, schema=ProblemSchema, description="The query does not fit.")
def listed(query: dict[str, Any]) -> Any:
    """Look through the register as editors do: closed and moved hubs too, with counts."""
    before = query["verified_before"]
    asked = {
        **query,
        "near": query["near"] == "duplicates",
        "verified_before": before.isoformat() if before else "",
    }
    register = parts().hub_list.now()
    page = register.page(HubQuery(**asked))
    hubs = [
        {
            **entry_json(entry, parts().gazetteer),
            "near": [asdict(near) for near in register.neighbours.get(entry.hub.id, ())],
        }
        for entry in page.entries
    ]
    return {
        "hubs": hubs,
        "total": page.total,
        "next_offset": page.next_offset,
        "kinds": counts(page.kinds),
        "statuses": counts(page.statuses),
        "register": register_json(register.state),
    }


@blueprint.get("/hubs/near-duplicates")
@blueprint.doc(**TOKEN)
@needs_token
@blueprint.arguments(NearDuplicatesQuery, location="query", unknown=RAISE)
@blueprint.response(200, NeighboursOut)
@blueprint.alt_response(422, schema=ProblemSchema, description="Outside Peru, or no number.")
def near_duplicates(query: dict[str, Any]) -> Any:
    """List up to five open hubs within 200 m of a point, but for the hub `id` itself."""
    in_peru(parts().gazetteer, query["lat"], query["lon"])
    found = parts().hub_list.now().neighbourhood.around(query["lat"], query["lon"], query["id"])
    return {"near": [asdict(near) for near in found]}


@blueprint.get("/hubs/<string:hub_id>")
@blueprint.response(200, HubAnswer, headers={"ETag": TAG})
@blueprint.alt_response(404, schema=ProblemSchema, description="No such hub.")
def read(hub_id: str) -> Any:
    """Show a hub, open or not; with the service token also what only editors see."""
    try:
        return _answer(parts().register.entry(hub_id))
    except UnknownHub:
        raise _unknown() from None


@blueprint.put("/hubs/<string:hub_id>")
@blueprint.doc(**TOKEN, parameters=[*PRECONDITIONS, ONLY_NEW])
@needs_token
@blueprint.arguments(HubBody)
@blueprint.response(200, HubAnswer, headers={"ETag": TAG})
@blueprint.alt_response(412, schema=ProblemSchema, description=CHANGED)
@blueprint.alt_response(422, schema=ProblemSchema, description="The hub does not fit.")
def write(body: dict[str, Any], hub_id: str) -> Any:
    """Add or replace a hub."""
    if not re.fullmatch(HUB_ID, hub_id):
        code, detail = CODES[422]
        raise Problem(422, code, detail, {"id": [HUB_ID_RULE]})
    in_peru(parts().gazetteer, body["latitude"], body["longitude"])
    register = parts().register
    try:
        register.put([hub_of_body(parts().gazetteer, hub_id, body, _before(hub_id))], _fits())
        return _answer(register.entry(hub_id))
    except HubChanged as error:
        raise _changed(error.entry) from None
    except UnknownHub:
        # Another editor deleted it between the two.
        raise _changed(None) from None


@blueprint.delete("/hubs/<string:hub_id>")
@blueprint.doc(**TOKEN, parameters=PRECONDITIONS)
@needs_token
@blueprint.response(204)
@blueprint.alt_response(404, schema=ProblemSchema, description="No such hub.")
@blueprint.alt_response(412, schema=ProblemSchema, description=CHANGED)
def delete(hub_id: str) -> None:
    """Take a hub out of the register."""
    try:
        parts().register.delete(hub_id, _fits())
    except HubChanged as error:
        raise _changed(error.entry) from None
    except UnknownHub:
        raise _unknown() from None


def _fits() -> Fits:
    """Return what If-Match and If-None-Match ask of the hub's version."""
    match, none_match = request.if_match, request.if_none_match
    if "If-Match" in request.headers:
        return lambda _id, version: version is not None and match.contains_weak(str(version))
    if "If-None-Match" in request.headers:
        return lambda _id, version: version is None or not none_match.contains_weak(str(version))
    return at_any_version


def _before(hub_id: str) -> Hub | None:
    try:
        return parts().register.get(hub_id)
    except UnknownHub:
        return None


def _answer(entry: HubEntry) -> tuple[dict[str, Any], int, dict[str, str]]:
    loaded = parts()
    gazetteer = loaded.gazetteer
    answer = {
        "hub": entry_json(entry, gazetteer) if bears_token() else hub_json(entry.hub, gazetteer),
        "register": register_json(loaded.register.state()),
    }
    # What the token's holder sees is for nobody else's cache.
    return answer, 200, {"ETag": f'"{entry.version}"', "Vary": "Authorization"}


def _unknown() -> Problem:
    return Problem(404, "unknown_hub", "Ese hub no está en el registro.")


def _changed(entry: HubEntry | None) -> Problem:
    if entry is None:
        detail = "Otra persona quitó este hub del registro. Tu cambio no se guardó."
        return Problem(412, "hub_changed", detail)
    now = {"hub": entry_json(entry, parts().gazetteer)}
    headers = {"ETag": f'"{entry.version}"'}
    if "If-None-Match" in request.headers:
        detail = "Ya hay un hub con ese id. Tu hub no se guardó: usa otro id."
        return Problem(412, "hub_exists", detail, now, headers)
    detail = "Otra persona cambió este hub. Tu cambio no se guardó: compara y guarda de nuevo."
    return Problem(412, "hub_changed", detail, now, headers)
