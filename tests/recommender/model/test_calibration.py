"""Calibration finds the true line, keeps the base rate and never sees the fold it calibrates."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import expit
from sklearn.linear_model import LogisticRegression

from recommender.model.calibration import cross_fitted, fit_platt, logistic_lines


def _rare(places: int = 60_000, seed: int = 4) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    logit = random.normal(0, 2, places)
    return logit, (random.random(places) < expit(0.7 * logit - 6)).astype(np.float32)


def test_platt_keeps_the_base_rate_and_finds_the_line() -> None:
    logit, label = _rare()
    fitted = fit_platt(logit, label)
    assert fitted.probability(logit).mean() == pytest.approx(label.astype(float).mean(), rel=1e-9)
    assert (fitted.slope, fitted.offset) == pytest.approx((0.7, -6.0), abs=0.15)


def test_platt_is_the_unpenalised_regression_of_scikit_learn_also_weighted() -> None:
    logit, label = _rare()
    weight = np.random.default_rng(5).uniform(0.1, 3.0, len(logit))
    line = LogisticRegression(C=np.inf, tol=1e-10).fit(logit[:, None], label, weight)
    fitted = fit_platt(logit, label, weight)
    expected = (line.coef_[0, 0], line.intercept_[0])
    assert (fitted.slope, fitted.offset) == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize("scale", [1e-3, 1.0, 40.0])
def test_platt_is_found_from_logits_of_any_scale(scale: float) -> None:
    logit, label = _rare()
    moved = fit_platt(scale * logit + 25.0 * scale, label)
    assert moved.slope * scale == pytest.approx(fit_platt(logit, label).slope, rel=1e-6)


def test_a_fold_is_calibrated_without_its_own_labels() -> None:
    logit, label = _rare()
    fold = np.arange(len(logit)) % 5
    before = cross_fitted(logit, label, fold)
    turned = np.where(fold == 2, 1 - label, label)
    after = cross_fitted(logit, turned, fold)
    assert (before[fold == 2] == after[fold == 2]).all()
    assert (before[fold == 1] != after[fold == 1]).all()


def test_what_has_no_slope_is_refused() -> None:
    with pytest.raises(ValueError, match="no finite slope fits 4 logits with 0 positives"):
        fit_platt(np.arange(4.0), np.zeros(4))
    with pytest.raises(ValueError, match="no finite slope"):
        fit_platt(np.ones(4), np.array([0, 1, 0, 1]))
    with pytest.raises(ValueError, match="no finite slope"):
        fit_platt(np.arange(4.0), np.array([0, 0, 1, 1]))
    with pytest.raises(ValueError, match="logit 1 is not finite"):
        fit_platt(np.array([0.0, np.inf]), np.array([0, 1]))


def test_many_fits_at_once_are_each_fit_alone() -> None:
    logit, label = _rare(5_000)
    label[logit > 4] = 1
    weight = np.random.default_rng(6).integers(0, 3, (4, len(logit))).astype(float)
    weight[3] *= label
    slope, offset = logistic_lines(logit, weight, weight @ label, weight @ (logit * label))
    for row in range(3):
        alone = fit_platt(logit, label, weight[row])
        assert (slope[row], offset[row]) == pytest.approx((alone.slope, alone.offset))
    assert np.isnan(slope[3]) and np.isnan(offset[3])
