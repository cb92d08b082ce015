"""The planner on towns, against spopt, and on all populated places of Peru: CPU seconds, proof."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array

from recommender.model.bundle import load_bundle
from recommender.pipeline.settings import Settings as Pipeline
from recommender.places.sphere import unit_vectors
from recommender.plan.instance import instance_of
from recommender.plan.optimise.greedy import greedy
from recommender.plan.optimise.problem import Location
from recommender.plan.optimise.rows import SiteRows
from recommender.plan.optimise.solve import quick, solve
from recommender.plan.optimise.swap import swap
from recommender.plan.reach import within
from recommender.plan.request import PlanRequest
from recommender.service.runtime import load_parts
from recommender.settings import Settings
from recommender.sources import towns
from recommender.sources.errors import SourceError
from recommender.sources.originals import Fetcher
from tests.bench.apart import apart
from tests.bench.figures import Figure

Floats = NDArray[np.float64]
TOWN_RADII_KM, KS, ROUNDS = (5.0, 10.0, 20.0), (10, 50, 200), 3
STOCK_TOWNS = 300
PERU = ((5.0, 10), (5.0, 50), (5.0, 200), (10.0, 10), (10.0, 50), (10.0, 200))
PATIENT_S = 60.0


def figures() -> Iterator[Figure]:
    """Towns against spopt, then all of Peru."""
    try:
        points, people = _towns()
    except SourceError as error:
        print(f"planner: towns are not measured: {error}")
    else:
        yield from _on_towns(points, people)
    yield from _on_peru()


def _towns() -> tuple[Floats, Floats]:
    settings = Pipeline.from_environment(os.environ)
    fetcher = Fetcher(settings.mirror, settings.downloads)
    # All that are listed, also those of which no people are known: they are candidates.
    table = pd.read_csv(fetcher.path_of(towns.ORIGINAL))
    points = unit_vectors(table["latitude"].to_numpy(float), table["longitude"].to_numpy(float))
    return points, table["population"].to_numpy(float)


def _location(points: Floats, people: Floats, radius_km: float, k: int) -> Location:
    away = within(points, points, np.full(len(points), radius_km))
    gain = csr_array((people[away.indices], away.indices, away.indptr), shape=away.shape)
    rows = SiteRows(np.ones(len(points)), np.zeros(len(points), dtype=bool), k=k)
    return Location(gain, rows)


def _ours(points: Floats, people: Floats, radius_km: float, k: int) -> tuple[float, float]:
    problem = _location(points, people, radius_km, k)
    proof = solve(problem, PATIENT_S)
    return problem.value(proof.sites), proof.bound


def _at_once(points: Floats, people: Floats, radius_km: float, k: int) -> float:
    problem = _location(points, people, radius_km, k)
    return problem.value(swap(problem, greedy(problem)))


def _by_rules(points: Floats, people: Floats, radius_km: float, k: int) -> tuple[float, float]:
    """What the k towns with most people in reach attain, ranked once, and the k largest towns."""
    problem = _location(points, people, radius_km, k)
    ranked = (problem.alone, people)
    reach, size = (problem.value(np.argsort(-by, kind="stable")[:k]) for by in ranked)
    return reach, size


def _import_ours() -> None:
    """What importing costs is not what solving costs."""


def _import_spopt() -> Any:
    import pulp
    from spopt import locate

    return pulp, locate


def _spopt(modules: Any, points: Floats, people: Floats, radius_km: float, k: int) -> float:
    """Solve by spopt's model, built of the nonzeros alone, and HiGHS."""
    from spopt.locate.base import FacilityModelBuilder

    pulp, locate = modules

    def of_nonzeros(made: Any, facilities: range, clients: range) -> None:
        for client in clients:
            near = np.flatnonzero(made.aij[client])
            made.problem += pulp.lpSum([made.fac_vars[j] for j in near]) >= made.cli_vars[client]

    FacilityModelBuilder.add_maximal_coverage_constraint = staticmethod(of_nonzeros)
    return _stock(modules, points, people, radius_km, k)


def _stock(modules: Any, points: Floats, people: Floats, radius_km: float, k: int) -> float:
    """Solve by spopt's model as it is."""
    pulp, locate = modules
    away = within(points, points, np.full(len(points), radius_km)).tocoo()
    costs = np.full((len(points), len(points)), np.inf)
    costs[away.col, away.row] = away.data
    model = locate.MCLP.from_cost_matrix(
        costs, weights=people, service_radius=radius_km, p_facilities=k
    )
    model.solve(pulp.HiGHS(msg=False, threads=1, gapRel=1e-6), results=False)
    return float(pulp.value(model.problem.objective))


