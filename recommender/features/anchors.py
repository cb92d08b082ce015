"""Which populated place each town of GeoNames is, and the people it gives the place."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from recommender.features.names import plain
from recommender.places.sphere import arc_km, chord, unit_vectors

# Two gazetteers place the same town up to a few km apart; a town of another name is the same
# only when it is next door.
SAME_NAME_KM = 10.0
OTHER_NAME_KM = 2.0
# INEI lists a place of 2,000 people or more as urban, so a rural place has fewer.
RURAL_BELOW = 2_000.0
UNMATCHED = -1

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


def match_towns(places: pd.DataFrame, towns: pd.DataFrame) -> Integers:
    """Return for each town the row of its place, UNMATCHED where there is none.

    A town is the nearest urban place of its name within 10 km; else, in the district of the place
    nearest to it, a rural place of its name within 10 km, else an urban place within 2 km. A town
    of 2,000 people or more is never a rural place: such a match is of two places of one name.
    """
    points = unit_vectors(*_coordinates(places))
    town_points = unit_vectors(*_coordinates(towns))
    tree = cKDTree(points)
    nearest = tree.query(town_points)[1]
    around = tree.query_ball_point(town_points, chord(SAME_NAME_KM))
    names = places["name"].map(plain).to_numpy()
    urban, ubigeo = places["urban"].to_numpy(bool), places["ubigeo"].to_numpy()
    found = np.full(len(towns), UNMATCHED, dtype=np.int64)
    for town, (name, people) in enumerate(zip(towns["name"], towns["people"], strict=True)):
        rows = np.asarray(around[town], dtype=np.intp)
        km = arc_km(np.linalg.norm(points[rows] - town_points[town], axis=1))
        same, own = names[rows] == plain(name), ubigeo[rows] == ubigeo[nearest[town]]
        beside = own & urban[rows] & (km <= OTHER_NAME_KM)
        small = urban[rows] | (people < RURAL_BELOW)
        for fits in (same & urban[rows], same & own & small, beside):
            if fits.any():
                found[town] = rows[fits][np.argmin(km[fits])]
                break
    return found


def anchors(places: pd.DataFrame, towns: pd.DataFrame) -> Floats:
    """Return the people that GeoNames gives each place, NaN where it gives none.

    Two towns that meet in one place leave it the larger figure.
    """
    row = match_towns(places, towns)
    matched = row != UNMATCHED
    found = np.full(len(places), -np.inf)
    np.maximum.at(found, row[matched], towns["people"].to_numpy(float)[matched])
    return np.where(np.isinf(found), np.nan, found)


def _coordinates(table: pd.DataFrame) -> tuple[Floats, Floats]:
    return table["latitude"].to_numpy(float), table["longitude"].to_numpy(float)
