"""What scores a department, and what teaches the model that does, has seen none of it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from recommender.features.definitions import FEATURE_NAMES
from recommender.model import held_out
from recommender.model.held_out import network, out_of_fold, permuted, taught
from recommender.model.labels import FOLDS, Examples
from recommender.model.topics import TOPIC_NAMES

PLACES = 400
Arrays = tuple[np.ndarray, np.ndarray]


@pytest.fixture
def examples() -> Examples:
    """Ten departments, two a fold; the first feature decides the label."""
    random = np.random.default_rng(2)
    features = random.lognormal(2, 1, (PLACES, len(FEATURE_NAMES))).astype(np.float32)
    label = (features[:, 0] > np.quantile(features[:, 0], 0.9)).astype(np.float32)
    number = np.arange(PLACES) % 10
    department = np.array([f"{code:02d}" for code in number], dtype=object)
    ones = np.ones(PLACES, dtype=np.float32)
    return Examples(
        np.arange(PLACES), features, label, ones, department, department, number % FOLDS
    )


def test_every_place_is_scored_once_by_what_saw_none_of_its_department(
    examples: Examples,
) -> None:
    def score(fold: int, learn: Examples, held: Examples) -> dict[str, np.ndarray]:
        assert set(held.fold) == {fold}
        assert not set(learn.department) & set(held.department)
        assert len(learn.label) + len(held.label) == PLACES
        return {"rows": held.rows.astype(float), "fold": np.full(len(held.rows), float(fold))}

    found = out_of_fold(examples, score)
    assert found["rows"].tolist() == list(range(PLACES))
    assert found["fold"].tolist() == examples.fold.tolist()


def test_only_the_folds_that_are_asked_for_are_run(examples: Examples) -> None:
    seen: list[int] = []

    def score(fold: int, learn: Examples, held: Examples) -> dict[str, np.ndarray]:
        seen.append(fold)
        return {"one": held.label.astype(float)}

    out_of_fold(examples, score, reversed(range(FOLDS)))
    assert seen == [4, 3, 2, 1, 0]


def test_lessons_do_not_change_with_what_is_held_out(examples: Examples) -> None:
    fold = 2
    held = examples.fold == fold
    changed = replace(
        examples,
        label=np.where(held, 1.0 - examples.label, examples.label).astype(np.float32),
        features=np.where(held[:, None], np.float32(5.0), examples.features),
    )
    for one, other in zip(
        taught(examples, [fold])[fold], taught(changed, [fold])[fold], strict=True
    ):
        assert len(one) == (~held).sum()
        np.testing.assert_array_equal(one, other)


def test_a_network_is_also_scored_with_each_topic_permuted(
    examples: Examples, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held_out, "fit", lambda *_: ())
    monkeypatch.setattr(held_out, "logits", lambda rows: rows.sum(axis=1).astype(float))
    lessons: dict[int, Arrays] = {fold: (examples.label, examples.weight) for fold in range(FOLDS)}
    found = out_of_fold(examples, network("keras_model", "net", 1, lessons, True))
    assert set(found) == {"net", *(permuted("net", topic) for topic in TOPIC_NAMES)}
    assert all((logit != found["net"]).any() for name, logit in found.items() if name != "net")
    alone = out_of_fold(examples, network("keras_model", "net", 1, lessons, False))
    assert set(alone) == {"net"}
