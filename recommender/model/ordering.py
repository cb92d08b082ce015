"""Places in the order of a score, with cumulative sums by department."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def ratio(part: Floats, whole: Floats) -> Floats:
    """Return part / whole, NaN where the whole is 0."""
    result = np.full(np.broadcast(part, whole).shape, np.nan)
    np.divide(part, whole, out=result, where=whole != 0)
    return result


@dataclass(frozen=True)
class Ordering:
    """The distinct scores from the highest down, and what lies at or above each.

    `score` has shape (groups,): places with the same score are one group. `above` has shape
    (1 + groups, departments, 1 + values): row g sums places and values over the first g groups;
    the first value is the label.
    """

    score: Floats
    above: Floats

    @classmethod
    def of(cls, score: Floats, department: NDArray[np.intp], values: list[Floats]) -> Ordering:
        """Return the ordering of places whose departments are numbered from 0."""
        distinct, group = np.unique(-score, return_inverse=True)
        departments = int(department.max()) + 1
        above = np.zeros((1 + len(distinct), departments, 1 + len(values)))
        cell = group * departments + department
        for column, value in enumerate([np.ones_like(score), *values]):
            sums = np.bincount(cell, value, minlength=len(distinct) * departments)
            above[1:, :, column] = sums.reshape(len(distinct), departments)
        np.cumsum(above, axis=0, out=above)
        return cls(-distinct, above)

    def highest(self, weight: Floats, mass: Floats) -> Floats:
        """Return the sums, (draws, 1 + values), over the places of highest score of this mass.

        `weight` has shape (draws, departments), `mass` (draws,): how much weight of places. Of
        the group at the edge, every place counts with the share that fits in.
        """
        group = self._first_reaching(weight, mass)
        upper, lower = self._at(weight, group), self._at(weight, group - 1)
        share = ratio(mass - lower[:, 0], upper[:, 0] - lower[:, 0])
        return lower + np.nan_to_num(share)[:, None] * (upper - lower)

    def bins(self, weight: Floats, count: int) -> Floats:
        """Return the sums over bins of equal mass, (draws, count, 1 + values), lowest score first.

        A place on the border of two bins, and all that are tied with it, count in part in each.
        """
        places = weight @ self.above[-1, :, 0]
        whole = [self.highest(weight, places * part / count) for part in range(count, 0, -1)]
        sums = np.stack([*whole, np.zeros_like(whole[0])], axis=1)
        return sums[:, :-1] - sums[:, 1:]

    def reached_by(self, weight: Floats, mass: Floats) -> tuple[Floats, Floats]:
        """Return the highest score that places of this mass reach, (draws,), and their sums."""
        group = self._first_reaching(weight, mass)
        return self.score[group - 1], self._at(weight, group)

    def average_precision(self, weight: Floats) -> Floats:
        """Return the mean over positives of the precision at their score, shape (draws,)."""
        counts = self.above[..., 1].sum(axis=1)
        # Precision counts only where recall rises: at the scores that a positive has.
        rising = 1 + np.flatnonzero(np.diff(counts))
        places, positives = (self.above[rising, :, column] @ weight.T for column in (0, 1))
        gained = np.diff(positives, axis=0, prepend=0.0)
        precision = np.nan_to_num(ratio(positives, places))
        return ratio((gained * precision).sum(axis=0), weight @ self.above[-1, :, 1])

    def _at(self, weight: Floats, group: NDArray[np.intp]) -> Floats:
        return np.asarray(np.einsum("md,mdv->mv", weight, self.above[group]))

    def _first_reaching(self, weight: Floats, mass: Floats) -> NDArray[np.intp]:
        """Return the first group, from 1, at which the weight of places reaches the mass."""
        low = np.zeros(len(weight), dtype=np.intp)
        high = np.full(len(weight), len(self.score), dtype=np.intp)
        places = self.above[..., 0]
        while (high - low > 1).any():
            middle = (low + high) // 2
            enough = np.einsum("md,md->m", weight, places[middle]) >= mass
            low, high = np.where(enough, low, middle), np.where(enough, middle, high)
        return high
