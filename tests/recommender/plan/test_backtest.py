"""The backtest on a made-up country, where it is known which way finds the hidden hubs."""

from __future__ import annotations

import numpy as np
import pytest

from recommender.places.sphere import unit_vectors
from recommender.plan.backtest import DRAWS, WAYS, Places, backtest

# Places on a grid of 12 km in two departments; no two are within reach of each other.
SIDE = 16
rng = np.random.default_rng(3)
latitude, longitude = np.meshgrid(np.arange(SIDE) * 0.11 - 12.0, np.arange(SIDE) * 0.11 - 75.0)
POINTS = unit_vectors(latitude.ravel(), longitude.ravel())
DEPARTMENT = np.where(longitude.ravel() < -74.2, "05", "09").astype("U2")
HUBS = np.sort(rng.permutation(SIDE * SIDE)[:40])


def places(people: np.ndarray, score: np.ndarray) -> Places:
    return Places(POINTS, DEPARTMENT, people, people, score)


def run(people: np.ndarray, score: np.ndarray) -> dict[str, float]:
    report = backtest(places(people, score), POINTS[HUBS], DEPARTMENT[HUBS])
    assert set(report["found"]) == set(WAYS)
    return {name: found["mean"] for name, found in report["found"].items()}


def test_a_score_that_knows_the_hubs_finds_them_and_chance_does_not() -> None:
    score = np.full(SIDE * SIDE, 0.01)
    score[HUBS] = 0.9
    found = run(rng.uniform(100, 200, SIDE * SIDE), score)
    assert found["suitability"] == 1.0 and found["need_and_suitability"] == 1.0
    assert found["random"] < 0.3 and found["need"] < 0.4


def test_need_finds_hubs_that_stand_where_people_are() -> None:
    people = rng.uniform(10, 20, SIDE * SIDE)
    people[HUBS] = 5_000
    found = run(people, np.full(SIDE * SIDE, np.nan))
    assert found["need"] == found["largest_uncovered"] == 1.0


def test_as_many_sites_are_planned_as_hubs_are_hidden() -> None:
    report = backtest(
        places(np.ones(SIDE * SIDE), np.ones(SIDE * SIDE)), POINTS[HUBS], DEPARTMENT[HUBS]
    )
    by_department = [int((DEPARTMENT[HUBS] == code).sum()) for code in ("05", "09")]
    assert report["hidden_each_draw"] == [sum(round(0.3 * one) for one in by_department)] * DRAWS
    assert all(len(found["each_draw"]) == DRAWS for found in report["found"].values())


def test_the_same_seed_hides_the_same_hubs() -> None:
    people, score = rng.uniform(1, 9, SIDE * SIDE), rng.uniform(0, 1, SIDE * SIDE)
    given = (places(people, score), POINTS[HUBS], DEPARTMENT[HUBS])
    assert backtest(*given) == backtest(*given)
    assert backtest(*given, seed=1) != backtest(*given)


@pytest.mark.parametrize("count", (0, 1))
def test_a_department_with_hardly_a_hub_is_left_out(count: int) -> None:
    few = np.flatnonzero(DEPARTMENT == "09")[:count]
    many = np.flatnonzero(DEPARTMENT == "05")[:10]
    hubs = np.concatenate((few, many))
    report = backtest(
        places(np.ones(SIDE * SIDE), np.ones(SIDE * SIDE)), POINTS[hubs], DEPARTMENT[hubs]
    )
    assert report["hidden_each_draw"] == [3] * DRAWS
