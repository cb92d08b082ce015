"""Contributions add up to the score, and each feature is told under one topic."""

from __future__ import annotations

import keras
import numpy as np
import pytest

from recommender.features.definitions import FEATURE_NAMES
from recommender.model import explain
from recommender.model.bundle import Bundle
from recommender.model.distil import targets
from recommender.model.explain import integrated_gradients
from recommender.model.finish import contributions
from recommender.model.network import ENCODED, keras_scorer, mean_logit
from recommender.model.topics import TOPIC_NAMES, TOPICS, topic_contributions
from recommender.model.train import fit


@pytest.fixture(scope="module")
def explained() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Logits of 4,000 places, that of the mean place, and the contributions."""
    random = np.random.default_rng(11)
    features = random.lognormal(2, 1, (4_000, len(FEATURE_NAMES))).astype(np.float32)
    features[::5, -1] = np.nan
    label = (features[:, 0] > np.quantile(features[:, 0], 0.8)).astype(np.float32)
    preprocess, members = fit(
        "keras_model", features, *targets(features, label, np.ones(4_000, dtype=np.float32))
    )
    score = mean_logit(members)
    found = contributions(preprocess, score, features)
    logit = np.asarray(score(np.asarray(preprocess(features))))[:, 0]
    return logit, np.asarray(score(np.zeros((1, ENCODED), dtype=np.float32)))[:, 0], found


def test_contributions_add_up_to_the_logit(
    explained: tuple[np.ndarray, np.ndarray, np.ndarray],
) -> None:
    logit, base, found = explained
    total = logit - base
    np.testing.assert_allclose(found.sum(axis=1), total, rtol=0.01, atol=1e-3)


def test_what_decides_the_label_contributes_most(
    explained: tuple[np.ndarray, np.ndarray, np.ndarray],
) -> None:
    strength = np.abs(explained[2]).mean(axis=0)
    assert int(strength.argmax()) == 0


def test_an_unknown_figure_counts_as_the_mean_and_adds_nothing(
    explained: tuple[np.ndarray, np.ndarray, np.ndarray],
) -> None:
    unknown = np.arange(4_000) % 5 == 0
    assert np.all(explained[2][unknown, -1] == 0.0)
    assert np.all(explained[2][~unknown, -1] != 0.0)


def test_batches_and_an_empty_table_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    keras.utils.set_random_seed(4)
    score = keras_scorer("score")
    encoded = np.random.default_rng(4).normal(size=(50, ENCODED)).astype(np.float32)
    baseline = np.zeros(ENCODED, dtype=np.float32)
    whole = integrated_gradients(score, encoded, baseline)
    monkeypatch.setattr(explain, "BATCH", 7)
    parts = integrated_gradients(score, encoded, baseline)
    np.testing.assert_allclose(parts, whole, atol=1e-5)
    assert integrated_gradients(score, encoded[:0], baseline).shape == (0, ENCODED)


def test_the_shipped_models_contributions_add_up(bundle: Bundle) -> None:
    """Within 1 % of the difference from the mean place, for 2,000 rural places of the bundle."""
    model = keras.models.load_model(bundle.folder / "model.keras")
    preprocess, score = model.get_layer("preprocessing"), model.get_layer("mean_logit")
    if preprocess.input_shape[1] != len(bundle.feature_names):
        pytest.skip("the shipped model also sees neighbours, which the bundle does not hold")
    rural = np.flatnonzero(~bundle.places["urban"].to_numpy(bool))
    rows = np.random.default_rng(8).choice(rural, 2_000, replace=False)
    encoded = np.asarray(preprocess(np.asarray(bundle.features)[rows]))
    baseline = np.zeros((1, encoded.shape[1]), dtype=np.float32)
    found = integrated_gradients(score, encoded, baseline[0])
    total = (np.asarray(score(encoded)) - np.asarray(score(baseline)))[:, 0]
    np.testing.assert_allclose(found.sum(axis=1), total, rtol=0.01, atol=1e-3)


def test_topics_hold_each_feature_once_and_keep_the_sum(
    explained: tuple[np.ndarray, np.ndarray, np.ndarray],
) -> None:
    named = [name for names in TOPICS.values() for name in names]
    assert sorted(named) == sorted(FEATURE_NAMES)
    by_topic = topic_contributions(explained[2])
    assert by_topic.shape == (4_000, len(TOPIC_NAMES))
    np.testing.assert_allclose(by_topic.sum(axis=1), explained[2].sum(axis=1), atol=1e-9)
