"""The map's answers, from the loaded parts."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recommender.hubs.nearest import HubIndex
from recommender.places.cells import MOST_PLACES, Box, Cells, PlaceMap, Rows
from recommender.places.gazetteer import Gazetteer
from recommender.plan.reasons import reasons_for
from recommender.service.runtime import Parts
from recommender.service.views import hub_json, near_hub_json, place_json, register_json
from recommender.web.figures import shown

NEAREST_HUBS = 3
MAP_HUB = (
    "id",
    "name",
    "kind",
    "latitude",
    "longitude",
    "district",
    "province",
    "department",
    "services",
)
URBAN = (
    "Es un lugar urbano y no tiene puntaje: el modelo aprendió de dónde el Estado puso tambos, "
    "y solo los puso en el campo."
)
URBAN_EN = (
    "It is an urban place and has no score: the model learned from where the state has placed "
    "tambos, which is only in the countryside."
)
RURAL = (
    "El puntaje dice cuánto se parece a los lugares donde el Estado ya puso un tambo; no prueba "
    "que sea el mejor lugar."
)
RURAL_EN = (
    "The score says how like it is to the places where the state has put a tambo; it does not "
    "prove this to be the best place."
)


def places_json(places: PlaceMap, box: Box, zoom: int) -> dict[str, Any]:
    """Return the places in a box, or its cells where there are many places."""
    rows = places.rows_in(box)
    if len(rows) <= MOST_PLACES:
        return {"places": _places(places, rows)}
    return {"cells": _cells(*places.cells_in(box, zoom))}


def hubs_json(hubs: HubIndex, gazetteer: Gazetteer) -> dict[str, Any]:
    """Return all hubs of the register and where they are from."""
    found = [hub_json(hub, gazetteer) for hub in hubs.hubs]
    return {
        "as_of": hubs.state.as_of,
        "source": hubs.state.source,
        "licence": hubs.state.licence,
        "hubs": [{name: hub[name] for name in MAP_HUB} for hub in found],
    }


def regions_json(gazetteer: Gazetteer) -> dict[str, Any]:
    """Return the departments with their provinces, each in the order of its name's code."""
    provinces: dict[str, list[dict[str, str]]] = {}
    for unit_id, unit in gazetteer.units.items():
        if len(unit_id) == 4:
            provinces.setdefault(unit_id[:2], []).append({"id": unit_id, "name": unit.name})
    departments = [unit for unit_id, unit in gazetteer.units.items() if len(unit_id) == 2]
    return {
        "departments": [
            {"id": unit.id, "name": unit.name, "provinces": provinces[unit.id]}
            for unit in departments
        ]
    }


def capital_of(gazetteer: Gazetteer, unit_id: str) -> str:
    """Return the id of a unit's capital, that of its first district; any other id as it is."""
    if unit_id not in gazetteer.units:
        return unit_id
    first = gazetteer.districts.index.searchsorted(unit_id)
    return str(gazetteer.districts["capital_place_id"].iloc[int(first)])


def why_json(loaded: Parts, hubs: HubIndex, row: int) -> dict[str, Any]:
    """Return all that is known of the place in a row, and why a hub would serve there."""
    gazetteer = loaded.gazetteer
    place = gazetteer.place_at(row)
    reasons, sms = reasons_for(gazetteer, hubs, row)
    score_reasons, score_sms = loaded.scores.of(row)
    return {
        "place": {
            **place_json(place),
            "urban": bool(gazetteer.urban[row]),
            "youth": int(gazetteer.youth[row]),
            "need": round(float(gazetteer.need[row]), 3),
        },
        "figures": shown(loaded.scores.figures(row)),
        "score": _score(loaded, row),
        "reasons": [asdict(reason) for reason in reasons],
        "reason_sms": sms,
        "score_reasons": score_reasons,
        "score_sms": score_sms,
        "hubs": [
            near_hub_json(near, gazetteer)
            for near in hubs.nearest(place.latitude, place.longitude, NEAREST_HUBS)
        ],
        "register": register_json(hubs.state),
    }


def _score(loaded: Parts, row: int) -> dict[str, Any]:
    gazetteer = loaded.gazetteer
    rural = {"rural_places": len(gazetteer.sorted_suitability)}
    if gazetteer.urban[row]:
        return {
            "suitability": None,
            "rank_percent": None,
            **rural,
            "note": URBAN,
            "note_en": URBAN_EN,
            "topics": [],
        }
    rank = float(loaded.places_on_map.rank[row])
    topics = zip(loaded.scores.topics, loaded.scores.contributions[row].tolist(), strict=True)
    return {
        "suitability": round(float(gazetteer.suitability[row]), 6),
        "rank_percent": round(rank, 2),
        **rural,
        "note": RURAL,
        "note_en": RURAL_EN,
        "topics": [{"topic": topic, "change": round(change, 2)} for topic, change in topics],
    }


def _places(places: PlaceMap, rows: Rows) -> list[dict[str, Any]]:
    known = places.gazetteer
    return [
        {
            "id": str(row_id, "ascii"),
            "name": known.names[row],
            "latitude": latitude,
            "longitude": longitude,
            "people": people,
            "urban": urban,
            "need": need,
            "suitability": suitability,
            "score_rank": rank,
        }
        for row, row_id, latitude, longitude, people, urban, need, suitability, rank in zip(
            rows.tolist(),
            known.ids[rows].tolist(),
            known.latitude[rows].tolist(),
            known.longitude[rows].tolist(),
            known.people[rows].astype(int).tolist(),
            known.urban[rows].tolist(),
            known.need[rows].round(3).tolist(),
            _numbers(known.suitability[rows], 6),
            _numbers(places.rank[rows], 1),
            strict=True,
        )
    ]


def _cells(cells: Cells, inside: Rows) -> list[dict[str, Any]]:
    names = ("latitude", "longitude", "places", "people", "need", "suitability", "score_rank")
    columns = (
        cells.latitude[inside].round(4).tolist(),
        cells.longitude[inside].round(4).tolist(),
        cells.places[inside].tolist(),
        cells.people[inside].tolist(),
        cells.need[inside].round(3).tolist(),
        _numbers(cells.suitability[inside], 6),
        _numbers(cells.rank[inside], 1),
    )
    return [dict(zip(names, cell, strict=True)) for cell in zip(*columns, strict=True)]


def _numbers(values: NDArray[np.float64], decimals: int) -> list[float | None]:
    """Return numbers as JSON has them: what is not known is null."""
    rounded = values.round(decimals).tolist()
    return [None if math.isnan(value) else value for value in rounded]
