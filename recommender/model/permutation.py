"""What a score rests on: how much worse it gets when a topic's figures change hands."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from recommender.features.definitions import FEATURE_NAMES
from recommender.model.topics import NEIGHBOURS_TOPIC, TOPICS

Floats32 = NDArray[np.float32]
SEED = 20_261_001


def permuted_topics(
    features: Floats32, department: NDArray[np.object_], seed: int = SEED
) -> Iterator[tuple[str, Floats32]]:
    """Yield each topic and the raw rows (n, columns) with its figures permuted by place.

    Permutation importance (Breiman 2001, "Random Forests", section 10). A place takes all figures
    of the topic from another of its own department: figures that go together stay together, and
    none comes from where nothing is alike.
    """
    random = np.random.default_rng(seed)
    codes = department.astype(str)
    for topic, names in TOPICS.items():
        order = np.arange(len(features))
        for code in np.unique(codes):
            rows = np.flatnonzero(codes == code)
            order[rows] = random.permutation(rows)
        columns = [FEATURE_NAMES.index(name) for name in names]
        if topic == NEIGHBOURS_TOPIC:
            columns += range(len(FEATURE_NAMES), features.shape[1])
        changed = features.copy()
        changed[:, columns] = features[order][:, columns]
        yield topic, changed
