"""The same objectives as spopt's on the kind of instance that its own tests solve.

A street lattice of nine inner lines a side over a square of ten, a hundred clients and five
facilities by chance on the streets, costs along the streets.
"""

from __future__ import annotations

import geopandas
import numpy as np
import pulp
import pytest
import spaghetti
from numpy.typing import NDArray
from scipy.sparse import csr_array
from spopt import locate

from recommender.plan.optimise.problem import Location
from recommender.plan.optimise.rows import SiteRows
from recommender.plan.optimise.solve import solve

Floats = NDArray[np.float64]
CLIENTS, FACILITIES = 100, 5
# spopt keeps the deprecation notices of its own libraries to itself no more than we can.
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def costs() -> Floats:
    """Costs from client to facility along the streets, shape (clients, facilities)."""
    lattice = spaghetti.regular_lattice((0, 0, 10, 10), 9, exterior=True)
    streets = spaghetti.Network(in_data=lattice)
    # Points are drawn on the streets' own width.
    wide = spaghetti.element_as_gdf(streets, arcs=True).buffer(0.2).union_all()
    frame = geopandas.GeoDataFrame(geometry=[wide])
    for name, needed, seed in (("clients", CLIENTS, 5), ("facilities", FACILITIES, 6)):
        points = locate.util.simulated_geo_points(frame, needed=needed, seed=seed)
        streets.snapobservations(points, name, attribute=True)
    found = streets.allneighbordistances(
        sourcepattern=streets.pointpatterns["clients"],
        destpattern=streets.pointpatterns["facilities"],
    )
    return np.asarray(found, dtype=float)


@pytest.fixture(scope="module")
def weights() -> Floats:
    return np.random.default_rng(0).integers(1, 12, CLIENTS).astype(float)


def solver() -> object:
    return pulp.PULP_CBC_CMD(msg=False, warmStart=True)


def rows(k: int | None) -> SiteRows:
    return SiteRows(np.ones(FACILITIES), np.zeros(FACILITIES, dtype=bool), k=k)


@pytest.mark.parametrize("radius", (2.0, 4.0, 7.0))
@pytest.mark.parametrize("k", (1, 2, 4))
def test_mclp(costs: Floats, weights: Floats, radius: float, k: int) -> None:
    theirs = locate.MCLP.from_cost_matrix(
        costs, weights=weights, service_radius=radius, p_facilities=k
    ).solve(solver())
    gain = csr_array((costs <= radius).T * weights)
    ours = solve(Location(gain, rows(k)), 30.0)
    assert ours.bound == pytest.approx(pulp.value(theirs.problem.objective))


@pytest.mark.parametrize("radius", (8.0, 10.0, 12.0))
def test_lscp(costs: Floats, radius: float) -> None:
    # Clients out of everyone's reach make spopt's problem infeasible: they are left out of both.
    costs = costs[(costs <= radius).any(axis=1)]
    theirs = locate.LSCP.from_cost_matrix(costs, service_radius=radius).solve(solver())
    gain = csr_array((costs <= radius).T.astype(float))
    ours = solve(Location(gain, rows(None), target=float(len(costs))), 30.0)
    assert len(ours.sites) == pulp.value(theirs.problem.objective)
    assert ours.bound == pytest.approx(len(ours.sites))


@pytest.mark.parametrize("k", (1, 2, 4))
def test_p_median(costs: Floats, weights: Floats, k: int) -> None:
    theirs = locate.PMedian.from_cost_matrix(costs, weights=weights, p_facilities=k).solve(solver())
    worst = costs.max() + 1.0
    gain = csr_array((weights[:, None] * (worst - costs)).T)
    ours = solve(Location(gain, rows(k), cover=False), 30.0)
    saved = weights.sum() * worst - ours.bound
    assert saved == pytest.approx(pulp.value(theirs.problem.objective))
