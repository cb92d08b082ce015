"""Small drawings of a plan, as numbers for SVG: its sites on a map, and its curve."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from recommender.places.gazetteer import Gazetteer
from recommender.places.sphere import EARTH_RADIUS_KM

MAP_SIZE, MARGIN = 320.0, 14.0
MOST_DOTS = 1_500
# More numbers than this would lie on one another.
MOST_NUMBERS = 30
CURVE_WIDTH, CURVE_HEIGHT = 320.0, 90.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A site on the map; `text` is its rank, or empty where there are too many."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Map:
    """A region's places as one path of dots, and the sites over them; sizes in SVG units.

    `radius` is that of a site's reach, 0 where minutes and not km bound it.
    """

    width: float
    height: float
    dots: str
    marks: list[Mark]
    radius: float


def map_of(plan: dict[str, Any], gazetteer: Gazetteer) -> Map:
    """Return the map of a plan: plate carrée, true to scale at the region's middle."""
    rows = gazetteer.rows_in(plan["region"]["id"] if plan["region"] else "")
    if len(rows) > MOST_DOTS:
        rows = np.sort(rows[np.argsort(-gazetteer.people[rows], kind="stable")[:MOST_DOTS]])
    sites = plan["sites"]
    latitude = np.concatenate([gazetteer.latitude[rows], [site["latitude"] for site in sites]])
    longitude = np.concatenate([gazetteer.longitude[rows], [site["longitude"] for site in sites]])
    shrink = math.cos(math.radians(float(latitude.min() + latitude.max()) / 2.0))
    x, y = (longitude - longitude.min()) * shrink, latitude.max() - latitude
    # A region of one place still has a size.
    scale = (MAP_SIZE - 2.0 * MARGIN) / max(float(x.max()), float(y.max()), 0.02)
    x, y = np.round(x * scale + MARGIN, 1), np.round(y * scale + MARGIN, 1)
    places = len(rows)
    dots = dict.fromkeys(zip(x[:places].tolist(), y[:places].tolist(), strict=True))
    marks = [
        Mark(float(at_x), float(at_y), str(site["rank"]) if len(sites) <= MOST_NUMBERS else "")
        for site, at_x, at_y in zip(sites, x[places:], y[places:], strict=True)
    ]
    km = EARTH_RADIUS_KM * math.pi / 180.0
    by_minutes = bool(plan["request"].get("radius_min"))
    return Map(
        width=round(float(x.max()) + MARGIN, 1),
        height=round(float(y.max()) + MARGIN, 1),
        dots="".join(f"M{at_x:g} {at_y:g}h0" for at_x, at_y in dots),
        marks=marks,
        radius=0.0 if by_minutes else round(plan["radius_km"] / km * scale, 1),
    )


def curve_of(plan: dict[str, Any]) -> str:
    """Return the path of newly covered people against k, from none; "" for fewer than 2 sites."""
    people = [0, *(point["newly_covered_people"] for point in plan["curve"])]
    if len(people) < 3 or max(people) <= 0:
        return ""
    wide, high = CURVE_WIDTH / (len(people) - 1), CURVE_HEIGHT / max(people)
    points = (f"{at * wide:.1f} {CURVE_HEIGHT - one * high:.1f}" for at, one in enumerate(people))
    return "M" + "L".join(points)
