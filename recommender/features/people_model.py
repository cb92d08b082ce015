"""A model of how the people of a district divide among its places, fitted to known towns.

Within district d place i expects the share exp(b.x_i) / sum_j exp(b.x_j) of the district's people
T, so the expectations add up to T whatever b is: no level of rural people has to be assumed. The
people y_i scatter around the expectation m_i log-normally, with a spread s of its own for
capitals, other towns and rural places.

GeoNames lists few places, and not at random: hardly any of 1,000 to 4,000 people, most district
capitals below and above that, about every fourth rural place of 500 to 1,000. To fit the listed
ones alone would take them for typical. So each place has a chance p to be listed that depends on
its kind and on the band its people fall in, and b, s and p are fitted together: a listed place
contributes p(band of y) f(y), an unlisted one 1 - sum_band p(band) P(band). It is the likelihood
of a sample selected on its outcome (Heckman 1979, with bands for the selection).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit, ndtr

from recommender.features.anchors import RURAL_BELOW
from recommender.features.people_covariates import Covariates

# People at which the chance to be listed changes, seen in the listed towns' own distribution.
BAND_EDGES = np.log([500.0, 1_000.0, 4_000.0])
# The logarithm of the most people that a capital, another town and a rural place can have.
CEILING = np.array([np.inf, np.inf, np.log(RURAL_BELOW)])
KINDS, BANDS = 3, len(BAND_EDGES) + 1
# The pull of the coefficients to 0 (Gaussian prior of precision 20 on scaled covariates), and of
# the logits of p to LISTED_LOGIT with a standard deviation of 3, so that an empty band is harmless.
RIDGE = 20.0
LISTED_LOGIT, LISTED_SPREAD = -1.0, 3.0
LOG_SPREAD_BOUNDS = (-2.0, 1.0)
STEPS = 150

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True)
class PeopleModel:
    """The fitted coefficients, the spread of log people by kind, and p by kind and band."""

    coefficients: Floats
    spread: Floats
    listed: Floats

    def expected(self, of: Covariates) -> Floats:
        """Return the expected people of each place; they add up to the total of each district."""
        return of.total * shares(self.coefficients, of)

    def expected_if_unlisted(self, of: Covariates) -> Floats:
        """Return the expected people given that GeoNames does not list the place.

        A rural place has fewer than 2,000 besides. With P the chance of each band below that, and
        Q that of the distribution weighted by people (the same one, s squared higher),
        E[y | unlisted] = m sum (1 - p) Q / sum (1 - p) P.
        """
        mean = self.expected(of)
        spread = self.spread[of.kind]
        middle = np.log(mean) - spread**2 / 2.0
        plain, weighted = (
            self._unlisted(centre, spread, of.kind) for centre in (middle, middle + spread**2)
        )
        return np.asarray(mean * weighted / plain)

    def _unlisted(self, centre: Floats, spread: Floats, kind: Integers) -> Floats:
        """Return the chance to be unlisted and below the ceiling of the kind of place."""
        chance, below = np.zeros(len(kind)), np.zeros(len(kind))
        for band, edge in enumerate([*BAND_EDGES, np.inf]):
            reached = ndtr((np.minimum(edge, CEILING[kind]) - centre) / spread)
            chance += (1.0 - self.listed[kind, band]) * (reached - below)
            below = reached
        return chance


def shares(coefficients: Floats, of: Covariates) -> Floats:
    """Return each place's share of its district, between 0 and 1."""
    weight = np.exp(of.matrix @ coefficients)
    return np.asarray(weight / np.bincount(of.district, weight)[of.district])


def fit_people(of: Covariates, known: Floats) -> PeopleModel:
    """Fit to `known`, the people GeoNames gives each place, NaN where it does not list it.

    Penalised maximum likelihood by L-BFGS from zero, a fixed number of steps: deterministic.
    Districts whose towns are held out must be left out of `of`, for they would count as unlisted.
    """
    likelihood = _Likelihood(of, known)
    width = of.matrix.shape[1]
    start = np.concatenate([np.zeros(width + KINDS), np.full(KINDS * BANDS, LISTED_LOGIT)])
    bounds: list[tuple[float | None, float | None]] = [
        (0.0 if rising else None, None) for rising in of.rising
    ]
    bounds += [LOG_SPREAD_BOUNDS] * KINDS + [(None, None)] * (KINDS * BANDS)
    options = {"maxiter": STEPS, "maxcor": 20}
    found = minimize(likelihood, start, jac=True, method="L-BFGS-B", bounds=bounds, options=options)
    coefficients, log_spread, logits = _parts(found.x, width)
    return PeopleModel(coefficients, np.exp(log_spread), expit(logits))


