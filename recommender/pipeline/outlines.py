"""Write the outlines that the map draws: the departments, and the districts by department.

Coordinates are put on a grid of a thousandth of a degree (110 m) and points that then lie on a
straight line are left out. A point shared by two neighbours stays shared, so no gap opens that
was not there.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from recommender.model.bundle import gzipped
from recommender.sources.outlines import Outline, Polygon, Ring

DECIMALS = 3
# A ring needs three corners and its first point again.
SMALLEST_RING = 4


def write_outlines(
    departments: Iterable[Outline], districts: Iterable[Outline], folder: Path
) -> None:
    """Write `departments.json.gz` and one `districts-NN.json.gz` a department into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    by_department: dict[str, list[Outline]] = defaultdict(list)
    for district in districts:
        by_department[district.id[:2]].append(district)
    _write(departments, folder / "departments.json.gz")
    for department, inside in by_department.items():
        _write(inside, folder / f"districts-{department}.json.gz")


def simplified(outline: Outline) -> list[Polygon]:
    """Return an outline's polygons on the grid, without rings that have shrunk to nothing."""
    polygons = []
    for polygon in outline.polygons:
        rings = [ring for ring in map(_on_grid, polygon) if len(ring) >= SMALLEST_RING]
        if rings:
            polygons.append(rings)
    return polygons


def _on_grid(ring: Ring) -> Ring:
    points: Ring = []
    for x, y in ring:
        point = (round(x, DECIMALS), round(y, DECIMALS))
        if not points or points[-1] != point:
            points.append(point)
    if len(points) < SMALLEST_RING or points[0] != points[-1]:
        return []
    return [points[0], *_corners(points), points[-1]]


def _corners(points: Ring) -> Iterator[tuple[float, float]]:
    """Yield the inner points at which the line turns."""
    for (x0, y0), (x1, y1), (x2, y2) in zip(points, points[1:], points[2:], strict=False):
        turn = (x1 - x0) * (y2 - y1) - (y1 - y0) * (x2 - x1)
        # Steps are thousandths, so a true turn is no less than a millionth.
        if abs(turn) > 1e-7:
            yield (x1, y1)


def _write(outlines: Iterable[Outline], path: Path) -> None:
    features = [_feature(outline) for outline in outlines]
    collection = {"type": "FeatureCollection", "features": features}
    path.write_bytes(gzipped(json.dumps(collection, separators=(",", ":"))))


def _feature(outline: Outline) -> dict[str, Any]:
    geometry = {"type": "MultiPolygon", "coordinates": simplified(outline)}
    return {"type": "Feature", "properties": {"id": outline.id}, "geometry": geometry}
