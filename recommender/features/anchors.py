"""People of the populated places that GeoNames knows as towns."""

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

Floats = NDArray[np.float64]


def anchors(places: pd.DataFrame, towns: pd.DataFrame) -> Floats:
    """Return the people that GeoNames gives each place, NaN where it gives none.

    A town is the nearest urban place of its name within 10 km; else, in the district of the place
    nearest to it, a rural place of its name within 10 km, else an urban place within 2 km. Two
    towns that meet in one place leave it the larger figure.
    """
    points = unit_vectors(*_coordinates(places))
    town_points = unit_vectors(*_coordinates(towns))
    tree = cKDTree(points)
    nearest = tree.query(town_points)[1]
    around = tree.query_ball_point(town_points, chord(SAME_NAME_KM))
    names = places["name"].map(plain).to_numpy()
    urban, ubigeo = places["urban"].to_numpy(bool), places["ubigeo"].to_numpy()
    found = np.full(len(places), np.nan)
    for town, (name, people) in enumerate(zip(towns["name"], towns["people"], strict=True)):
        rows = np.asarray(around[town], dtype=np.intp)
        km = arc_km(np.linalg.norm(points[rows] - town_points[town], axis=1))
        same, own = names[rows] == plain(name), ubigeo[rows] == ubigeo[nearest[town]]
        beside = own & urban[rows] & (km <= OTHER_NAME_KM)
        for fits in (same & urban[rows], same & own, beside):
            if fits.any():
                row = rows[fits][np.argmin(km[fits])]
                found[row] = np.fmax(found[row], people)
                break
    return found


def near_any(places: pd.DataFrame, points: pd.DataFrame, within_km: float) -> NDArray[np.bool_]:
    """Return which places are the nearest one to any of the points, within a distance."""
    tree = cKDTree(unit_vectors(*_coordinates(places)))
    chords, rows = tree.query(unit_vectors(*_coordinates(points)))
    nearest = np.zeros(len(places), dtype=bool)
    nearest[rows[chords <= chord(within_km)]] = True
    return nearest


def _coordinates(table: pd.DataFrame) -> tuple[Floats, Floats]:
    return table["latitude"].to_numpy(float), table["longitude"].to_numpy(float)
