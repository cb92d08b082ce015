"""The simpler models that the networks are held against, on the same features and folds."""

from __future__ import annotations

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


def _logistic() -> Pipeline:
    return make_pipeline(
        FunctionTransformer(prepared),
        SimpleImputer(keep_empty_features=True),
        StandardScaler(),
        LogisticRegression(C=0.01, max_iter=500),
    )


def _boosting() -> HistGradientBoostingClassifier:
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


BASELINES = {"logistic_regression": _logistic, "hist_gradient_boosting": _boosting}


def baseline_logits(name: str, train: Floats32, label: Floats32, held_out: Floats32) -> Floats:
    """Return the logits of a baseline, fitted on raw features, for held-out raw features."""
    known = np.isnan(train).all(axis=0)
    # Trees cannot bin a column without any value; a constant says as little.
    train, held_out = (np.where(known, np.float32(0.0), rows) for rows in (train, held_out))
    return np.asarray(BASELINES[name]().fit(train, label).decision_function(held_out))
