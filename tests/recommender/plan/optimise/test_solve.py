"""What is solved against the best of all choices, tried out one by one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.sparse import csr_array, vstack

from recommender.plan.nesting import best_nested
from recommender.plan.optimise import columns, solve
from recommender.plan.optimise.master import Master
from recommender.plan.optimise.problem import Location, OutOfReach
from recommender.plan.optimise.rows import SiteRows
from recommender.plan.optimise.swap import prefer, settle
from tests.recommender.plan.optimise.instances import optimum, random_location

KINDS = ("k", "budget", "must", "units", "exclusive", "all")
PATIENT_S = 60.0


def assert_best_and_proven(problem: Location) -> None:
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
    assert_best_and_proven(random_location(seed, kind, cover))


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("kind", ("k", "must", "units", "exclusive", "all"))
def test_the_cheapest_choice_for_a_share_is_found_and_proven(seed: int, kind: str) -> None:
    assert_best_and_proven(random_location(seed, kind, True, target=0.7))


@pytest.mark.parametrize("cover", (True, False), ids=("cover", "median"))
def test_columns_that_join_later_are_priced_right(
    cover: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With two sites to begin with and two a round, all others must come by their prices."""
    for name in ("START", "START_BY_PAIRS", "ADDED", "ADDED_BY_PAIRS"):
        monkeypatch.setattr(columns, name, 2)
    for seed in range(10, 14):
        for kind in KINDS:
            assert_best_and_proven(random_location(seed, kind, cover))


def test_a_bound_in_whole_sites_counts_what_presolve_settles() -> None:
    """HiGHS leaves that out of its figures where it is given a start."""
    unit, district = np.array([0, 0, 0, 1, 1, 1, 1]), np.array([2, 1, 0, 1, 0, 2, 0])
    rows = SiteRows(
        np.full(7, 2.5), np.zeros(7, dtype=bool), 6, None, unit, ("a", "b"), 1, district
    )
    gain = (np.random.default_rng(0).random((7, 9)) < 0.4) * np.arange(1.0, 10.0)
    master = Master(Location(csr_array(gain), rows, target=0.0), np.arange(7))
    _, bound = master.whole(np.array([6, 0]), PATIENT_S, 1e-6)
    assert bound == pytest.approx(5.0)


def test_every_bound_on_the_way_holds() -> None:
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


def test_a_site_gives_way_to_the_town_it_lives_on() -> None:
    """A hamlet at the rim reaches the town and one person more; the town is taken for it."""
    gain = csr_array(np.array([[1_000.0, 0.0, 5.0], [1_000.0, 1.0, 5.0], [0.0, 1.0, 400.0]]))
    problem = Location(gain, SiteRows(np.ones(3), np.zeros(3, dtype=bool), k=1))
    best = solve.solve(problem, PATIENT_S).sites
    assert best.tolist() == [1]
    people, own = np.array([1_000.0, 1.0, 400.0]), np.array([1_000.0, 1.0, 5.0])
    assert settle(problem, best, people, own).tolist() == [0]
    # A tenth of what it adds is the most that is given up.
    rim = csr_array(np.array([[1_000.0, 0.0, 0.0], [1_000.0, 1.0, 150.0], [0.0, 1.0, 150.0]]))
    wider = Location(rim, problem.rows)
    assert settle(wider, np.array([1]), people, own).tolist() == [1]


def test_of_sites_that_do_the_same_the_best_liked_is_taken() -> None:
    problem = random_location(7, "k", True)
    twice = csr_array(vstack([problem.gain, problem.gain]))
    rows = SiteRows(np.ones(2 * problem.sites), np.zeros(2 * problem.sites, dtype=bool), k=4)
    doubled = Location(twice, rows)
    first = solve.solve(doubled, PATIENT_S).sites
    liking = np.concatenate((np.zeros(problem.sites), np.ones(problem.sites)))
    liked = prefer(doubled, first, liking)
    assert (liked >= problem.sites).all()
    assert doubled.value(liked) == pytest.approx(doubled.value(first))


def test_a_nested_order_keeps_its_rows() -> None:
    """Greed takes more sites than the plan, and those that a unit asks for last."""
    gain = csr_array(
        np.array(
            [
                [2.0, 2.0, 2.0, 2.0, 0.0, 0.0],
                [2.0, 2.0, 0.0, 0.0, 1.5, 0.0],
                [0.0, 0.0, 2.0, 2.0, 0.0, 1.0],
            ]
        )
    )
    rows = SiteRows(
        np.ones(3), np.zeros(3, dtype=bool), 3, None, np.array([0, 0, 1]), ("a", "b"), 1
    )
    problem = Location(gain, rows)
    order = best_nested(problem, np.array([1, 2]))
    assert rows.keeps(order)


def test_a_target_that_greed_misses_is_met_within_the_rows() -> None:
    """Greed takes the site of ten, and with it may take no other: two of six are the way."""
    gain = csr_array(np.array([[5.0, 5.0, 0, 0], [5.0, 0, 1.0, 0], [0, 5.0, 0, 1.0]]))
    rows = SiteRows(np.array([1.0, 1.0, 1.0]), np.zeros(3, dtype=bool), budget=2.0, k=2)
    problem = Location(gain, rows, cover=True, target=12.0)
    proof = solve.solve(problem, PATIENT_S)
    assert sorted(proof.sites.tolist()) == [1, 2] and proof.bound == 2.0


def test_a_target_beyond_what_the_rows_allow_is_out_of_reach() -> None:
    problem = random_location(3, "k", True)
    few = replace(problem.rows, k=1)
    beyond = Location(problem.gain, few, True, target=float(problem.weight.sum()))
    with pytest.raises(OutOfReach):
        solve.solve(beyond, PATIENT_S)
