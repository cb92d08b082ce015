"""Capacities against trying out every choice of sites with a flow of people each."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import linprog

from recommender.plan.optimise.capacity import Assigned, solve_capacity
from recommender.plan.optimise.problem import Location, Sites
from tests.recommender.plan.optimise.instances import all_choices, random_location

CAPACITY = 120.0


def served_best(problem: Location, people: np.ndarray, sites: Sites) -> float:
    """The most that chosen sites are worth within their capacity: a linear program."""
    gain = problem.gain[sites].toarray()
    count, places = gain.shape
    if not count:
        return 0.0
    once = np.tile(np.eye(places), count)
    full = np.kron(np.eye(count), people)
    answer = linprog(
        -gain.ravel(),
        A_ub=np.vstack((once, full)),
        b_ub=np.concatenate((np.ones(places), np.full(count, CAPACITY))),
        bounds=[(0.0, float(one > 0)) for one in gain.ravel()],
    )
    return float(-answer.fun)


def solved(problem: Location, people: np.ndarray) -> Assigned:
    found = solve_capacity(problem, people, CAPACITY, 30.0)
    assert found is not None
    return found


@pytest.mark.parametrize("kind", ("k", "units"))
@pytest.mark.parametrize("cover", (True, False), ids=("cover", "median"))
def test_the_best_choice_within_capacity_is_found(kind: str, cover: bool) -> None:
    problem = random_location(3, kind, cover)
    people = np.random.default_rng(3).integers(1, 60, problem.places).astype(float)
    best = max(served_best(problem, people, sites) for sites in all_choices(problem))
    found = solved(problem, people)
    assert found.value == pytest.approx(best, rel=1e-4)
    assert found.bound == pytest.approx(best, rel=1e-4)


def test_no_site_serves_more_than_it_can_and_no_place_is_served_twice() -> None:
    problem = random_location(4, "k", True)
    people = problem.weight
    found = solved(problem, people)
    assert (found.share @ people <= CAPACITY + 1e-6).all()
    assert (found.share.sum(axis=0) <= 1.0 + 1e-6).all()
    idle = np.setdiff1d(np.arange(problem.sites), found.sites)
    assert found.share[idle].sum() <= 1e-6


def test_a_share_beyond_all_capacity_has_no_choice() -> None:
    problem = random_location(4, "k", True, target=1.0)
    assert solve_capacity(problem, problem.weight, 5.0, 30.0) is None
