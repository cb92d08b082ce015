"""The matrix of features of every populated place; `definitions` says what each one is."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from recommender.features.around import people_and_places
from recommender.features.definitions import FEATURE_NAMES, HEALTH_NAMES
from recommender.features.neighbourhood import nearest_km, sums_within
from recommender.features.order import order_features
from recommender.features.position import altitude_features, capital_distances, position_features
from recommender.features.posts import post_features
from recommender.features.surroundings import Floats, Surroundings
from recommender.places.sphere import arc_km, unit_vectors
from recommender.sources.catalogue import Sources

# Significant digits kept: more than any source has, and the matrix packs far better so.
DIGITS = 4
SCHOOLS_KM = 5.0


def feature_matrix(
    places: pd.DataFrame,
    districts: pd.DataFrame,
    sources: Sources,
    schools: pd.DataFrame | None = None,
) -> NDArray[np.float32]:
    """Return the raw features, shape (places, len(FEATURES)), rows in the order of `places`.

    `districts` are those of `district_table`; `schools` has latitude, longitude and pupils where
    a register is loaded.
    """
    around = Surroundings.of(places)
    of_district = districts.set_index("ubigeo").loc[places["ubigeo"]]
    people = places["people"].to_numpy(float)
    columns = {
        **people_and_places(around, people, of_district),
        **_towns(around, sources),
        **_urban(around),
        **post_features(around, sources.populated_places["name"], sources.health_posts),
        **order_features(around, places["id"].str[6:].astype(int).to_numpy(float)),
        **capital_distances(around, places["ubigeo"], districts),
        **altitude_features(around, of_district["altitude_m"].to_numpy(float), districts),
        **_district_sizes(around, people),
        **_schools(around, schools),
    }
    columns |= position_features(around, columns)
    for name in FEATURE_NAMES:
        if name not in columns:
            columns[name] = of_district[name].to_numpy(float)
    return significant(np.column_stack([columns[name] for name in FEATURE_NAMES]))


def significant(values: Floats) -> NDArray[np.float32]:
    """Return values rounded to four significant digits; not finer than a thousandth."""
    with np.errstate(divide="ignore", invalid="ignore"):
        size = np.floor(np.log10(np.abs(values)))
    unit = 10.0 ** np.clip(np.nan_to_num(size, neginf=0.0) - (DIGITS - 1), -3.0, None)
    return np.asarray(np.round(values / unit) * unit, dtype=np.float32)


def without_health(features: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the features with every figure of health posts unknown, which says nothing."""
    unknown = features.copy()
    unknown[:, [FEATURE_NAMES.index(name) for name in sorted(HEALTH_NAMES)]] = np.nan
    return unknown


def _points(table: pd.DataFrame) -> tuple[Floats, Floats]:
    return table["latitude"].to_numpy(float), table["longitude"].to_numpy(float)


def _towns(around: Surroundings, sources: Sources) -> dict[str, Floats]:
    towns = sources.towns
    chords, rows = cKDTree(unit_vectors(*_points(towns))).query(around.points, k=2)
    km = arc_km(chords)
    return {
        **{
            f"town_{thousand}k_km": nearest_km(
                around.at, _points(towns[towns["people"] >= 1_000 * thousand])
            )
            for thousand in (5, 20, 100)
        },
        "town_km": km[:, 0],
        "second_town_km": km[:, 1],
        "town_people": towns["people"].to_numpy(float)[rows[:, 0]],
        "university_km": nearest_km(around.at, _points(sources.universities)),
    }


def _urban(around: Surroundings) -> dict[str, Floats]:
    chords, _ = cKDTree(around.points[around.urban]).query(around.points, k=3)
    km = arc_km(chords)
    # An urban place finds itself first.
    first, second = (np.where(around.urban, km[:, i + 1], km[:, i]) for i in (0, 1))
    return {"urban_place_km": first, "second_urban_place_km": second}


def _district_sizes(around: Surroundings, people: Floats) -> dict[str, Floats]:
    places = np.bincount(around.district)
    total = np.bincount(around.district, weights=people)
    urban = np.bincount(around.district, weights=around.urban)
    return {
        "district_places": places[around.district].astype(float),
        "district_urban_places": urban[around.district],
        "district_people": total[around.district],
        "district_people_per_place": (total / places)[around.district],
    }


def _schools(around: Surroundings, schools: pd.DataFrame | None) -> dict[str, Floats]:
    if schools is None:
        unknown = np.full(len(around.points), np.nan)
        return {"schools_5km": unknown, "pupils_5km": unknown}
    pupils = schools["pupils"].fillna(0.0).to_numpy(float)
    values = np.column_stack([np.ones(len(schools)), pupils])
    sums = sums_within(around.at, _points(schools), values, (SCHOOLS_KM,))[:, 0]
    return {"schools_5km": sums[:, 0], "pupils_5km": sums[:, 1]}
