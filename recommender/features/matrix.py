"""The features of every populated place: what they are, and the matrix of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from recommender.features.neighbourhood import between_km, nearest_km, sums_within
from recommender.sources.catalogue import Sources

Floats = NDArray[np.float64]
Points = tuple[Floats, Floats]
PEOPLE_RADII_KM = (2.0, 5.0, 10.0, 20.0)
NEAR_KM = 10.0


@dataclass(frozen=True)
class Feature:
    """One column of the matrix, with its unit and where it comes from.

    `logarithmic` says that the model takes log(1 + x): counts and distances are skewed.
    """

    name: str
    unit: str
    source: str
    logarithmic: bool = False


ESTIMATE = "estimate from INEI 2022, GeoNames and MINSA"
CENSUS = "INEI census 2017, by district"
DISTRICT = "INEI, PNUD, MIDIS 2018-2020, by district"
PLACES = "INEI populated places 2017"
HEALTH = "MINSA 2022"
FEATURES = (
    Feature("people", "people of the place", ESTIMATE, True),
    *(
        Feature(f"people_{radius:.0f}km", f"people within {radius:.0f} km", ESTIMATE, True)
        for radius in PEOPLE_RADII_KM
    ),
    Feature("places_10km", "populated places within 10 km", PLACES, True),
    Feature("town_5k_km", "km to the nearest town of 5,000 people or more", "GeoNames", True),
    Feature("town_20k_km", "km to the nearest town of 20,000 people or more", "GeoNames", True),
    Feature("town_100k_km", "km to the nearest town of 100,000 people or more", "GeoNames", True),
    Feature("district_capital_km", "km to the capital of the district", PLACES, True),
    Feature("province_capital_km", "km to the capital of the province", PLACES, True),
    Feature(
        "university_km", "km to the nearest seat of a licensed university", "SUNEDU 2021", True
    ),
    Feature("health_post_km", "km to the nearest public health post", HEALTH, True),
    Feature(
        "health_posts_online_10km", "public health posts with internet within 10 km", HEALTH, True
    ),
    Feature(
        "health_posts_offline_10km",
        "public health posts not known to have it within 10 km",
        HEALTH,
        True,
    ),
    Feature("serial", "number of the place within its district", PLACES, True),
    Feature("altitude_m", "metres above the sea of the district's capital", DISTRICT),
    Feature("hdi", "human development index, 0 to 1", DISTRICT),
    Feature("pct_poverty", "% of people in poverty", DISTRICT),
    Feature("food_vulnerability", "food vulnerability index, 0 to 1", DISTRICT),
    Feature("pct_age_10_24", "% of people aged 10 to 24", CENSUS),
    Feature("pct_hh_without_internet", "% of homes", CENSUS),
    Feature("pct_hh_without_computer", "% of homes", CENSUS),
    Feature("pct_hh_without_mobile_phone", "% of homes", CENSUS),
    Feature("pct_dwellings_without_electricity", "% of dwellings", CENSUS),
    Feature(
        "pct_places_without_mobile", "% of places, NaN where not known", "OSIPTEL 2025, by district"
    ),
)
FEATURE_NAMES = tuple(feature.name for feature in FEATURES)
# Kilometres to the metre, and everything to float32's seven digits: so the matrix packs well.
DECIMALS = 3


def feature_matrix(
    places: pd.DataFrame, districts: pd.DataFrame, sources: Sources
) -> NDArray[np.float32]:
    """Return the raw features, shape (places, len(FEATURES)), rows in the order of `places`."""
    columns = {
        **_neighbours(places),
        **_towns(places, sources.towns),
        **_capitals(places, districts),
        **_services(places, sources),
        "people": places["people"].to_numpy(float),
        "serial": places["id"].str[6:].astype(int).to_numpy(float),
    }
    by_district = districts.set_index("ubigeo")
    for name in FEATURE_NAMES:
        if name not in columns:
            columns[name] = places["ubigeo"].map(by_district[name]).to_numpy(float)
    stacked = np.column_stack([columns[name] for name in FEATURE_NAMES])
    return np.round(stacked, DECIMALS).astype(np.float32)


def _points(table: pd.DataFrame) -> Points:
    return table["latitude"].to_numpy(float), table["longitude"].to_numpy(float)


def _neighbours(places: pd.DataFrame) -> dict[str, Floats]:
    at = _points(places)
    values = np.column_stack([places["people"].to_numpy(float), np.ones(len(places))])
    sums = sums_within(at, at, values, PEOPLE_RADII_KM)
    columns = {f"people_{r:.0f}km": sums[:, i, 0] for i, r in enumerate(PEOPLE_RADII_KM)}
    # A place is not its own neighbour.
    return {**columns, "places_10km": sums[:, PEOPLE_RADII_KM.index(NEAR_KM), 1] - 1.0}


def _towns(places: pd.DataFrame, towns: pd.DataFrame) -> dict[str, Floats]:
    at = _points(places)
    return {
        f"town_{thousand}k_km": nearest_km(at, _points(towns[towns["people"] >= 1_000 * thousand]))
        for thousand in (5, 20, 100)
    }


def _capitals(places: pd.DataFrame, districts: pd.DataFrame) -> dict[str, Floats]:
    """Return km to the capitals; a province's is that of its district 01, as INEI numbers them."""
    by_district = districts.set_index("ubigeo")
    own = by_district.loc[places["ubigeo"]]
    province = by_district.loc[places["ubigeo"].str[:4] + "01"]
    at = _points(places)
    return {
        "district_capital_km": between_km(at, _points(own)),
        "province_capital_km": between_km(at, _points(province)),
    }


def _services(places: pd.DataFrame, sources: Sources) -> dict[str, Floats]:
    at, posts = _points(places), sources.health_posts
    online = posts["connected"].to_numpy(float)
    values = np.column_stack([online, 1.0 - online])
    near = sums_within(at, _points(posts), values, (NEAR_KM,))[:, 0]
    return {
        "health_posts_online_10km": near[:, 0],
        "health_posts_offline_10km": near[:, 1],
        "health_post_km": nearest_km(at, _points(posts)),
        "university_km": nearest_km(at, _points(sources.universities)),
    }
