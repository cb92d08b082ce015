"""What the public health posts say of a place: how near, which, and whether one has its name."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from recommender.features.names import plain
from recommender.features.neighbourhood import nearest_km, sums_within
from recommender.features.surroundings import Floats, Surroundings
from recommender.places.sphere import arc_km, unit_vectors

LEVELS = {"I-1": 1.0, "I-2": 2.0, "I-3": 3.0, "I-4": 4.0}
HOSPITAL_LEVEL = 5.0
HEALTH_CENTRE_LEVEL = 3.0
# A post farther than this from any place does not tell which place it stands in.
STANDS_KM = 1.0
NAMED_KM = 6.0
LONGEST_NAME = 5


def post_features(around: Surroundings, names: pd.Series, posts: pd.DataFrame) -> dict[str, Floats]:
    """Return the features of health posts; `names` are the places' names, in their order."""
    at = posts["latitude"].to_numpy(float), posts["longitude"].to_numpy(float)
    points = unit_vectors(*at)
    level = posts["category"].map(LEVELS).fillna(HOSPITAL_LEVEL).to_numpy(float)
    online = posts["connected"].to_numpy(bool)
    chords, rows = cKDTree(points).query(around.points, k=3, workers=-1)
    km, nearest = arc_km(chords), rows[:, 0]
    here, named = _level_here(around, points, level), _named(around, names, points, posts["name"])
    shared = pd.DataFrame({"post": nearest, "km": km[:, 0]}).groupby("post")["km"]
    return {
        "health_post_km": km[:, 0],
        "health_post_2_km": km[:, 1],
        "health_post_3_km": km[:, 2],
        "health_centre_km": nearest_km(around.at, _those(at, level >= HEALTH_CENTRE_LEVEL)),
        "health_post_online_km": nearest_km(around.at, _those(at, online)),
        "health_post_level": level[nearest],
        "health_post_here": here,
        "health_post_of_name": named,
        "place_with_post_name_km": nearest_km(around.at, _those(around.at, named > 0)),
        "health_post_order": shared.rank().to_numpy(float),
        "health_post_places": shared.transform("size").to_numpy(float),
        "near_places_of_post_name": (named[around.neighbours[:, :8]] > 0).mean(axis=1),
        "post_rank_near": around.share_below(km[:, 0]),
        "post_rank_in_district": around.rank_in_district(km[:, 0]),
        **_counts(around, at, online),
        **_nearby(around, km[:, 0], here, named),
    }


def _those(at: tuple[Floats, Floats], wanted: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    return at[0][wanted], at[1][wanted]


def _counts(
    around: Surroundings, at: tuple[Floats, Floats], online: NDArray[np.bool_]
) -> dict[str, Floats]:
    values = np.column_stack([np.ones(len(online)), online, ~online]).astype(float)
    sums = sums_within(around.at, at, values, (5.0, 10.0, 20.0))
    return {
        "health_posts_5km": sums[:, 0, 0],
        "health_posts_20km": sums[:, 2, 0],
        "health_posts_online_10km": sums[:, 1, 1],
        "health_posts_offline_10km": sums[:, 1, 2],
    }


def _nearby(around: Surroundings, km: Floats, here: Floats, named: Floats) -> dict[str, Floats]:
    values = np.column_stack([np.ones(len(km)), km, here > 0, named > 0]).astype(float)
    sums = sums_within(around.at, around.at, values, (5.0, 10.0))
    mean = sums[:, 1, 1] / sums[:, 1, 0]
    return {
        "health_post_km_near": mean,
        "health_post_km_over_near": km - mean,
        "places_with_post_5km": sums[:, 0, 2],
        "places_of_post_name_5km": sums[:, 0, 3],
    }


def _level_here(around: Surroundings, points: Floats, level: Floats) -> Floats:
    chords, rows = cKDTree(around.points).query(points)
    stands = arc_km(chords) < STANDS_KM
    here = np.zeros(len(around.points))
    np.maximum.at(here, rows[stands], level[stands])
    return here


def _named(around: Surroundings, names: pd.Series, points: Floats, posts: pd.Series) -> Floats:
    """Return 2 where a post within 6 km has the place's name, 1 where its name holds it, else 0."""
    words = posts.map(plain)
    runs = words.map(_runs)
    keys = pd.DataFrame({"post": np.arange(len(points)), "key": runs}).explode("key")
    keys["whole"] = keys["key"].to_numpy() == words.to_numpy()[keys["post"].to_numpy(int)]
    wanted = pd.DataFrame({"place": np.arange(len(names)), "key": names.map(plain).to_numpy()})
    pairs = wanted.merge(keys, on="key")
    place, post = pairs["place"].to_numpy(int), pairs["post"].to_numpy(int)
    near = arc_km(np.linalg.norm(around.points[place] - points[post], axis=1)) <= NAMED_KM
    named = np.zeros(len(names))
    np.maximum.at(named, place[near], 1.0 + pairs["whole"].to_numpy(float)[near])
    return named


def _runs(name: str) -> list[str]:
    """Return every run of one to five words of a name: what another name may be within it."""
    words = name.split()
    found = {
        " ".join(words[start : start + length])
        for length in range(1, LONGEST_NAME + 1)
        for start in range(len(words) - length + 1)
    }
    return sorted(found | {name})
