"""Which health post stands at which populated place."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from recommender.features.names import plain
from recommender.places.sphere import chord, unit_vectors

# A post of the place's name may be mapped some way off; any other only tells of a place so near.
SAME_NAME_KM = 5.0
ANY_NAME_KM = 1.0
# From a post without a doctor to hospitals and institutes (II-1 to III-E), all of which are 5.
LEVELS = {"I-1": 1, "I-2": 2, "I-3": 3, "I-4": 4}
HOSPITAL = 5

Integers = NDArray[np.int64]


def post_levels(places: pd.DataFrame, posts: pd.DataFrame) -> Integers:
    """Return the highest level of a post at each place, 0 without one.

    A post stands at the nearest place of its name within 5 km, else at the nearest within 1 km.
    `posts` has name, category, latitude and longitude.
    """
    at = _place_of(places, posts)
    level = posts["category"].map(LEVELS).fillna(HOSPITAL).to_numpy(np.int64)
    levels = np.zeros(len(places), dtype=np.int64)
    np.maximum.at(levels, at[at >= 0], level[at >= 0])
    return levels


def _place_of(places: pd.DataFrame, posts: pd.DataFrame) -> Integers:
    """Return the row of each post's place, -1 where it has none."""
    points, post_points = _points(places), _points(posts)
    tree = cKDTree(points)
    distance, nearest = tree.query(post_points)
    found = np.where(distance <= chord(ANY_NAME_KM), nearest, -1)
    around = tree.query_ball_point(post_points, chord(SAME_NAME_KM))
    post = np.repeat(np.arange(len(posts)), [len(rows) for rows in around])
    row = np.fromiter((row for rows in around for row in rows), dtype=np.int64, count=len(post))
    names, post_names = (t["name"].map(plain).to_numpy() for t in (places, posts))
    same = names[row] == post_names[post]
    post, row = post[same], row[same]
    order = np.argsort(-np.linalg.norm(points[row] - post_points[post], axis=1), kind="stable")
    # Of several rows for one post the last written, the nearest, stays.
    found[post[order]] = row[order]
    return np.asarray(found, dtype=np.int64)


def _points(table: pd.DataFrame) -> NDArray[np.float64]:
    return unit_vectors(table["latitude"].to_numpy(float), table["longitude"].to_numpy(float))
