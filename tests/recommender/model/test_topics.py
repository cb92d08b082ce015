"""Each feature is told under one topic, and sums by topic lose nothing."""

from __future__ import annotations

import numpy as np
import pytest

from recommender.features.definitions import (
    FEATURE_NAMES,
    HEALTH_NAMES,
    SERIAL_FEATURES,
    TOWN_FEATURES,
)
from recommender.model.network import SET_WIDTH
from recommender.model.topics import TOPIC_NAMES, TOPICS, topic_contributions


def test_every_feature_has_exactly_one_topic() -> None:
    named = [name for names in TOPICS.values() for name in names]
    assert len(named) == len(set(named))
    assert set(named) == set(FEATURE_NAMES)
    assert all(TOPICS.values())


def test_whole_groups_keep_their_topic() -> None:
    assert set(TOPICS["health_post"]) == HEALTH_NAMES
    assert set(TOPICS["towns"]) == {feature.name for feature in TOWN_FEATURES}
    assert set(TOPICS["census_order"]) == {feature.name for feature in SERIAL_FEATURES}


@pytest.mark.parametrize(
    ("feature", "topic"),
    [
        ("people_5km", "people"),
        ("places_5km", "places"),
        ("district_capital_km", "position"),
        ("altitude_here_m", "altitude"),
        ("pct_hh_without_internet", "services"),
        ("hdi", "poverty"),
        ("pct_age_10_24", "learning"),
        ("density_km2", "district"),
    ],
)
def test_one_features_contribution_goes_to_its_topic_alone(feature: str, topic: str) -> None:
    contributions = np.zeros((2, len(FEATURE_NAMES)))
    contributions[1, FEATURE_NAMES.index(feature)] = -0.75
    by_topic = topic_contributions(contributions)
    expected = np.zeros((2, len(TOPIC_NAMES)))
    expected[1, TOPIC_NAMES.index(topic)] = -0.75
    np.testing.assert_array_equal(by_topic, expected)


@pytest.mark.parametrize("behind", [0, SET_WIDTH])
def test_sums_by_topic_lose_nothing(behind: int) -> None:
    random = np.random.default_rng(5)
    contributions = random.normal(size=(300, len(FEATURE_NAMES) + behind))
    by_topic = topic_contributions(contributions)
    assert by_topic.shape == (300, len(TOPIC_NAMES))
    np.testing.assert_allclose(by_topic.sum(axis=1), contributions.sum(axis=1), atol=1e-9)


def test_what_the_neighbours_add_is_about_people() -> None:
    contributions = np.zeros((1, len(FEATURE_NAMES) + SET_WIDTH))
    contributions[0, len(FEATURE_NAMES) :] = 0.5
    by_topic = topic_contributions(contributions)[0]
    assert by_topic[TOPIC_NAMES.index("people")] == 0.5 * SET_WIDTH
    assert np.count_nonzero(by_topic) == 1
