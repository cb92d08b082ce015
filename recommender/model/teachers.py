"""The models that teach the networks: boosting, logistic regression and a random forest.

They err in different ways, so that their mean orders places in unseen departments better than each
of them does: the model card has the figures. None is ever served.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import logit
from sklearn.ensemble import RandomForestClassifier

from recommender.model.baselines import boosting, logistic, trees_can_bin
from recommender.model.train import SEED

Floats = NDArray[np.float64]
Floats32 = NDArray[np.float32]
# A forest's share of votes may be none: as far from it as one place in 100,000.
FEWEST = 1e-5
# Few trees on few places each: it is one voice of three, and sixteen are grown in a build.
TREES = 60


def forest() -> RandomForestClassifier:
    """Return the untrained forest."""
    return RandomForestClassifier(
        TREES,
        min_samples_leaf=30,
        max_features=0.1,
        max_samples=0.25,
        n_jobs=-1,
        random_state=SEED,
    )


# What each counts in the mean logit: the better one is alone, the more.
TEACHERS: tuple[tuple[Callable[[], Any], float], ...] = (
    (boosting, 0.6),
    (logistic, 0.25),
    (forest, 0.15),
)


def teacher_logits(train: Floats32, label: Floats32, rows: Floats32) -> Floats:
    """Return the teachers' weighted mean logit for raw `rows`, fitted on raw `train` features."""
    train, rows = trees_can_bin(train, rows)
    total = np.zeros(len(rows))
    for make, weight in TEACHERS:
        model = make().fit(train, label)
        if isinstance(model, RandomForestClassifier):
            # Votes added up by threads, in the order they end, would differ in the last digits.
            model.n_jobs = 1
        chance = model.predict_proba(rows)[:, 1]
        total += weight * logit(np.clip(chance, FEWEST, 1.0 - FEWEST))
    return total
