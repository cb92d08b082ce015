"""What the tests of whole plans share: a planner by keywords, and measuring without it."""

from __future__ import annotations

import numpy as np

from recommender.hubs.nearest import HubIndex
from recommender.places.gazetteer import Gazetteer
from recommender.places.sphere import arc_km, unit_vectors
from recommender.plan.request import PlanRequest
from recommender.plan.solution import Solution
from recommender.plan.solve import solve

AYACUCHO, HUANTA = "05", "0504"
CITY = "0501010001"
# A hamlet of Huanta's district.
HAMLET = "0504010060"


class Planner:
    """Solves with the shipped places and hubs, by keywords."""

    def __init__(self, gazetteer: Gazetteer, hubs: HubIndex) -> None:
        self.gazetteer, self.hubs = gazetteer, hubs

    def __call__(self, problem: str = "mclp", region: str = AYACUCHO, **rows: object) -> Solution:
        request = PlanRequest(problem, region=region, **rows)  # type: ignore[arg-type]
        return solve(self.gazetteer, self.hubs, request)


def reached(planner: Planner, sites: list[str], region: str, radius_km: float) -> float:
    """People of a region within reach of some places and of no hub, by measuring all."""
    places, hubs = planner.gazetteer, planner.hubs
    rows = places.rows_in(region)
    chosen = [places.row_of(one) for one in sites]
    points = unit_vectors(places.latitude[rows], places.longitude[rows])
    ends = unit_vectors(places.latitude[chosen], places.longitude[chosen])
    km = arc_km(np.linalg.norm(points[:, None, :] - ends[None, :, :], axis=2)).min(axis=1)
    far = hubs.sphere.nearest_km(places.latitude[rows], places.longitude[rows]) > radius_km
    return float(places.people[rows][far & (km <= radius_km)].sum())


def ids(solution: Solution) -> list[str]:
    return [site.place.id for site in solution.sites]
