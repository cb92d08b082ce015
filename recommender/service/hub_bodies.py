"""A hub made of what an editor sent, or of a row of an editor's file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from marshmallow import ValidationError

from recommender.hubs.importing import FileRow
from recommender.hubs.rows import hub_values
from recommender.places.gazetteer import Gazetteer
from recommender.places.nearest import OutsidePeru, nearest_place
from recommender.records import Hub, HubEvent
from recommender.service.hub_requests import HUB_ID, HUB_ID_RULE, HubBody


def hub_of_body(gazetteer: Gazetteer, hub_id: str, body: dict[str, Any], before: Hub | None) -> Hub:
    """Return the hub of a body that fits; raise OutsidePeru.

    A hub that does not move stays in the district in which it was: its source may know better than
    the nearest place does.
    """
    latitude, longitude = body["latitude"], body["longitude"]
    place, _ = nearest_place(gazetteer, latitude, longitude)
    row = gazetteer.row_of(place.id)
    ubigeo = gazetteer.ubigeos[row] if row is not None else place.id[:6]
    if before is not None and (before.latitude, before.longitude) == (latitude, longitude):
        ubigeo = before.ubigeo
    verified = body["verified_on"]
    events = [
        HubEvent(event["date"].isoformat(), event["title"], event["time"])
        for event in body["events"]
    ]
    return Hub(
        id=hub_id,
        name=body["name"],
        kind=body["kind"],
        latitude=latitude,
        longitude=longitude,
        ubigeo=ubigeo,
        services=tuple(dict.fromkeys(body["services"])),
        services_confirmed=body["services_confirmed"],
        verified_on=verified.isoformat() if verified else None,
        source=body["source"],
        licence=body["licence"],
        status=body["status"],
        hours=body["hours"],
        contact=body["contact"],
        events=tuple(sorted(events, key=lambda event: (event.date, event.time or ""))),
    )


def hub_of_row(gazetteer: Gazetteer, row: FileRow, before: Hub | None) -> Hub:
    """Return the hub of a file's row; what the file does not name stays as `before` has it.

    Raises ValueError with the reasons.
    """
    if not re.fullmatch(HUB_ID, row.id):
        raise ValueError(f"id: {HUB_ID_RULE}")
    kept = {} if before is None else hub_values(before)
    fields = {name: value for name, value in kept.items() if name not in ("id", "ubigeo")}
    named = {name: value for name, value in (fields | row.fields).items() if value is not None}
    try:
        return hub_of_body(gazetteer, row.id, HubBody().load(named), before)
    except ValidationError as error:
        raise ValueError(*_reasons(error.messages)) from None
    except OutsidePeru as error:
        raise ValueError(str(error)) from None


def _reasons(messages: Any, path: str = "") -> Iterator[str]:
    """Say each message of a schema with the path of its field; lists count from 1."""
    if isinstance(messages, dict):
        for name, inner in messages.items():
            step = str(name + 1) if isinstance(name, int) else str(name)
            yield from _reasons(inner, f"{path} {step}".strip())
    else:
        for said in messages if isinstance(messages, list) else [messages]:
            yield f"{path}: {said}"
