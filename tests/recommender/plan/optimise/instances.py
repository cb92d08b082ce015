"""Small instances whose best choice is found by trying all, and the trying."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from recommender.plan.optimise.problem import Location
from recommender.plan.optimise.rows import SiteRows

SITES, PLACES = 12, 25


def random_rows(rng: np.random.Generator, kind: str, sites: int = SITES) -> SiteRows:
    """Rows of a kind: k, budget, must, units, exclusive, or all at once."""
    unit = rng.integers(0, 3, sites)
    unit[:3] = [0, 1, 2]
    fields: dict[str, object] = {"k": 4}
    cost = np.ones(sites)
    must = np.zeros(sites, dtype=bool)
    if kind in ("budget", "all"):
        cost = rng.integers(1, 5, sites).astype(float)
        fields["budget"] = 9.0
    if kind == "budget":
        fields["k"] = None
    if kind in ("must", "all"):
        must[rng.integers(sites)] = True
    if kind in ("units", "all"):
        fields |= {"unit": unit, "units": ("a", "b", "c"), "at_least": 1}
    if kind in ("exclusive", "all"):
        fields["exclusive"] = rng.permutation(sites) // 2
    return SiteRows(cost, must, **fields)  # type: ignore[arg-type]


def random_location(seed: int, kind: str, cover: bool, target: float | None = None) -> Location:
    """A problem in the plane: sites serve places near them, by weight or the nearer the more.

    `target` is the share of the whole weight that is asked for at least cost.
    """
    rng = np.random.default_rng(seed)
    sites, places = rng.random((SITES, 2)), rng.random((PLACES, 2))
    weight = rng.integers(1, 100, PLACES).astype(float)
    away = np.linalg.norm(sites[:, None, :] - places[None, :, :], axis=2)
    gain = np.where(away < 0.3, weight, 0.0) if cover else weight * np.maximum(0.5 - away, 0.0)
    rows = random_rows(rng, kind)
    matrix = csr_array(gain)
    aim = None if target is None else target * float(gain.max(axis=0).sum())
    if target is not None:
        rows = SiteRows(
            rows.cost, rows.must, None, None, rows.unit, rows.units, rows.at_least, rows.exclusive
        )
    return Location(matrix, rows, cover, aim)


def all_choices(problem: Location) -> list[NDArray[np.intp]]:
    """Every choice of sites that keeps the rows and meets the target."""
    most = problem.rows.k if problem.rows.k is not None else problem.sites
    found = []
    for count in range(most + 1):
        for chosen in combinations(range(problem.sites), count):
            sites = np.array(chosen, dtype=np.intp)
            if problem.rows.keeps(sites) and problem.meets_target(problem.value(sites)):
                found.append(sites)
    return found


def optimum(problem: Location) -> float | None:
    """The best value, or least cost with a target, of all choices; None where there is none."""
    choices = all_choices(problem)
    if not choices:
        return None
    if problem.target is not None:
        return min(problem.cost(sites) for sites in choices)
    return max(problem.value(sites) for sites in choices)
