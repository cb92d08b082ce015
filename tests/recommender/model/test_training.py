"""Labels, folds and calibration do what the card says; training repeats."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from recommender.features.definitions import FEATURES
from recommender.features.tables import Tables
from recommender.model.labels import folds, rural_examples
from recommender.model.network import preprocessing, suitability
from recommender.model.train import fit, logits, platt


def _features(rows: int) -> np.ndarray:
    random = np.random.default_rng(7)
    features = random.lognormal(2, 1, (rows, len(FEATURES))).astype(np.float32)
    features[::7, -1] = np.nan
    return features


def test_the_label_is_the_rural_place_nearest_to_a_tambo() -> None:
    places = pd.DataFrame(
        {
            "ubigeo": ["010101", "010101", "020101"],
            "urban": [True, False, False],
            "latitude": [-6.0, -6.1, -9.0],
            "longitude": [-77.0, -77.0, -77.0],
        }
    )
    hubs = pd.DataFrame({"latitude": [-6.0], "longitude": [-77.0]})
    nothing = pd.DataFrame()
    examples = rural_examples(Tables(places, _features(3), nothing, nothing, hubs))
    assert examples.rows.tolist() == [1, 2]
    assert examples.label.tolist() == [1.0, 0.0]


def test_folds_keep_departments_whole_and_spread_tambos() -> None:
    department = np.repeat([f"{i:02d}" for i in range(10)], 20).astype(object)
    label = (np.arange(200) % 20 < 3).astype(np.float32)
    fold = folds(department, label)
    assert pd.Series(fold).groupby(department).nunique().max() == 1
    assert np.bincount(fold, weights=label).tolist() == [6.0] * 5


def test_platt_brings_the_mean_to_the_share_of_positives() -> None:
    random = np.random.default_rng(1)
    logit = random.normal(0, 2, 20_000)
    label = (random.random(20_000) < 1 / (1 + np.exp(-(0.5 * logit - 4)))).astype(np.float32)
    slope, offset = platt(logit, label)
    probability = 1 / (1 + np.exp(-(slope * logit + offset)))
    assert probability.mean() == pytest.approx(label.mean(), rel=1e-3)
    assert slope == pytest.approx(0.5, abs=0.1)


def test_preprocessing_scales_and_fills_what_is_missing() -> None:
    features = _features(500)
    scaled = np.asarray(preprocessing(features)(features))
    assert np.isfinite(scaled).all()
    assert np.abs(scaled.mean(axis=0)).max() < 0.2
    assert (scaled[::7, -1] == 0).all()


def test_training_repeats_and_the_model_is_its_calibrated_mean_logit() -> None:
    features = _features(600)
    label = (features[:, 0] > np.quantile(features[:, 0], 0.9)).astype(np.float32)
    preprocess, members = fit(features, label)
    first = logits(preprocess, members, features)
    np.testing.assert_array_equal(first, logits(*fit(features, label), features))
    whole = np.asarray(suitability(preprocess, members, 0.5, -1.0)(features)).reshape(-1)
    np.testing.assert_allclose(whole, 1 / (1 + np.exp(-(0.5 * first - 1.0))), atol=1e-6)
    assert whole[label == 1].mean() > whole[label == 0].mean()