def _parts(theta: Floats, width: int) -> tuple[Floats, Floats, Floats]:
    logits = theta[width + KINDS :].reshape(KINDS, BANDS)
    return theta[:width], theta[width : width + KINDS], logits


class _Likelihood:
    """The negative penalised log-likelihood and its gradient."""

    def __init__(self, of: Covariates, known: Floats) -> None:
        self.of = of
        self.transposed = of.matrix.T.tocsr()
        self.listed = np.flatnonzero(~np.isnan(known))
        self.log_people = np.log(known[self.listed])
        self.band = np.digitize(self.log_people, BAND_EDGES)
        absent = np.isnan(known)
        self.absent = [np.flatnonzero(absent & (of.kind == kind)) for kind in range(KINDS)]

    def __call__(self, theta: Floats) -> tuple[float, Floats]:
        coefficients, log_spread, logits = _parts(theta, self.of.matrix.shape[1])
        spread, chance = np.exp(log_spread), expit(logits)
        share = shares(coefficients, self.of)
        middle = np.log(self.of.total * share) - (spread**2 / 2.0)[self.of.kind]
        slope = np.zeros(len(middle))
        value, by_spread, by_logit = self._listed(middle, spread, chance, slope)
        for kind, rows in enumerate(self.absent):
            more, d_spread, d_chance = _absent(middle[rows], spread[kind], chance[kind])
            slope[rows] = more[1]
            value += more[0].sum()
            by_spread[kind] += d_spread - spread[kind] ** 2 * more[1].sum()
            by_logit[kind] += d_chance * chance[kind] * (1.0 - chance[kind])
        by_district = np.bincount(self.of.district, slope)[self.of.district]
        by_coefficient = self.transposed @ (slope - share * by_district)
        off = (logits - LISTED_LOGIT) / LISTED_SPREAD
        penalty = RIDGE / 2.0 * coefficients @ coefficients + 0.5 * (off**2).sum()
        gradient = [
            by_coefficient - RIDGE * coefficients,
            by_spread,
            (by_logit - off / LISTED_SPREAD).ravel(),
        ]
        return float(penalty - value), -np.concatenate(gradient)

    def _listed(
        self, middle: Floats, spread: Floats, chance: Floats, slope: Floats
    ) -> tuple[float, Floats, Floats]:
        """Return the value and its derivatives by log spread and logit; fill `slope`."""
        kind = self.of.kind[self.listed]
        width, p = spread[kind], chance[kind, self.band]
        off = (self.log_people - middle[self.listed]) / width
        slope[self.listed] = off / width
        value = (np.log(p) - np.log(width) - off**2 / 2.0).sum()
        by_spread = np.zeros(KINDS)
        np.add.at(by_spread, kind, off**2 - 1.0 - off * width)
        by_logit = np.zeros((KINDS, BANDS))
        np.add.at(by_logit, (kind, self.band), 1.0 - p)
        return float(value), by_spread, by_logit


def _absent(
    middle: Floats, spread: float, chance: Floats
) -> tuple[tuple[Floats, Floats], float, Floats]:
    """Return log(1 - chance to be listed) of unlisted places of a kind, and what it changes by.

    ((value, derivative by the middle) of each place, sum by log spread, sum by each band's p).
    """
    listed = np.full(len(middle), chance[-1])
    by_middle, by_spread = np.zeros(len(middle)), np.zeros(len(middle))
    below = []
    for edge, step in zip(BAND_EDGES, -np.diff(chance), strict=True):
        z = (edge - middle) / spread
        density = np.exp(-0.5 * z**2) / np.sqrt(2.0 * np.pi)
        below.append(ndtr(z))
        listed += step * below[-1]
        by_middle -= step * density / spread
        by_spread -= step * density * z
    rest = 1.0 / (1.0 - listed)
    # Sums, not products of matrices: threads of a BLAS would cost more than they save.
    mass = [0.0, *((part * rest).sum() for part in below), rest.sum()]
    value = (np.log1p(-listed), -by_middle * rest)
    return value, -float((by_spread * rest).sum()), -np.diff(mass)