def _on_towns(points: Floats, people: Floats) -> Iterator[Figure]:
    worst = {"gap": 0.0, "apart": 0.0, "memory": 0.0, "at once": 1.0, "at once s": 0.0}
    ratios: list[float] = []
    for radius_km in TOWN_RADII_KM:
        for k in KS:
            case = (points, people, radius_km, k)
            ours = [apart(_ours, *case) for _ in range(ROUNDS)]
            theirs = [apart(_spopt, *case, ready=_import_spopt) for _ in range(ROUNDS)]
            once = [apart(_at_once, *case) for _ in range(ROUNDS)]
            value, bound = ours[0].answer
            worst["gap"] = max(worst["gap"], 100.0 * (bound - value) / bound)
            worst["apart"] = max(worst["apart"], abs(value / theirs[0].answer - 1.0) * 100.0)
            worst["memory"] = max(worst["memory"], max(one.above_start_mb for one in ours))
            worst["at once"] = min(worst["at once"], once[0].answer / value)
            worst["at once s"] = max(worst["at once s"], median(one.cpu_s for one in once))
            seconds = median(one.cpu_s for one in ours)
            peer = median(one.cpu_s for one in theirs)
            ratios.append(peer / seconds)
            yield Figure(
                "planner", f"towns, {radius_km:g} km, k {k}: proven", seconds, "s", 1.0,
                peer="spopt of nonzeros, HiGHS", ratio=seconds / peer, median_of=ROUNDS,
            )  # fmt: skip
    rest = {"median_of": len(ratios)}
    yield Figure("planner", "towns: largest gap of nine", worst["gap"], "%", 0.01, **rest)
    yield Figure("planner", "towns: farthest from spopt", worst["apart"], "%", 0.001, **rest)
    yield Figure("planner", "towns: most memory above start", worst["memory"], "MB", 200.0, **rest)
    yield Figure(
        "planner", "towns: spopt's CPU over ours, least", min(ratios), "x", 1.5, True, **rest
    )
    yield Figure("planner", "towns: spopt's CPU over ours, median", median(ratios), "x", **rest)
    yield Figure("planner", "towns: spopt's CPU over ours, most", max(ratios), "x", **rest)
    name = "towns: greedy and exchange, least of optimum"
    yield Figure("planner", name, worst["at once"], "share", 0.998, True, **rest)
    name = "towns: greedy and exchange, slowest"
    yield Figure("planner", name, worst["at once s"], "s", 0.1, **rest)
    few = (points[:STOCK_TOWNS], people[:STOCK_TOWNS], 10.0, 10)
    mine, stock = apart(_ours, *few), apart(_stock, *few, ready=_import_spopt)
    yield Figure(
        "planner", f"{STOCK_TOWNS} towns, 10 km, k 10: proven", mine.cpu_s, "s",
        peer="spopt as it is, HiGHS", ratio=mine.cpu_s / stock.cpu_s,
    )  # fmt: skip
    for k, bar in ((50, 8.0), (200, 5.0)):
        for radius_km in TOWN_RADII_KM:
            case = (points, people, radius_km, k)
            best = _ours(*case)[0]
            by_reach, by_size = (100.0 * (best / one - 1.0) for one in _by_rules(*case))
            name = f"towns, {radius_km:g} km, k {k}"
            yield Figure("planner", f"{name}: over most in reach", by_reach, "%", bar, True)
            # The plan is the optimum: no planner is farther above the largest towns.
            yield Figure("planner", f"{name}: over the largest", by_size, "%")


def _load_peru() -> Any:
    settings = Settings.from_environment(os.environ)
    folder = tempfile.mkdtemp()
    parts = load_parts(
        Settings(bundle=settings.bundle, var=Path(folder)), load_bundle(settings.bundle)
    )
    return parts.gazetteer, parts.hubs.index()


def _peru_at_once(loaded: Any, radius_km: float, k: int) -> float:
    request = PlanRequest("mclp", k=k, radius_km=radius_km)
    problem = instance_of(*loaded, request, None).location
    sites = quick(problem)
    assert sites is not None
    return problem.value(sites)


def _peru_proven(loaded: Any, radius_km: float, k: int) -> float:
    request = PlanRequest("mclp", k=k, radius_km=radius_km)
    problem = instance_of(*loaded, request, None).location
    proof = solve(problem, PATIENT_S)
    return 100.0 * (1.0 - problem.value(proof.sites) / proof.bound)


def _on_peru() -> Iterator[Figure]:
    once = [apart(_peru_at_once, *case, ready=_load_peru) for case in PERU]
    name = f"Peru, {len(PERU)} problems: slowest answer, graph included"
    yield Figure("planner", name, max(one.cpu_s for one in once), "s", 5.0)
    peak = max(one.peak_mb for one in once)
    yield Figure("planner", "Peru: most memory of an answer", peak, "MB", 700.0)
    for radius_km, k in PERU:
        proven = apart(_peru_proven, radius_km, k, ready=_load_peru)
        first = (radius_km, k) == (5.0, 50)
        name = f"Peru, {radius_km:g} km, k {k}"
        yield Figure("planner", f"{name}: gap", proven.answer, "%", 0.1 if first else 1.0)
        yield Figure("planner", f"{name}: proof", proven.cpu_s, "s", 25.0 if first else 60.0)
        yield Figure("planner", f"{name}: memory", proven.peak_mb, "MB")
