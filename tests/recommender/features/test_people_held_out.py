"""Held-out figures see what an estimate gets right, and whole departments are held out."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from recommender.features.people_covariates import CAPITAL, RURAL, TOWN, Covariates
from recommender.features.people_held_out import department_folds, rank_figures, rule_of_thumb

# Two districts of a capital, a town and three rural places each.
KIND = np.array([CAPITAL, TOWN, RURAL, RURAL, RURAL] * 2)
DISTRICT = np.repeat([0, 1], 5)
KNOWN = np.array([5_000.0, 900.0, 600.0, np.nan, np.nan, 3_000.0, 800.0, np.nan, 700.0, np.nan])


def _of(total: float) -> Covariates:
    rising = np.zeros(1, dtype=bool)
    matrix = csr_matrix((len(KIND), 1))
    return Covariates(matrix, ("none",), rising, KIND, DISTRICT, np.full(len(KIND), total))


def test_an_estimate_in_the_right_order_is_perfect() -> None:
    figures = rank_figures(np.where(np.isnan(KNOWN), 10.0, KNOWN), KNOWN, _of(9_000.0))
    for name in ("all", "urban", "rural", "urban_not_capital", "within_districts"):
        assert figures[name]["spearman"] == pytest.approx(1.0)
    assert figures["rural_listed_first"]["share"] == 1.0
    assert figures["urban_factor"]["median"] == pytest.approx(1.0)
    assert figures["all"]["towns"] == 6
    assert figures["within_districts"]["districts"] == 2


def test_equal_shares_say_nothing_within_a_district() -> None:
    figures = rank_figures(np.where(DISTRICT == 0, 900.0, 500.0), KNOWN, _of(4_500.0))
    assert figures["within_districts"]["spearman"] == 0.0
    assert figures["rural_listed_first"]["share"] == 0.5


def test_an_estimate_in_reverse_order_is_worst() -> None:
    figures = rank_figures(1.0 / np.where(np.isnan(KNOWN), 1.0, KNOWN), KNOWN, _of(9_000.0))
    assert figures["within_districts"]["spearman"] == pytest.approx(-1.0)
    assert figures["rural_listed_first"]["share"] == 0.0


def test_a_fold_holds_whole_departments_and_folds_hold_about_as_many_towns() -> None:
    random = np.random.default_rng(1)
    department = random.integers(1, 26, 5_000).astype(str).astype(object)
    towns = random.random(5_000) < 0.1
    folds = department_folds(department, towns)
    assert all(len(set(folds[department == name])) == 1 for name in set(department))
    loads = np.bincount(folds, towns)
    assert len(loads) == 5 and loads.min() > 0.7 * loads.max()


def test_the_rule_of_thumb_gives_the_capital_what_is_left() -> None:
    posted = np.array([False, False, True, False, False] * 2)
    people = rule_of_thumb(_of(9_000.0), posted)
    np.testing.assert_allclose(np.bincount(DISTRICT, people), 9_000.0)
    assert people[0] > 7_000.0
    assert people[2] == pytest.approx(4.0 * people[3])
