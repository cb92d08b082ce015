"""Turn logits into probabilities that mean something at the true base rate."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit
from scipy.special import logit as logit_of

Floats = NDArray[np.float64]
# Anything that numpy reads as numbers: float32 labels as well as float64 logits.
Numbers = NDArray[np.floating] | NDArray[np.integer] | NDArray[np.bool_]
LONGEST_FIT = 100
CONVERGED = 1e-9


@dataclass(frozen=True)
class Platt:
    """A calibration probability = sigmoid(slope * logit + offset) (Platt 1999).

    It is a Dense layer of one unit with a sigmoid, so it travels inside an exported model.
    """

    slope: float
    offset: float

    def probability(self, logit: Numbers) -> Floats:
        """Return the calibrated probabilities, of the shape of `logit`."""
        return np.asarray(expit(self.slope * np.asarray(logit, dtype=float) + self.offset))


def fit_platt(logit: Numbers, label: Numbers, weight: Numbers | None = None) -> Platt:
    """Fit by maximum likelihood, without a penalty: the mean probability is the base rate.

    All arrays have shape (n,); labels are 0 or 1. Raises ValueError where no finite slope fits:
    one class only, one logit only, or logits that part the classes without a fault.
    """
    x, y = np.asarray(logit, dtype=float), np.asarray(label, dtype=float)
    w = np.ones_like(x) if weight is None else np.asarray(weight, dtype=float)
    if not x.shape == y.shape == w.shape or x.ndim != 1:
        raise ValueError(f"logit {x.shape}, label {y.shape} and weight {w.shape} must be (n,)")
    if not np.isfinite(x).all():
        raise ValueError(f"logit {np.flatnonzero(~np.isfinite(x))[0]} is not finite")
    slope, offset = logistic_lines(x, w[None], np.array([w @ y]), np.array([w @ (x * y)]))
    if np.isnan(slope[0]):
        positives = int(((y > 0) & (w > 0)).sum())
        raise ValueError(f"no finite slope fits {len(x)} logits with {positives} positives")
    return Platt(float(slope[0]), float(offset[0]))


def cross_fitted(logit: Numbers, label: Numbers, fold: NDArray[np.int64]) -> Floats:
    """Return probabilities, shape (n,), each fold calibrated by all the others."""
    probability = np.empty(len(logit))
    for held in (fold == number for number in np.unique(fold)):
        probability[held] = fit_platt(logit[~held], label[~held]).probability(logit[held])
    return probability


def logistic_lines(
    x: Floats, weight: Floats, positives: Floats, positive_sum: Floats
) -> tuple[Floats, Floats]:
    """Return slope and offset of many logistic regressions on the same points, NaN if none fits.

    `x` has shape (points,), `weight` (fits, points); `positives` and `positive_sum`, both
    (fits,), are the weights of the positives and of the positives times their x: with the
    weights they are all that the likelihood knows of the labels.

    Newton's method. A step never moves any point's logit by more than 1, which makes each step
    an ascent from wherever it starts (Bach 2010, Electronic Journal of Statistics 4, p. 384-414).
    """
    line = np.full((len(weight), 2), np.nan)
    total = weight.sum(axis=1)
    active = np.flatnonzero((positives > 0) & (positives < total))
    line[active, 0] = 0.0
    line[active, 1] = logit_of(positives[active] / total[active])
    for _ in range(LONGEST_FIT):
        if not len(active):
            break
        target = np.column_stack([positive_sum, positives])[active]
        step = _newton_step(x, weight[active], target, line[active])
        longest = np.abs(step[:, :1] * _ends(x) + step[:, 1:]).max(axis=1)
        line[active] += step / np.maximum(longest, 1.0)[:, None]
        active = active[~(longest < CONVERGED) & np.isfinite(longest)]
    line[active] = np.nan
    return line[:, 0], line[:, 1]


def _newton_step(x: Floats, weight: Floats, target: Floats, line: Floats) -> Floats:
    """Return the full step of slope and offset, shape (fits, 2), NaN where there is none."""
    chance = expit(line[:, :1] * x + line[:, 1:])
    expected = weight * chance
    slope, offset = (target - np.column_stack([expected @ x, expected.sum(axis=1)])).T
    spread = expected * (1.0 - chance)
    # Around their mean the points' moments do not cancel: the determinant keeps its digits.
    with np.errstate(invalid="ignore", divide="ignore"):
        mass = spread.sum(axis=1)
        mean = spread @ x / mass
        variance = spread @ x**2 / mass - mean**2
        rise = (slope - mean * offset) / (mass * variance)
        rise[~(variance > 1e-12 * (1.0 + mean**2))] = np.nan
        return np.column_stack([rise, offset / mass - mean * rise])


def _ends(x: Floats) -> Floats:
    return np.array([x.min(), x.max()])
