"""Outlines of the departments and of the districts of 2017, for maps and not for areas."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recommender.sources.errors import SourceError, misfit
from recommender.sources.originals import Fetcher, Original

DEPARTMENTS = Original(
    mirror_name="departments_simple.geojson",
    publisher="INEI by MINAM, by way of juaneladio/peru-geojson",
    year="2007",
    licence="MPL 2.0",
    url=(
        "https://raw.githubusercontent.com/juaneladio/peru-geojson/"
        "b58a9741bff5efcb7d1bc560abff738d68cb5a22/peru_departamental_simple.geojson"
    ),
    sha256="3d34d5450a1b1f059eebdf7386e5b5d071a5063bf3679fcbbbc5314493791290",
)
DISTRICTS = Original(
    mirror_name="districts_2017_simplified.geojson",
    publisher="INEI, by way of healthinnovation/innovar",
    year="2017",
    licence="MIT",
)
# Longitude and latitude that hold Peru and nothing far from it.
WEST, EAST, SOUTH, NORTH = -81.5, -68.5, -18.5, 0.1

Point = tuple[float, float]
Ring = list[Point]
Polygon = list[Ring]


@dataclass(frozen=True, slots=True)
class Outline:
    """A unit by its code, and its polygons: each an outer ring and its holes, rings closed."""

    id: str
    polygons: list[Polygon]


def load_departments(fetcher: Fetcher) -> list[Outline]:
    """Return the 25 departments, sorted by their code of two digits."""
    return _outlines(fetcher.path_of(DEPARTMENTS), "FIRST_IDDP", r"\d{2}", 25)


def load_districts(fetcher: Fetcher) -> list[Outline]:
    """Return the 1,874 districts of the census of 2017, sorted by their code of six digits."""
    return _outlines(fetcher.path_of(DISTRICTS), "ubigeo", r"\d{6}", 1_874)


def _outlines(path: Path, code: str, pattern: str, count: int) -> list[Outline]:
    features = _features(path)
    if len(features) != count:
        raise misfit(path.name, f"has {len(features)} features, not {count}")
    found: dict[str, Outline] = {}
    for row, feature in enumerate(features, start=1):
        unit = str(feature.get("properties", {}).get(code))
        if not re.fullmatch(pattern, unit) or unit in found:
            raise misfit(path.name, f"{unit!r} is no code, or stands twice", column=code, row=row)
        found[unit] = Outline(unit, _polygons(path.name, row, feature.get("geometry") or {}))
    return [found[unit] for unit in sorted(found)]


def _features(path: Path) -> list[dict[str, Any]]:
    try:
        collection = json.loads(path.read_text(encoding="utf-8"))
        features = collection["features"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SourceError(f"{path.name}: is not a GeoJSON collection ({error})") from error
    return list(features)


def _polygons(file: str, row: int, geometry: dict[str, Any]) -> list[Polygon]:
    kind, coordinates = geometry.get("type"), geometry.get("coordinates", [])
    if kind not in ("Polygon", "MultiPolygon"):
        raise misfit(file, f"{kind!r} is no polygon", column="geometry", row=row)
    polygons = [
        [[(float(x), float(y)) for x, y, *_ in ring] for ring in polygon]
        for polygon in ([coordinates] if kind == "Polygon" else coordinates)
    ]
    points = [point for polygon in polygons for ring in polygon for point in ring]
    if not points or not all(WEST <= x <= EAST and SOUTH <= y <= NORTH for x, y in points):
        raise misfit(file, "has a point outside Peru, or none", column="geometry", row=row)
    return polygons
