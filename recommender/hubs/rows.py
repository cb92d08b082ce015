"""Hubs as rows of the store and as JSON, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import Row

from recommender.records import Hub, HubEntry, HubEvent, NewerSeed
from recommender.store import hubs

HUB_FIELDS = tuple(Hub.__dataclass_fields__)
# All but what the source said, which is half of a row and which only a merge reads.
ENTRY_COLUMNS = tuple(
    hubs.c[name] for name in (*HUB_FIELDS, "version", "updated_at", "edited", "newer_seed")
)


def hub_values(hub: Hub) -> dict[str, Any]:
    """Return a hub's fields as JSON has them; `hub_of` reads them back."""
    return {
        **asdict(hub),
        "services": list(hub.services),
        "events": [asdict(event) for event in hub.events],
    }


def hub_of(values: Mapping[str, Any]) -> Hub:
    """Return the hub of a row or of JSON; fields that a hub has got since are as if unknown."""
    fields = {name: values[name] for name in HUB_FIELDS if name in values}
    events = tuple(HubEvent(**event) for event in fields.get("events", ()))
    return Hub(**{**fields, "services": tuple(fields["services"]), "events": events})


def newer_values(newer: NewerSeed | None) -> dict[str, Any] | None:
    """Return what the source says otherwise as JSON."""
    return None if newer is None else {"listed": newer.listed, "fields": newer.fields}


def newer_of(values: Mapping[str, Any] | None) -> NewerSeed | None:
    """Read `newer_values` back."""
    return None if values is None else NewerSeed(bool(values["listed"]), dict(values["fields"]))


def entry_of(row: Row[Any]) -> HubEntry:
    """Return the entry of a row that has exactly ENTRY_COLUMNS.

    By position, because a register of 20,000 hubs is read whole after each change.
    """
    (hub_id, name, kind, latitude, longitude, ubigeo, services, confirmed, verified_on, source,
     licence, status, hours, contact, events, *about) = tuple(row)  # fmt: skip
    hub = Hub(
        hub_id, name, kind, latitude, longitude, ubigeo, tuple(services), confirmed, verified_on,
        source, licence, status, hours, contact, tuple(HubEvent(**event) for event in events),
    )  # fmt: skip
    version, updated_at, edited, newer = about
    return HubEntry(hub, version, updated_at, edited, newer_of(newer))
