"""How good a score is, from sums by department, so that a bootstrap need not sort anew.

Every measure is a function of sums over departments, each weighted by how often its department
counts. `Sums` makes these sums once; `Sums.measures` turns any weights into measures.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import logit as logit_of
from scipy.special import xlog1py, xlogy
from scipy.stats import rankdata

from recommender.model.calibration import Numbers, logistic_lines
from recommender.model.ordering import Ordering, ratio

Floats = NDArray[np.float64]
Codes = NDArray[np.intp]
# Bins of equally many places, of the calibration error and of observed over expected.
BINS = 10
# Probabilities nearer to 0 or 1 than this count as this near: log loss stays finite.
NEAREST = float(np.finfo(np.float64).eps)
# Logits are summed up in so many equal steps for the slope: its error stays below 1e-4.
SLOPE_STEPS = 1024


def measures(
    label: Numbers, logit: Numbers, probability: Numbers, district: NDArray[np.object_]
) -> dict[str, float]:
    """Return all measures of one score, NaN where a measure has no meaning.

    All arrays have shape (n,): labels 0 or 1, the score that ranks, the calibrated probability,
    district codes. Raises ValueError on labels, scores or probabilities that are none.

    - `roc_auc`, `average_precision`: as scikit-learn defines them.
    - `roc_auc_within_district`: only places of one district are compared. The mean over positives
      of the share of the unlabelled places of its own district that score below it, ties half:
      every positive counts the same. Districts with one class only do not count.
    - `recall_top_1_percent`, `recall_top_5_percent`, `precision_top_1_percent`: of the share of
      places that score highest; of places tied at its edge a part of each.
    - `precision_at_threshold`, `recall_at_threshold`, `accuracy_at_threshold`: of the places at
      `threshold_logit` or above, the score that as many places reach as positives are expected,
      which is the sum of the probabilities.
    - `brier`, `log_loss`; `brier_skill`: 1 less Brier over that of the base rate for every place.
    - `expected_calibration_error`: over ten bins of equally many places by probability.
    - `calibration_slope`, `calibration_intercept`: of the logistic regression, unpenalised, of
      the label on the logit of the probability (Cox 1958); 1 and 0 are perfect.
    - `observed_over_expected_tenth_6` to `_10`: positives over the sum of probabilities in the
      more likely five of ten bins; `observed_over_expected_top_decile` is the last of them.
    """
    sums = Sums.of(label, logit, probability, district, np.zeros(len(label), dtype=np.intp))
    return {name: float(value[0]) for name, value in sums.measures(np.ones((1, 1))).items()}


@dataclass(frozen=True)
class Sums:
    """Sums by department of one score; `places` and its like have shape (departments,).

    `concordant[d, e]` counts the pairs of a positive of d and an unlabelled place of e that the
    score orders rightly, ties half. `within` sums the positives' shares within their districts
    over `comparable` positives. `steps` are logits of the probability, (points,), with how many
    places of each department lie there, `on_step`, (departments, points).
    """

    places: Floats
    positives: Floats
    expected: Floats
    squared_error: Floats
    log_loss: Floats
    concordant: Floats
    within: Floats
    comparable: Floats
    steps: Floats
    on_step: Floats
    positive_logits: Floats
    by_score: Ordering
    by_probability: Ordering

    @classmethod
    def of(
        cls,
        label: Numbers,
        logit: Numbers,
        probability: Numbers,
        district: NDArray[np.object_],
        department: Codes,
    ) -> Sums:
        """Return the sums; `department` counts from 0, a district lies in one department only."""
        y, score, p = (np.asarray(each, dtype=float) for each in (label, logit, probability))
        _check(y, score, p)
        count = int(department.max()) + 1
        near = np.clip(p, NEAREST, 1.0 - NEAREST)
        share = shares_within(y, score, district)
        steps, on_step = _steps(logit_of(near), department, count)

        def by(value: Floats) -> Floats:
            return np.bincount(department, value, count).astype(np.float64)

        return cls(
            places=by(np.ones_like(y)),
            positives=by(y),
            expected=by(p),
            squared_error=by((p - y) ** 2),
            log_loss=by(-xlogy(y, near) - xlog1py(1.0 - y, -near)),
            concordant=_concordant(y, score, department, count),
            within=by(np.nan_to_num(share)),
            comparable=by(~np.isnan(share) * 1.0),
            steps=steps,
            on_step=on_step,
            positive_logits=by(y * logit_of(near)),
            by_score=Ordering.of(score, department, [y]),
            by_probability=Ordering.of(p, department, [y, p]),
        )

    def measures(self, weight: Floats) -> dict[str, Floats]:
        """Return each measure, shape (draws,), for weights of the departments (draws, count)."""
        return {**self._ranking(weight), **self._chosen(weight), **self._calibration(weight)}

    def _ranking(self, weight: Floats) -> dict[str, Floats]:
        positives, places = weight @ self.positives, weight @ self.places
        pairs = positives * (places - positives)
        top = [self.by_score.highest(weight, share * places)[:, 1] for share in (0.01, 0.05)]
        return {
            "roc_auc": ratio(((weight @ self.concordant) * weight).sum(axis=1), pairs),
            "average_precision": self.by_score.average_precision(weight),
            "roc_auc_within_district": ratio(weight @ self.within, weight @ self.comparable),
            "recall_top_1_percent": ratio(top[0], positives),
            "recall_top_5_percent": ratio(top[1], positives),
            "precision_top_1_percent": ratio(top[0], 0.01 * places),
        }

    def _chosen(self, weight: Floats) -> dict[str, Floats]:
        positives, places = weight @ self.positives, weight @ self.places
        threshold, sums = self.by_score.reached_by(weight, weight @ self.expected)
        chosen, right = sums.T
        return {
            "threshold_logit": threshold,
            "precision_at_threshold": ratio(right, chosen),
            "recall_at_threshold": ratio(right, positives),
            "accuracy_at_threshold": ratio(places - chosen - positives + 2.0 * right, places),
        }

    def _calibration(self, weight: Floats) -> dict[str, Floats]:
        places = weight @ self.places
        base_rate = ratio(weight @ self.positives, places)
        brier = ratio(weight @ self.squared_error, places)
        slope, intercept = logistic_lines(
            self.steps,
            weight @ self.on_step,
            weight @ self.positives,
            weight @ self.positive_logits,
        )
        bins = self.by_probability.bins(weight, BINS)
        observed, expected = bins[:, :, 1], bins[:, :, 2]
        tenths = ratio(observed, expected)
        return {
            "brier": brier,
            "brier_skill": 1.0 - ratio(brier, base_rate * (1.0 - base_rate)),
            "log_loss": ratio(weight @ self.log_loss, places),
            "expected_calibration_error": ratio(np.abs(observed - expected).sum(axis=1), places),
            "calibration_slope": slope,
            "calibration_intercept": intercept,
            "observed_over_expected_top_decile": tenths[:, -1],
            **{
                f"observed_over_expected_tenth_{number}": tenths[:, number - 1]
                for number in range(BINS // 2 + 1, BINS + 1)
            },
        }


def shares_within(label: Floats, score: Floats, district: NDArray[np.object_]) -> Floats:
    """Return for each positive the share of its district's unlabelled places below it, ties half.

    Shape (n,); NaN for places that are not positive or have no unlabelled place beside them.
    """
    code = np.unique(district, return_inverse=True)[1].astype(float)
    # All of a district rank together: first by its code, then by the score within it.
    order = code * (len(score) + 1.0) + rankdata(score)
    size = np.bincount(code.astype(int))
    positive = label > 0
    own = code[positive].astype(int)
    taken = np.bincount(own, minlength=len(size))
    before = np.cumsum(size) - size
    positives_before = np.cumsum(taken) - taken
    rank = rankdata(order)[positive] - before[own]
    # The rank among all less the rank among positives counts the unlabelled below, ties half.
    below = rank - (rankdata(order[positive]) - positives_before[own])
    share = np.full(len(label), np.nan)
    share[positive] = ratio(below, (size - taken)[own].astype(float))
    return share


def _concordant(label: Floats, score: Floats, department: Codes, count: int) -> Floats:
    positive = label > 0
    result = np.zeros((count, count))
    for other in range(count):
        rest = np.sort(score[~positive & (department == other)])
        below = np.searchsorted(rest, score[positive], "left")
        tied = np.searchsorted(rest, score[positive], "right") - below
        result[:, other] = np.bincount(department[positive], below + tied / 2.0, minlength=count)
    return result


def _steps(logit: Floats, department: Codes, count: int) -> tuple[Floats, Floats]:
    """Return the mean logit of each step and how many places of each department it holds."""
    low, high = logit.min(), logit.max()
    width = (high - low) / SLOPE_STEPS or 1.0
    step = np.minimum(((logit - low) / width).astype(np.intp), SLOPE_STEPS - 1)
    held, index, size = np.unique(step, return_inverse=True, return_counts=True)
    cells = np.bincount(department * len(held) + index, minlength=count * len(held))
    mean = np.bincount(index, weights=logit) / size
    return mean, cells.reshape(count, len(held)).astype(float)


def _check(label: Floats, score: Floats, probability: Floats) -> None:
    if not len(label) or not label.shape == score.shape == probability.shape:
        raise ValueError(f"label {label.shape}, logit {score.shape}, {probability.shape} differ")
    for name, wrong, values in (
        ("label", (label != 0) & (label != 1), label),
        ("logit", ~np.isfinite(score), score),
        ("probability", ~((probability >= 0) & (probability <= 1)), probability),
    ):
        if wrong.any():
            place = int(np.flatnonzero(wrong)[0])
            raise ValueError(f"{name} of place {place} is {values[place]}")
