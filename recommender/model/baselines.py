"""The simpler models that the networks are held against, on the same features and folds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler

from recommender.model.network import prepared
from recommender.model.train import SEED

Floats = NDArray[np.float64]
Floats32 = NDArray[np.float32]


def logistic() -> Pipeline:
    """Return the untrained regression, which takes raw features."""
    return make_pipeline(
        FunctionTransformer(prepared),
        SimpleImputer(keep_empty_features=True),
        StandardScaler(),
        LogisticRegression(C=0.01, max_iter=500),
    )


def boosting() -> HistGradientBoostingClassifier:
    """Return the untrained boosting."""
    return HistGradientBoostingClassifier(
        learning_rate=0.03,
        max_iter=250,
        max_leaf_nodes=6,
        min_samples_leaf=200,
        l2_regularization=100.0,
        max_features=0.3,
        early_stopping=False,
        random_state=SEED,
    )


BASELINES: dict[str, Callable[[], Any]] = {
    "logistic_regression": logistic,
    "hist_gradient_boosting": boosting,
}


def baseline_logits(name: str, train: Floats32, label: Floats32, held_out: Floats32) -> Floats:
    """Return the logits of a baseline, fitted on raw features, for held-out raw features."""
    train, held_out = trees_can_bin(train, held_out)
    return np.asarray(BASELINES[name]().fit(train, label).decision_function(held_out))


def trees_can_bin(train: Floats32, rows: Floats32) -> tuple[Floats32, Floats32]:
    """Return both with 0 for the columns of which `train` has no value, as they say nothing."""
    unknown = np.isnan(train).all(axis=0)
    zero = np.float32(0.0)
    return np.where(unknown, zero, train), np.where(unknown, zero, rows)
