"""How sure the measures are: a bootstrap over whole departments."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from recommender.model.calibration import Numbers
from recommender.model.measures import BINS, Sums
from recommender.model.ordering import Ordering, ratio

DRAWS = 1_000
SEED = 20_261_001
LEVEL = 0.95


RANKING = ("roc_auc", "average_precision", "roc_auc_within_district")


@dataclass(frozen=True)
class Difference:
    """A percentile interval of 95 % of a difference, and the share of draws in which it is > 0."""

    low: float
    high: float
    above: float


@dataclass(frozen=True)
class Interval:
    """A percentile interval of 95 %, and on how many of the draws it rests.

    Draws without a positive are dropped, and so are those for which the measure has no meaning.
    Both ends are NaN where fewer than two departments can be drawn or no draw is left.
    """

    low: float
    high: float
    draws: int


def intervals(
    label: Numbers,
    logit: Numbers,
    probability: Numbers,
    district: NDArray[np.object_],
    department: NDArray[np.object_],
    draws: int = DRAWS,
    seed: int = SEED,
) -> dict[str, Interval]:
    """Return the interval of each of `measures`, for arrays of shape (n,).

    Places of one department are alike, so departments are drawn, whole and with replacement, as
    many as there are (Field and Welsh 2007, Journal of the Royal Statistical Society B 69).
    Raises ValueError for a district that lies in two departments.
    """
    names, code = np.unique(department, return_inverse=True)
    _check_nested(district, code)
    sums = Sums.of(label, logit, probability, district, code)
    weight = drawn(len(names), draws, seed)
    weight = weight[weight @ sums.positives > 0] if len(names) > 1 else weight[:0]
    return {name: _interval(values) for name, values in sums.measures(weight).items()}


def difference(
    label: Numbers,
    scores: tuple[Numbers, Numbers],
    district: NDArray[np.object_],
    department: NDArray[np.object_],
    draws: int = DRAWS,
    seed: int = SEED,
) -> dict[str, Difference]:
    """Return how much each ranking measure of the first score is above that of the second.

    Both are measured in the same draws of departments, so that what all scores find hard in a
    department does not blur their difference. Scores are logits, arrays of shape (n,).
    """
    names, code = np.unique(department, return_inverse=True)
    weight = drawn(len(names), draws, seed)
    one, other = (
        Sums.of(label, score, expit(np.asarray(score, dtype=float)), district, code).measures(
            weight
        )
        for score in scores
    )
    found = {}
    for name in RANKING:
        apart = one[name] - other[name]
        within = _interval(apart)
        above = (apart > 0).sum() / within.draws if within.draws else np.nan
        found[name] = Difference(within.low, within.high, float(above))
    return found


@dataclass(frozen=True)
class Reliability:
    """Mean probability and share of positives by bin, the least likely first, shape (BINS,)."""

    probability: NDArray[np.float64]
    share: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]


def reliability(
    label: Numbers,
    probability: Numbers,
    department: NDArray[np.object_],
    draws: int = DRAWS,
    seed: int = SEED,
) -> Reliability:
    """Return the reliability over bins of equally many places, with the intervals of the shares.

    All arrays have shape (n,). The bins are those of `measures`, made anew in every draw.
    """
    y, p = np.asarray(label, dtype=float), np.asarray(probability, dtype=float)
    names, code = np.unique(department, return_inverse=True)
    ordering = Ordering.of(p, code, [y, p])
    once = ordering.bins(np.ones((1, len(names))), BINS)[0]
    again = ordering.bins(drawn(len(names), draws, seed), BINS)
    shares = ratio(again[:, :, 1], again[:, :, 0])
    low, high = np.nanquantile(shares, [(1.0 - LEVEL) / 2.0, (1.0 + LEVEL) / 2.0], axis=0)
    places, positives, expected = once.T
    return Reliability(ratio(expected, places), ratio(positives, places), low, high)


def drawn(departments: int, draws: int, seed: int) -> NDArray[np.float64]:
    """Return how often each department is drawn, shape (draws, departments)."""
    even = np.full(departments, 1.0 / departments)
    return np.random.default_rng(seed).multinomial(departments, even, size=draws).astype(float)


def _interval(values: NDArray[np.float64]) -> Interval:
    known = values[~np.isnan(values)]
    if not len(known):
        return Interval(np.nan, np.nan, 0)
    low, high = np.quantile(known, [(1.0 - LEVEL) / 2.0, (1.0 + LEVEL) / 2.0])
    return Interval(float(low), float(high), len(known))


def _check_nested(district: NDArray[np.object_], department: NDArray[np.intp]) -> None:
    names, first, code = np.unique(district, return_index=True, return_inverse=True)
    astray = np.flatnonzero(department[first][code] != department)
    if len(astray):
        raise ValueError(f"district {names[code[astray[0]]]} lies in two departments")
