"""The features by what they are about: contributions are told by topic, not by single column."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from recommender.features.definitions import (
    ALTITUDE_FEATURES,
    DENSITY_FEATURES,
    DISTRICT_FEATURES,
    FEATURE_NAMES,
    HEALTH_FEATURES,
    PEOPLE_FEATURES,
    POSITION_FEATURES,
    SERIAL_FEATURES,
    TOWN_FEATURES,
    Feature,
)

Floats = NDArray[np.float64]
SERVICES = (
    "pct_hh_without_internet", "pct_hh_without_computer", "pct_hh_without_mobile_phone",
    "pct_dwellings_without_electricity", "pct_dwellings_without_network_water",
    "pct_dwellings_without_sanitation", "pct_places_without_mobile",
)  # fmt: skip
POVERTY = (
    "hdi", "pct_poverty", "pct_extreme_poverty", "pct_nbi_at_least_one", "food_vulnerability",
)  # fmt: skip
LEARNING = (
    "pct_age_5_9", "pct_age_10_24", "pct_age_10_14", "pct_age_15_19", "pct_age_20_24",
    "pct_reads_and_writes", "pct_nbi4_child_not_in_school", "school_sites",
    "school_sites_operating", "schools_5km", "pupils_5km",
)  # fmt: skip


def _names(features: tuple[Feature, ...]) -> tuple[str, ...]:
    return tuple(feature.name for feature in features)


TOPICS: dict[str, tuple[str, ...]] = {
    "people": _names(PEOPLE_FEATURES),
    "places": _names(DENSITY_FEATURES),
    "towns": _names(TOWN_FEATURES),
    "health_post": _names(HEALTH_FEATURES),
    "census_order": _names(SERIAL_FEATURES),
    "position": _names(POSITION_FEATURES),
    "altitude": _names(ALTITUDE_FEATURES),
    "services": SERVICES,
    "poverty": POVERTY,
    "learning": LEARNING,
}
TOPICS["district"] = tuple(
    name for name in _names(DISTRICT_FEATURES) if name not in {*SERVICES, *POVERTY, *LEARNING}
)
TOPIC_NAMES = tuple(TOPICS)
# What stands behind the features, the neighbours of `tensorflow_model`, is about people.
NEIGHBOURS_TOPIC = "people"


def topic_contributions(contributions: Floats) -> Floats:
    """Return the sums by topic, shape (n, len(TOPIC_NAMES)), of contributions (n, features)."""
    topic_of = {name: i for i, names in enumerate(TOPICS.values()) for name in names}
    member = np.zeros((len(FEATURE_NAMES), len(TOPIC_NAMES)))
    member[np.arange(len(FEATURE_NAMES)), [topic_of[name] for name in FEATURE_NAMES]] = 1.0
    found = np.asarray(contributions[:, : len(FEATURE_NAMES)] @ member)
    found[:, TOPIC_NAMES.index(NEIGHBOURS_TOPIC)] += contributions[:, len(FEATURE_NAMES) :].sum(
        axis=1
    )
    return found
