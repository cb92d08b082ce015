"""The measures are scikit-learn's where it has them, also weighted, and mind ties and districts."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import expit
from scipy.special import logit as logit_of
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import (
    accuracy_score,
    average_precision_score,
    brier_score_loss,
    log_loss,
    precision_score,
    recall_score,
    roc_auc_score,
)

from recommender.model.measures import Sums, measures
from tests.recommender.model.held_out import HeldOut, held_out

WEIGHT = np.array([2.0, 0.0, 1.0, 3.0, 1.0, 2.0])


@pytest.fixture(scope="module")
def places() -> HeldOut:
    return held_out()


def by_sklearn(places: HeldOut, weight: np.ndarray, threshold: float) -> dict[str, float]:
    y, score, p = places.label, places.logit, places.probability
    chosen = score >= threshold
    line = LogisticRegression(C=np.inf, tol=1e-10, max_iter=1_000)
    line.fit(logit_of(p)[:, None], y, sample_weight=weight)
    return {
        "roc_auc": roc_auc_score(y, score, sample_weight=weight),
        "average_precision": average_precision_score(y, score, sample_weight=weight),
        "precision_at_threshold": precision_score(y, chosen, sample_weight=weight),
        "recall_at_threshold": recall_score(y, chosen, sample_weight=weight),
        "accuracy_at_threshold": accuracy_score(y, chosen, sample_weight=weight),
        "brier": brier_score_loss(y, p, sample_weight=weight),
        "log_loss": log_loss(y, p, sample_weight=weight),
        "calibration_slope": line.coef_[0, 0],
        "calibration_intercept": line.intercept_[0],
    }


def test_measures_are_those_of_scikit_learn(places: HeldOut) -> None:
    ours = measures(*places.arguments())
    theirs = by_sklearn(places, np.ones(len(places.label)), ours["threshold_logit"])
    assert {name: ours[name] for name in theirs} == pytest.approx(theirs, abs=1e-4)


def test_weighted_measures_are_those_of_scikit_learn(places: HeldOut) -> None:
    code = places.department.astype(int)
    ours = Sums.of(*places.arguments(), code).measures(WEIGHT[None])
    theirs = by_sklearn(places, WEIGHT[code], ours["threshold_logit"][0])
    assert {name: ours[name][0] for name in theirs} == pytest.approx(theirs, abs=1e-4)


def test_a_weight_of_a_department_is_as_many_copies_of_its_places(places: HeldOut) -> None:
    code = places.department.astype(int)
    copies = np.repeat(np.arange(len(code)), WEIGHT[code].astype(int))
    ours = Sums.of(*places.arguments(), code).measures(WEIGHT[None])
    copied = measures(*places.arguments(copies))
    # Two copies of a department are still its own districts, each compared within itself.
    assert {name: value[0] for name, value in ours.items()} == pytest.approx(copied, abs=1e-5)


def test_within_districts_is_the_mean_over_positives_of_what_they_stand_above() -> None:
    district = np.array(["0101"] * 4 + ["0102"] * 2 + ["0103"] * 2 + ["0104"], dtype=object)
    label = np.array([1, 0, 0, 0, 1, 0, 0, 0, 1])
    score = np.array([5.0, 1.0, 5.0, 9.0, -3.0, -4.0, 7.0, 8.0, 9.0])
    # The first positive: one below, one tied, one above; the second: its one rival below. The
    # third district has no positive, the fourth nothing but one.
    expected = ((1 + 0.5) / 3 + 1.0) / 2
    found = measures(label, score, expit(score), district)
    assert found["roc_auc_within_district"] == pytest.approx(expected)


def test_within_districts_is_the_mean_of_scikit_learns_by_district(places: HeldOut) -> None:
    each, positives = [], []
    for code in np.unique(places.district):
        rows = places.district == code
        if 0 < places.label[rows].sum() < rows.sum():
            each.append(roc_auc_score(places.label[rows], places.logit[rows]))
            positives.append(places.label[rows].sum())
    found = measures(*places.arguments())
    assert found["roc_auc_within_district"] == pytest.approx(np.average(each, weights=positives))


def test_a_score_that_knows_nothing_finds_its_share_by_chance() -> None:
    label = np.zeros(1_000)
    label[:20] = 1
    same, district = np.zeros(1_000), np.repeat(["0101", "0102"], 500).astype(object)
    found = measures(label, same, np.full(1_000, 0.02), district)
    assert found["roc_auc"] == 0.5
    assert found["average_precision"] == pytest.approx(0.02)
    assert found["recall_top_1_percent"] == pytest.approx(0.01)
    assert found["precision_top_1_percent"] == pytest.approx(0.02)
    assert found["expected_calibration_error"] == pytest.approx(0.0, abs=1e-12)
    assert found["brier_skill"] == pytest.approx(0.0, abs=1e-12)
    # One probability for all: no slope can be told.
    assert np.isnan(found["calibration_slope"])


def test_recall_counts_the_places_of_highest_score() -> None:
    score = np.arange(1_000.0)
    label = np.isin(score, [999, 995, 960, 3]).astype(int)
    district = np.full(1_000, "0101", dtype=object)
    found = measures(label, score, expit(score / 500 - 6), district)
    assert found["recall_top_1_percent"] == pytest.approx(2 / 4)
    assert found["precision_top_1_percent"] == pytest.approx(2 / 10)
    assert found["recall_top_5_percent"] == pytest.approx(3 / 4)


def test_the_threshold_is_reached_by_as_many_places_as_positives_are_expected() -> None:
    score = np.arange(100.0)
    probability = np.where(score >= 80, 0.25, 0.0)
    label = (score >= 97).astype(int)
    found = measures(label, score, probability, np.full(100, "0101", dtype=object))
    assert found["threshold_logit"] == 95.0
    assert found["precision_at_threshold"] == pytest.approx(3 / 5)
    assert found["recall_at_threshold"] == 1.0
    assert found["accuracy_at_threshold"] == pytest.approx(0.98)


def test_observed_over_expected_tells_each_tenth_of_the_top_half() -> None:
    probability = np.repeat(np.arange(1, 11) / 20, 100)
    count = (probability * 100).round().astype(int)
    count[probability == 0.5] = 75
    count[probability == 0.3] = 15
    label = (np.tile(np.arange(100), 10) < count).astype(int)
    found = measures(label, probability, probability, np.full(1_000, "0101", dtype=object))
    tenths = [found[f"observed_over_expected_tenth_{number}"] for number in range(6, 11)]
    assert tenths == pytest.approx([0.5, 1.0, 1.0, 1.0, 1.5])
    assert found["observed_over_expected_top_decile"] == pytest.approx(1.5)
    assert found["expected_calibration_error"] == pytest.approx((0.15 + 0.25) / 10)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"label": 2.0}, "label of place 7 is 2.0"),
        ({"logit": np.nan}, "logit of place 7 is nan"),
        ({"probability": 1.5}, "probability of place 7 is 1.5"),
    ],
)
def test_what_is_no_label_score_or_probability_is_refused(
    places: HeldOut, change: dict[str, float], message: str
) -> None:
    arrays = dict(zip(("label", "logit", "probability"), places.arguments(), strict=False))
    for name, value in change.items():
        arrays[name] = arrays[name].copy()
        arrays[name][7] = value
    with pytest.raises(ValueError, match=message):
        measures(**arrays, district=places.district)
