"""Labels, folds and teaching do what the card says; training repeats."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from recommender.features.definitions import FEATURES
from recommender.features.tables import Tables
from recommender.model.distil import targets
from recommender.model.encoding import BINS
from recommender.model.finish import without_optimizer
from recommender.model.labels import folds, rural_examples
from recommender.model.neighbours import NEIGHBOUR_COLUMNS, NEIGHBOURS
from recommender.model.network import (
    ENCODED,
    SCORERS,
    SET_WIDTH,
    preprocessing,
    scaling,
    suitability,
)
from recommender.model.train import fit, logits


def _features(rows: int) -> np.ndarray:
    random = np.random.default_rng(7)
    features = random.lognormal(2, 1, (rows, len(FEATURES))).astype(np.float32)
    features[::7, -1] = np.nan
    return features


def _tables(kilometres: list[float], urban: list[bool]) -> Tables:
    """Places on one meridian, so many km north of a single tambo, and far ones to make up six."""
    places = pd.DataFrame(
        {
            "ubigeo": ["010101"] * len(kilometres) + ["020101"] * 6,
            "urban": urban + [False] * 6,
            "latitude": [-6.0 + km / 111.195 for km in kilometres] + [-9.0 - i for i in range(6)],
            "longitude": -77.0,
        }
    )
    hubs = pd.DataFrame({"latitude": [-6.0], "longitude": [-77.0]})
    nothing = pd.DataFrame()
    return Tables(places, _features(len(places)), nothing, nothing, hubs)


def test_the_label_is_the_nearest_place_where_it_is_rural() -> None:
    examples = rural_examples(_tables([0.2, 3.0], [False, False]))
    assert examples.label.tolist() == [1.0] + [0.0] * 7
    assert examples.weight.tolist() == [1.0] * 8


def test_a_tambo_nearest_to_an_urban_place_labels_nothing() -> None:
    examples = rural_examples(_tables([0.2, 0.3], [True, False]))
    assert examples.label.sum() == 0.0
    assert examples.rows[0] == 1


def test_a_second_place_within_half_a_kilometre_takes_its_part() -> None:
    examples = rural_examples(_tables([0.1, 0.3, 0.7], [False, False, False]))
    assert examples.label[:3].tolist() == [1.0, 0.0, 0.0]
    # 1 / (0.1 + 0.1) against 1 / (0.3 + 0.1): two thirds and one.
    assert examples.weight[:3] == pytest.approx([2 / 3, 2 / 3, 1.0], abs=1e-3)


def test_folds_keep_departments_whole_and_spread_tambos() -> None:
    department = np.repeat([f"{i:02d}" for i in range(10)], 20).astype(object)
    label = (np.arange(200) % 20 < 3).astype(np.float32)
    fold = folds(department, label)
    assert pd.Series(fold).groupby(department).nunique().max() == 1
    assert np.bincount(fold, weights=label).tolist() == [6.0] * 5


def test_features_are_scaled_and_what_is_missing_filled() -> None:
    features = _features(500)
    scaled = np.asarray(scaling(features)(features))
    assert np.isfinite(scaled).all()
    assert np.abs(scaled.mean(axis=0)).max() < 0.2
    assert (scaled[::7, -1] == 0).all()
    encoded = np.asarray(preprocessing(features)(features))
    assert encoded.shape == (500, ENCODED)
    assert np.isfinite(encoded).all()
    assert (encoded[::7, -BINS:] == 0).all() and (encoded[1::7, -BINS:] != 0).any()


def test_a_column_without_any_value_is_no_news() -> None:
    features = _features(300)
    features[:, 3] = np.nan
    preprocess = preprocessing(features)
    given = features.copy()
    given[:, 3] = 30.0
    of_it = slice(3 * BINS, 4 * BINS)
    for rows in (features, given):
        np.testing.assert_allclose(np.asarray(preprocess(rows))[:, of_it], 0.0, atol=1e-9)


@pytest.mark.parametrize("kind", sorted(SCORERS))
def test_training_repeats_and_the_model_is_its_calibrated_mean_logit(kind: str) -> None:
    features = _features(600)
    label = (features[:, 0] > np.quantile(features[:, 0], 0.9)).astype(np.float32)
    if kind == "tensorflow_model":
        sets = np.random.default_rng(3).normal(size=(600, SET_WIDTH)).astype(np.float32)
        features = np.hstack([features, sets])
    taught = targets(features, label, np.ones(600, dtype=np.float32))
    preprocess, members = fit(kind, features, *taught)
    first = logits(preprocess, members, features)
    np.testing.assert_array_equal(first, logits(*fit(kind, features, *taught), features))
    whole = np.asarray(suitability(preprocess, members, 0.5, -1.0)(features)).reshape(-1)
    np.testing.assert_allclose(whole, 1 / (1 + np.exp(-(0.5 * first - 1.0))), atol=1e-6)
    assert whole[label == 1].mean() > whole[label == 0].mean()


def test_the_order_of_neighbours_does_not_matter() -> None:
    random = np.random.default_rng(5)
    own = random.normal(size=(8, ENCODED)).astype(np.float32)
    near = random.normal(size=(8, NEIGHBOURS, NEIGHBOUR_COLUMNS)).astype(np.float32)
    scorer = SCORERS["tensorflow_model"]("scorer")
    turned = near[:, random.permutation(NEIGHBOURS)]
    one, other = (
        np.asarray(scorer(np.hstack([own, rows.reshape(8, -1)]))) for rows in (near, turned)
    )
    np.testing.assert_allclose(one, other, rtol=1e-4, atol=1e-5)
    assert np.abs(one - np.asarray(scorer(np.hstack([own, 0 * near.reshape(8, -1)])))).max() > 1e-3


def test_the_teacher_leaves_the_labels_on_top() -> None:
    features = _features(600)
    label = np.zeros(600, dtype=np.float32)
    label[::60] = 1.0
    target, weight = targets(features, label, np.ones(600, dtype=np.float32))
    assert target[label == 1].min() > target[label == 0].max()
    assert weight[label == 1].min() > 10 * weight[label == 0].max()


def test_what_is_exported_has_the_weights_and_no_moments_of_the_optimizer(tmp_path: Path) -> None:
    features = _features(200)
    target = (np.arange(200) % 2).astype(np.float32)
    _, members = fit("keras_model", features, target, np.ones(200, dtype=np.float32), range(1))
    bare = without_optimizer("keras_model", members[0])
    for one, other in zip(bare.get_weights(), members[0].get_weights(), strict=True):
        np.testing.assert_array_equal(one, other)
    sizes = []
    for number, model in enumerate((bare, members[0])):
        model.save(tmp_path / f"{number}.keras")
        sizes.append((tmp_path / f"{number}.keras").stat().st_size)
    assert sizes[0] < sizes[1] / 2
