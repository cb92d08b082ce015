"""Where a place stands in its district and among its neighbours, and how high."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

from recommender.features.neighbourhood import between_km
from recommender.features.surroundings import Floats, Surroundings
from recommender.places.sphere import arc_km, unit_vectors

RANKED = (
    "people", "people_2km", "people_5km", "people_10km", "places_10km", "place_5_km",
    "district_capital_km", "province_capital_km", "town_5k_km", "district_centre_km",
)  # fmt: skip
CAPITALS = 6
# Keeps the capital itself from a weight without bound.
SOFTENING_KM = 0.5


def capital_distances(
    around: Surroundings, ubigeo: pd.Series, districts: pd.DataFrame
) -> dict[str, Floats]:
    """Return km to capital and centre; a province's capital is that of its district 01."""
    by_district = districts.set_index("ubigeo")
    capital = between_km(around.at, _points(by_district.loc[ubigeo]))
    province = between_km(around.at, _points(by_district.loc[ubigeo.str[:4] + "01"]))
    centre = np.column_stack([around.district_mean(axis) for axis in around.points.T])
    centre /= np.linalg.norm(centre, axis=1, keepdims=True)
    centre_km = arc_km(np.linalg.norm(around.points - centre, axis=1))
    return {
        "district_capital_km": capital,
        "province_capital_km": province,
        "district_centre_km": centre_km,
        "capital_km_over_mean": _over_mean(around, capital),
        "centre_km_over_mean": _over_mean(around, centre_km),
    }


def position_features(around: Surroundings, columns: dict[str, Floats]) -> dict[str, Floats]:
    """Return ranks and distances to other units; `columns` has the features that are ranked."""
    found = {f"{name}_rank_in_district": around.rank_in_district(columns[name]) for name in RANKED}
    for name in ("district", "province", "department"):
        code = getattr(around, name)
        found[f"other_{name}_km"] = around.first_km(code[around.neighbours] != code[:, None])
    found["near_places_of_other_district"] = 1.0 - around.of_district.mean(axis=1)
    found["capital_rank_near"] = around.share_below(columns["district_capital_km"])
    found["people_rank_near"] = around.share_below(columns["people_2km"])
    return found


def altitude_features(
    around: Surroundings, own_m: Floats, districts: pd.DataFrame
) -> dict[str, Floats]:
    """Return altitudes in metres; only capitals have one, so others lie between the six nearest.

    Inverse squared distance (Shepard 1968): what stands on a capital takes that capital's.
    """
    chords, rows = cKDTree(unit_vectors(*_points(districts))).query(around.points, k=CAPITALS)
    km, metres = arc_km(chords), districts["altitude_m"].to_numpy(float)[rows]
    weight = 1.0 / (km + SOFTENING_KM) ** 2
    here = (metres * weight).sum(axis=1) / weight.sum(axis=1)
    return {
        "altitude_m": own_m,
        "altitude_here_m": here,
        "altitude_difference_m": own_m - here,
        "altitude_spread_m": metres.std(axis=1),
        "sixth_capital_km": km[:, -1],
    }


def _points(table: pd.DataFrame) -> tuple[Floats, Floats]:
    return table["latitude"].to_numpy(float), table["longitude"].to_numpy(float)


def _over_mean(around: Surroundings, km: Floats) -> Floats:
    mean = around.district_mean(km)
    return np.divide(km, mean, out=np.zeros_like(km), where=mean > 0)
