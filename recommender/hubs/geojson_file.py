"""Hubs as GeoJSON (RFC 7946) for a map program, read and written without loss."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from recommender.hubs.importing import COLUMNS, BadRows, FileRow, value_of
from recommender.hubs.rows import hub_values
from recommender.records import Hub

PROPERTIES = tuple(name for name in COLUMNS if name not in ("latitude", "longitude"))
# The names of WGS 84 that old files still carry; any other system would put hubs elsewhere.
WGS84 = ("CRS84", "EPSG:4326", "EPSG::4326")


def read_geojson(data: bytes) -> list[FileRow]:
    """Return the features of a FeatureCollection of points; raise BadRows."""
    try:
        document = json.loads(data.decode("utf-8-sig"), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise BadRows({"file": ["No se puede leer como GeoJSON en UTF-8."]}) from None
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        raise BadRows({"file": ["No es una FeatureCollection de GeoJSON."]})
    features = document.get("features")
    if not isinstance(features, list):
        raise BadRows({"file": ["No tiene una lista «features»."]})
    if not _is_wgs84(document.get("crs")):
        raise BadRows({"file": ["Las coordenadas deben estar en WGS 84 (grados)."]})
    return [_row(f"feature {number}", feature) for number, feature in enumerate(features, 1)]


def to_geojson(hubs: Iterable[Hub]) -> str:
    """Return all hubs as a FeatureCollection."""
    features = []
    for hub in hubs:
        values = hub_values(hub)
        features.append(
            {
                "type": "Feature",
                "id": hub.id,
                "geometry": {"type": "Point", "coordinates": [hub.longitude, hub.latitude]},
                "properties": {name: values[name] for name in PROPERTIES},
            }
        )
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)


def _row(where: str, feature: Any) -> FileRow:
    try:
        if not isinstance(feature, dict) or feature.get("type") != "Feature":
            raise ValueError("No es un «Feature».")
        longitude, latitude = _point(feature.get("geometry"))
        properties = feature.get("properties") or {}
        if not isinstance(properties, dict):
            raise ValueError("«properties» no es un objeto.")
        unknown = [str(name)[:40] for name in properties if name not in PROPERTIES]
        if unknown:
            raise ValueError(*(f"No se conoce la propiedad {name!r}." for name in unknown[:20]))
        fields = {name: value_of(name, value) for name, value in properties.items()}
    except ValueError as error:
        return FileRow(where, "", {}, tuple(str(reason) for reason in error.args))
    own = fields.pop("id", None) or feature.get("id") or ""
    return FileRow(where, str(own), {**fields, "longitude": longitude, "latitude": latitude})


def _point(geometry: Any) -> tuple[float, float]:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind != "Point":
        raise ValueError(f"La geometría debe ser Point (un hub, un punto), no {str(kind)[:40]!r}.")
    position = geometry.get("coordinates")
    numbers = isinstance(position, list) and [
        one for one in position[:2] if isinstance(one, int | float) and not isinstance(one, bool)
    ]
    if not numbers or len(numbers) < 2:
        raise ValueError("«coordinates» debe ser [longitud, latitud] en grados.")
    return numbers[0], numbers[1]


def _is_wgs84(crs: Any) -> bool:
    return crs is None or json.dumps(crs).rstrip('"} ').endswith(WGS84)


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no JSON")
