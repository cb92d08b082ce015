"""What is solved against the best of all choices, tried out one by one."""

from __future__ import annotations

import numpy as np
import pytest

from recommender.plan.optimise import columns, solve
from recommender.plan.optimise.problem import Location
from tests.recommender.plan.optimise.instances import optimum, random_location

KINDS = ("k", "budget", "must", "units", "exclusive", "all")
PATIENT_S = 60.0


def check(problem: Location) -> None:
    best = optimum(problem)
    if best is None:
        with pytest.raises(ValueError):
            solve.solve(problem, PATIENT_S)
        return
    proof = solve.solve(problem, PATIENT_S)
    assert problem.rows.keeps(proof.sites)
    found = problem.cost(proof.sites) if problem.target is not None else problem.value(proof.sites)
    assert found == pytest.approx(best, rel=1e-6, abs=1e-6)
    assert proof.bound == pytest.approx(best, rel=1e-5, abs=1e-5)
    assert proof.complete


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("cover", (True, False), ids=("cover", "median"))
def test_the_best_choice_is_found_and_proven(seed: int, kind: str, cover: bool) -> None:
    check(random_location(seed, kind, cover))


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("kind", ("k", "must", "units", "exclusive", "all"))
def test_the_cheapest_choice_for_a_share_is_found_and_proven(seed: int, kind: str) -> None:
    check(random_location(seed, kind, True, target=0.7))


@pytest.mark.parametrize("cover", (True, False), ids=("cover", "median"))
def test_columns_that_join_later_are_priced_right(
    cover: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With two sites to begin with and two a round, all others must come by their prices."""
    for name in ("START", "START_BY_PAIRS", "ADDED", "ADDED_BY_PAIRS"):
        monkeypatch.setattr(columns, name, 2)
    for seed in range(10, 14):
        for kind in KINDS:
            check(random_location(seed, kind, cover))


def test_every_bound_on_the_way_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whenever the time ends, the bound is on the right side and the choice keeps the rows."""
    for seed in range(6):
        for cover in (True, False):
            problem = random_location(seed, "all", cover)
            best = optimum(problem)
            if best is None:
                continue
            proof = solve.solve(problem, 1e-9)
            assert problem.rows.keeps(proof.sites)
            assert problem.value(proof.sites) <= best + 1e-6
            assert proof.bound >= best - 1e-6


def test_the_same_problem_gets_the_same_answer() -> None:
    problem = random_location(5, "k", True)
    first, second = (solve.solve(problem, PATIENT_S) for _ in range(2))
    np.testing.assert_array_equal(first.sites, second.sites)
    assert first.bound == second.bound
