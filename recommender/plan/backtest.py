"""How like past placement a plan is: hide some hubs, plan as many, count those found again.

It measures likeness to what the state chose before, not whether a plan is good: reaching people
whom past choices left out lowers it. So it is reported beside a plan's worth, and decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from statistics import mean, stdev
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.spatial import cKDTree

from recommender.places.sphere import chord
from recommender.plan.optimise.problem import Location
from recommender.plan.optimise.rows import SiteRows
from recommender.plan.optimise.solve import quick
from recommender.plan.reach import within

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]

DRAWS, HIDDEN, RADIUS_KM, SEED = 10, 0.3, 5.0, 20_261_124


@dataclass(frozen=True)
class Places:
    """Populated places in columns: where, in which department, how many, in what need.

    `weight` is people times need; `score` the learned likeness to places with a hub, of models
    that saw none of the place's department, NaN where there is none.
    """

    points: Floats
    department: NDArray[np.str_]
    people: Floats
    weight: Floats
    score: Floats

    def within(self, department: str) -> Places:
        """Return the places of one department."""
        rows = np.flatnonzero(self.department == department)
        columns = {name: getattr(self, name)[rows] for name in self.__dataclass_fields__}
        return Places(**columns)


def backtest(
    places: Places, hub_points: Floats, hub_department: NDArray[np.str_], seed: int = SEED
) -> dict[str, Any]:
    """Hide 30 % of each department's hubs, ten times, and plan as many sites there.

    Return for each way of planning the share of hidden hubs within 5 km of a planned site: the
    mean over the draws, their standard deviation, and each draw's share. Departments with fewer
    than two hubs are left out.
    """
    found: dict[str, list[int]] = {name: [0] * DRAWS for name in WAYS}
    hidden_in_all = [0] * DRAWS
    for department in np.unique(hub_department):
        hubs = hub_points[hub_department == department]
        if len(hubs) < 2:
            continue
        here = places.within(department)
        for draw in range(DRAWS):
            random = np.random.default_rng([seed, int(department), draw])
            hidden = random.permutation(len(hubs))[: max(round(HIDDEN * len(hubs)), 1)]
            kept = np.delete(hubs, hidden, axis=0)
            hidden_in_all[draw] += len(hidden)
            for name, sites in _planned(here, kept, len(hidden), random).items():
                found[name][draw] += _near(here.points[sites], hubs[hidden])
    shares = {
        name: [count / most for count, most in zip(counts, hidden_in_all, strict=True)]
        for name, counts in found.items()
    }
    return {
        "draws": DRAWS,
        "hidden_share": HIDDEN,
        "hidden_each_draw": hidden_in_all,
        "radius_km": RADIUS_KM,
        "seed": seed,
        "found": {
            name: {
                "mean": round(mean(each), 4),
                "standard_deviation": round(stdev(each), 4),
                "each_draw": [round(one, 4) for one in each],
            }
            for name, each in shares.items()
        },
    }


def _planned(
    places: Places, hubs: Floats, count: int, random: np.random.Generator
) -> dict[str, Rows]:
    """Return the sites that each way plans, as rows of the places."""
    far = cKDTree(hubs).query(places.points)[0] > chord(RADIUS_KM)
    reached = np.flatnonzero(far & (places.weight > 0.0))
    reach = np.full(len(reached), RADIUS_KM)
    away = within(places.points, places.points[reached], reach)
    setting = _Setting(places, far, reached, away, count, random)
    return {name: way(setting) for name, way in WAYS.items()}


@dataclass(frozen=True)
class _Setting:
    """One department in one draw: `far` from all hubs left, and who is `reached` from where."""

    places: Places
    far: NDArray[np.bool_]
    reached: Rows
    away: csr_array
    count: int
    random: np.random.Generator

    def location(self, value: Floats) -> Location:
        """Return the covering problem with a value for each stored pair of site and place."""
        gain = csr_array((value, self.away.indices, self.away.indptr), shape=self.away.shape)
        sites = self.away.shape[0]
        rows = SiteRows(np.ones(sites), np.zeros(sites, dtype=bool), k=self.count)
        return Location(gain, rows)


def _by_need(setting: _Setting) -> Rows:
    """Most people in need within reach."""
    weight = setting.places.weight[setting.reached]
    return _chosen(setting.location(weight[setting.away.indices]))


def _by_both(setting: _Setting) -> Rows:
    """Most people in need within reach, each counted by the score of the site that reaches them."""
    weight = setting.places.weight[setting.reached]
    score = np.nan_to_num(setting.places.score)
    site = np.repeat(np.arange(len(score)), np.diff(setting.away.indptr))
    problem = setting.location(weight[setting.away.indices] * score[site])
    return _chosen(replace(problem, cover=False))


def _by_score(setting: _Setting) -> Rows:
    """The highest scores, none within reach of a hub or of one before."""
    return _spaced(setting, np.argsort(-np.nan_to_num(setting.places.score), kind="stable"))


def _by_people(setting: _Setting) -> Rows:
    """The largest places, none within reach of a hub or of one before."""
    return _spaced(setting, np.argsort(-setting.places.people, kind="stable"))


def _by_chance(setting: _Setting) -> Rows:
    """Places by chance, none within reach of a hub or of one before."""
    return _spaced(setting, setting.random.permutation(len(setting.places.people)))


WAYS: dict[str, Callable[[_Setting], Rows]] = {
    "need": _by_need,
    "suitability": _by_score,
    "need_and_suitability": _by_both,
    "largest_uncovered": _by_people,
    "random": _by_chance,
}


def _chosen(problem: Location) -> Rows:
    sites = quick(problem)
    return np.empty(0, dtype=np.intp) if sites is None else sites


def _spaced(setting: _Setting, order: Rows) -> Rows:
    points = setting.places.points
    chosen: list[int] = []
    for row in order:
        if len(chosen) == setting.count:
            break
        if not setting.far[row]:
            continue
        apart = np.linalg.norm(points[chosen] - points[row], axis=1) if chosen else np.inf
        if np.all(apart > chord(RADIUS_KM)):
            chosen.append(int(row))
    return np.asarray(chosen, dtype=np.intp)


def _near(sites: Floats, hubs: Floats) -> int:
    """Count the hubs that have a site within reach."""
    if not len(sites):
        return 0
    return int((cKDTree(sites).query(hubs)[0] <= chord(RADIUS_KM)).sum())
