"""Places as the measures see them, drawn once, with ties and a department without a positive."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import expit


@dataclass(frozen=True)
class HeldOut:
    """Arrays of shape (n,), as `measures` and `intervals` take them."""

    label: np.ndarray
    logit: np.ndarray
    probability: np.ndarray
    district: np.ndarray
    department: np.ndarray

    def arguments(self, rows: np.ndarray | slice = slice(None)) -> tuple[np.ndarray, ...]:
        """Return what `measures` takes, of some rows or of all."""
        parts = (self.label, self.logit, self.probability, self.district)
        return tuple(part[rows] for part in parts)


def held_out(places: int = 3_000, seed: int = 3) -> HeldOut:
    """Return places of 6 departments with 5 districts each; the last department has no positive.

    Scores are rounded, so that many are tied; probabilities are off on purpose.
    """
    random = np.random.default_rng(seed)
    department = random.integers(0, 6, places)
    district = department * 10 + random.integers(0, 5, places)
    true = random.normal(-3, 1.5, places) + 0.3 * department
    label = (random.random(places) < expit(true)) & (department < 5)
    logit = np.round(true + random.normal(0, 1, places), 1)
    probability = expit(0.6 * logit - 1.0)
    names = np.char.zfill(department.astype(str), 2).astype(object)
    codes = np.char.zfill(district.astype(str), 4).astype(object)
    return HeldOut(label.astype(np.float32), logit, probability, codes, names)
