"""The greedy choice against the best of all choices, tried out on small regions."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from recommender.hubs.nearest import HubIndex
from recommender.places.gazetteer import Gazetteer
from recommender.places.sphere import unit_vectors
from recommender.plan.demand import Demand, demand_in
from recommender.plan.mclp import TOWN_TIE, GreedyCover


def small_demand(seed: int, size: int = 14, radius_km: float = 8.0) -> Demand:
    rng = np.random.default_rng(seed)
    latitude, longitude = rng.uniform(-12.3, -12.0, size), rng.uniform(-75.3, -75.0, size)
    weight = rng.gamma(1.0, 50.0, size)
    return Demand(
        rows=np.arange(size),
        points=unit_vectors(latitude, longitude),
        radius_km=radius_km,
        weight=weight,
        people=weight * 4,
        youth=weight,
        open=rng.random(size) > 0.15,
        urban=np.zeros(size, dtype=bool),
        suitability=rng.random(size),
        nearest_hub_km=np.full(size, 20.0),
    )


def reach_table(demand: Demand) -> np.ndarray:
    cosine = np.clip(demand.points @ demand.points.T, -1.0, 1.0)
    return np.arccos(cosine) * 6371.0088 <= demand.radius_km


def best_of_all(demand: Demand, k: int) -> float:
    reach, weight = reach_table(demand), demand.weight * demand.open
    return max(
        float(weight[reach[list(sites)].any(axis=0)].sum())
        for sites in combinations(range(len(weight)), k)
    )


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("k", [1, 2, 4])
def test_the_bound_holds_and_greedy_comes_near(seed: int, k: int) -> None:
    demand = small_demand(seed)
    cover = GreedyCover(demand)
    _, bound = cover.solve(k)
    optimum = best_of_all(demand, k)
    assert cover.objective <= optimum * (1 + 1e-9)
    assert bound >= optimum * (1 - 1e-9)
    assert cover.objective >= (1 - np.exp(-TOWN_TIE)) * optimum


@pytest.mark.parametrize("seed", range(6))
def test_gains_are_what_each_site_adds(seed: int) -> None:
    demand = small_demand(seed)
    cover = GreedyCover(demand)
    cover.extend(5)
    reach, left = reach_table(demand), demand.open.copy()
    for pick in cover.picks:
        new = reach[pick.site] & left
        assert pick.gain == pytest.approx(demand.weight[new].sum())
        assert pick.people == pytest.approx(demand.people[new].sum())
        left &= ~new


@pytest.mark.parametrize("seed", range(6))
def test_lazy_choice_never_misses_a_better_site(seed: int) -> None:
    demand = small_demand(seed, size=200, radius_km=5.0)
    cover = GreedyCover(demand)
    cover.extend(20)
    reach, left = reach_table(demand), demand.open.copy()
    for pick in cover.picks:
        gains = (reach * (demand.weight * left)).sum(axis=1)
        assert pick.gain >= TOWN_TIE * gains.max() - 1e-9
        left &= ~reach[pick.site]


def test_near_ties_go_to_the_more_suitable_place() -> None:
    demand = small_demand(1, size=3, radius_km=1.0)
    apart = unit_vectors(np.array([-12.0, -13.0, -14.0]), np.array([-75.0, -75.0, -75.0]))
    fields = {**vars(demand), "points": apart, "open": np.ones(3, dtype=bool)}
    fields |= {"weight": np.array([100.0, 99.0, 50.0]), "suitability": np.array([0.1, 0.9, 1.0])}
    # Each place is its own gain, so the town rule would decide: shared weight keeps it out.
    crowd = np.repeat(np.arange(3), 10)
    fields |= {
        "rows": np.arange(30), "points": apart[crowd], "weight": fields["weight"][crowd] / 10,
        "suitability": fields["suitability"][crowd], "open": np.ones(30, dtype=bool),
        "people": np.ones(30), "youth": np.ones(30), "urban": np.zeros(30, dtype=bool),
        "nearest_hub_km": np.full(30, 20.0),
    }  # fmt: skip
    picks = GreedyCover(Demand(**fields)).extend(1)
    assert picks[0].site in range(10, 20)


def test_nobody_left_means_no_sites_and_no_gap() -> None:
    demand = small_demand(0)
    covered = Demand(**{**vars(demand), "open": np.zeros(14, dtype=bool)})
    cover = GreedyCover(covered)
    assert cover.solve(5) == ([], 0.0)


def test_more_sites_reach_no_fewer(gazetteer: Gazetteer, seeded_hubs: HubIndex) -> None:
    objectives = []
    for k in (1, 3, 10):
        cover = GreedyCover(demand_in(gazetteer, seeded_hubs, "05", 5.0))
        cover.solve(k)
        objectives.append(cover.objective)
    assert objectives == sorted(objectives)


def test_no_site_counts_people_whom_a_hub_reaches(
    gazetteer: Gazetteer, seeded_hubs: HubIndex
) -> None:
    demand = demand_in(gazetteer, seeded_hubs, "09", 10.0)
    cover = GreedyCover(demand)
    cover.extend(30)
    assert sum(pick.people for pick in cover.picks) <= demand.people[demand.open].sum() + 1e-6
    assert (demand.nearest_hub_km[demand.open] > 10.0).all()
