"""Only the figures of one topic change hands, within departments, and what it costs is told."""

from __future__ import annotations

import numpy as np

from recommender.features.definitions import FEATURE_NAMES
from recommender.model.evaluate import by_topic
from recommender.model.held_out import permuted
from recommender.model.labels import Examples
from recommender.model.network import SET_WIDTH
from recommender.model.permutation import permuted_topics
from recommender.model.topics import NEIGHBOURS_TOPIC, TOPIC_NAMES, TOPICS

ROWS = 60


def _rows() -> tuple[np.ndarray, np.ndarray]:
    """Every cell tells its row; two departments."""
    width = len(FEATURE_NAMES) + SET_WIDTH
    features = np.repeat(np.arange(ROWS, dtype=np.float32)[:, None], width, axis=1)
    return features, np.array(["01"] * 25 + ["02"] * (ROWS - 25), dtype=object)


def test_a_topic_changes_hands_whole_and_within_its_department() -> None:
    features, department = _rows()
    found = dict(permuted_topics(features, department))
    assert tuple(found) == TOPIC_NAMES
    for topic, rows in found.items():
        own = [FEATURE_NAMES.index(name) for name in TOPICS[topic]]
        if topic == NEIGHBOURS_TOPIC:
            own += range(len(FEATURE_NAMES), features.shape[1])
        rest = np.setdiff1d(np.arange(features.shape[1]), own)
        np.testing.assert_array_equal(rows[:, rest], features[:, rest])
        given = rows[:, own]
        assert (given == given[:, :1]).all()
        assert (given[:, 0] != features[:, 0]).any()
        source = given[:, 0].astype(int)
        assert (department[source] == department).all()
        assert sorted(source) == list(range(ROWS))


def test_the_same_seed_permutes_the_same_way() -> None:
    one, other = (dict(permuted_topics(*_rows(), seed=4)) for _ in range(2))
    assert all(np.array_equal(one[topic], other[topic]) for topic in TOPIC_NAMES)


def test_a_topic_that_decides_costs_most() -> None:
    label = np.zeros(ROWS, dtype=np.float32)
    label[::6] = 1.0
    features, department = _rows()
    nothing = np.zeros(ROWS, dtype=np.int64)
    examples = Examples(np.arange(ROWS), features, label, label, department, department, nothing)
    logit = label + 0.01 * np.arange(ROWS)
    logits = {permuted("keras_model", topic): logit for topic in TOPIC_NAMES}
    logits |= {"keras_model": logit, permuted("keras_model", "towns"): -logit}
    found = by_topic(examples, logits, "keras_model")
    assert found["towns"]["roc_auc"] > 0.9
    assert found["people"] == dict.fromkeys(found["people"], 0.0)
