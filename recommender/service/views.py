"""Records turned into the JSON that the contracts describe."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from recommender.hubs.events import to_come, today_in_peru
from recommender.hubs.nearest import NearHub
from recommender.hubs.rows import newer_values
from recommender.places.gazetteer import Gazetteer
from recommender.places.nearest import OutsidePeru, nearest_place
from recommender.plan.sites import Site
from recommender.records import Hub, HubEntry, Match, Place, RegisterState
from recommender.service.problems import Problem
from recommender.service.runtime import Parts


def place_json(place: Place) -> dict[str, Any]:
    return {**asdict(place), "label": place.label}


def match_json(match: Match) -> dict[str, Any]:
    return {
        **place_json(match.place),
        "score": match.score,
        "matched_by": match.matched_by,
        "distinction": match.distinction,
    }


def region_json(region: Place | None) -> dict[str, Any] | None:
    if region is None:
        return None
    return {"id": region.id, "kind": region.kind, "label": region.label}


def register_json(state: RegisterState) -> dict[str, Any]:
    return {key: value for key, value in asdict(state).items() if key != "version"}


def hub_json(hub: Hub, gazetteer: Gazetteer) -> dict[str, Any]:
    """Return a hub with the names of its district, and the events that are still to come."""
    district = hub_district(hub, gazetteer)
    return {
        **asdict(hub),
        "services": list(hub.services) if hub.services_confirmed else [],
        "events": [asdict(event) for event in to_come(hub.events, today_in_peru())],
        "district": district.district,
        "province": district.province,
        "department": district.department,
    }


def hub_district(hub: Hub, gazetteer: Gazetteer) -> Place:
    """Return a hub's district; one made since the census is its parent's."""
    district = gazetteer.units.get(hub.ubigeo)
    return district or nearest_place(gazetteer, hub.latitude, hub.longitude)[0]


def entry_json(entry: HubEntry, gazetteer: Gazetteer) -> dict[str, Any]:
    """Return a hub as editors see it: past events too, its version, and what its source says."""
    return {
        **hub_json(entry.hub, gazetteer),
        "events": [asdict(event) for event in entry.hub.events],
        "version": entry.version,
        "updated_at": entry.updated_at,
        "edited": entry.edited,
        "newer_seed": newer_values(entry.newer),
    }


def near_hub_json(near: NearHub, gazetteer: Gazetteer) -> dict[str, Any]:
    return {
        **hub_json(near.hub, gazetteer),
        "distance_km": near.distance_km,
        "bearing_deg": near.bearing_deg,
        "compass": near.compass,
    }


def site_json(site: Site) -> dict[str, Any]:
    own = {key: value for key, value in asdict(site).items() if key != "place"}
    place = place_json(site.place)
    return {**{key: value for key, value in place.items() if key not in ("kind", "people")}, **own}


def versions_json(parts: Parts, hubs_as_of: str) -> dict[str, str]:
    return {"model": parts.edition.model, "data": parts.edition.data, "hubs_as_of": hubs_as_of}


def in_peru(gazetteer: Gazetteer, latitude: float, longitude: float) -> tuple[Place, float]:
    """Return the nearest populated place and its km; a point outside Peru is a 422 problem."""
    try:
        return nearest_place(gazetteer, latitude, longitude)
    except OutsidePeru as error:
        raise Problem(422, "outside_peru", str(error)) from None


def region_of(gazetteer: Gazetteer, region_id: str | None, status: int) -> Place | None:
    """Return the unit of a region id, None for all of Peru; an unknown id is a problem."""
    if region_id is None:
        return None
    unit = gazetteer.units.get(region_id)
    if unit is None:
        raise Problem(
            status,
            "unknown_region",
            "Esa región no existe: usa un código de 2, 4 o 6 dígitos.",
            {"region": ["Unknown department, province or district code."]},
        )
    return unit
