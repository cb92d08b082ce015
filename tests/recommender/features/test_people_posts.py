"""A health post stands at the place of its name, else at the nearest."""

from __future__ import annotations

import pandas as pd

from recommender.features.people_posts import post_levels

PLACES = pd.DataFrame(
    {
        "name": ["Uno", "Dos", "Tres"],
        "latitude": [-12.0, -12.03, -12.3],
        "longitude": [-77.0, -77.0, -77.0],
    }
)


def _levels(*rows: tuple[str, str, float]) -> list[int]:
    posts = pd.DataFrame(rows, columns=["name", "category", "latitude"])
    return [int(level) for level in post_levels(PLACES, posts.assign(longitude=-77.0))]


def test_a_post_of_the_places_name_is_there_though_another_is_nearer() -> None:
    assert _levels(("DOS", "I-2", -12.001)) == [0, 2, 0]


def test_a_post_of_another_name_is_at_the_nearest_place_within_a_kilometre() -> None:
    assert _levels(("Otro", "I-1", -12.001)) == [1, 0, 0]
    assert _levels(("Otro", "I-1", -12.015)) == [0, 0, 0]


def test_the_highest_of_several_posts_counts_and_hospitals_are_highest() -> None:
    assert _levels(("Uno", "I-3", -12.0), ("Uno", "I-1", -12.0), ("Tres", "III-E", -12.3)) == [
        3,
        0,
        5,
    ]


def test_a_post_goes_to_the_nearer_of_two_places_of_its_name() -> None:
    places = PLACES.assign(name="Igual")
    posts = pd.DataFrame(
        {"name": ["Igual"], "category": ["I-4"], "latitude": [-12.02], "longitude": [-77.0]}
    )
    assert post_levels(places, posts).tolist() == [0, 4, 0]
