"""The model of people finds again what made the figures, and its gradient is that of its value."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import check_grad
from scipy.sparse import csr_matrix

from recommender.features.people_covariates import CAPITAL, RURAL, Covariates
from recommender.features.people_model import (
    BANDS,
    KINDS,
    PeopleModel,
    _Likelihood,
    fit_people,
)

TRUE = np.array([3.0, 0.8])


def _country(districts: int = 400, each: int = 20) -> tuple[Covariates, np.ndarray]:
    """Return places with a capital first in each district, and people listed from 500 on."""
    random = np.random.default_rng(3)
    district = np.repeat(np.arange(districts), each)
    kind = np.where(np.arange(len(district)) % each == 0, CAPITAL, RURAL)
    signal = np.where(kind == RURAL, random.standard_normal(len(kind)), 0.0)
    matrix = np.column_stack([kind == CAPITAL, signal]).astype(float)
    total = random.lognormal(8.5, 0.8, districts)[district]
    weight = np.exp(matrix @ TRUE)
    middle = np.log(total * weight / np.bincount(district, weight)[district])
    spread = np.where(kind == CAPITAL, 0.3, 0.9)
    people = np.exp(random.normal(middle - spread**2 / 2.0, spread))
    known = np.where((people >= 500.0) & (random.random(len(people)) < 0.8), people, np.nan)
    names, rising = ("capital", "more_signal"), np.array([False, True])
    return Covariates(csr_matrix(matrix), names, rising, kind, district, total), known


def test_the_gradient_is_that_of_the_value() -> None:
    of, known = _country(40)
    likelihood = _Likelihood(of, known)
    width = len(of.names) + KINDS + KINDS * BANDS
    theta = np.random.default_rng(0).normal(0.0, 0.3, width)
    error = check_grad(lambda t: likelihood(t)[0], lambda t: likelihood(t)[1], theta)
    assert error / np.linalg.norm(likelihood(theta)[1]) < 1e-5


def test_the_fit_finds_what_made_the_figures_though_only_large_places_are_listed() -> None:
    of, known = _country()
    model = fit_people(of, known)
    np.testing.assert_allclose(model.coefficients, TRUE, rtol=0.1)
    assert model.spread[CAPITAL] == pytest.approx(0.3, abs=0.05)
    assert model.spread[RURAL] == pytest.approx(0.9, abs=0.1)
    assert model.listed[RURAL, 0] < 0.02 and model.listed[RURAL, 1] > 0.6


def test_expectations_add_up_to_every_district() -> None:
    of, known = _country(50)
    expected = fit_people(of, known).expected(of)
    np.testing.assert_allclose(np.bincount(of.district, expected), of.total[::20])


def test_an_unlisted_place_is_expected_smaller_where_large_ones_are_listed() -> None:
    of, _ = _country(5)
    listed = np.zeros((KINDS, BANDS))
    spread = np.full(KINDS, 0.9)
    silent = PeopleModel(TRUE, spread, listed).expected_if_unlisted(of)
    listed[:, 1:] = 0.9
    assert (PeopleModel(TRUE, spread, listed).expected_if_unlisted(of) < silent).all()


def test_an_unlisted_rural_place_is_expected_below_2000_and_a_capital_need_not_be() -> None:
    of, _ = _country(5)
    of.total[:] = 1e6
    model = PeopleModel(TRUE, np.full(KINDS, 0.9), np.zeros((KINDS, BANDS)))
    expected = model.expected_if_unlisted(of)
    assert (expected[of.kind == RURAL] < 2_000.0).all()
    np.testing.assert_allclose(expected[of.kind == CAPITAL], model.expected(of)[of.kind == CAPITAL])


def test_rows_of_whole_districts_are_renumbered() -> None:
    of, known = _country(4)
    part = of.rows(of.district >= 2)
    assert part.district.tolist() == [0] * 20 + [1] * 20
    np.testing.assert_array_equal(part.total, of.total[40:])
