"""How long 1,000 predictions take, and what a worker of the service needs to be ready."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from recommender.model.bundle import load_bundle
from recommender.places.gazetteer import Gazetteer
from recommender.service.predictor import Predictor
from recommender.settings import Settings
from tests.bench.figures import Figure, middle_and_p95, times_ms
from tests.bench.recommender import running_recommender

PLACES, ROUNDS, WARM_UP = 1_000, 60, 5
PREDICT_MS, READY_S, RESIDENT_MB = 50.0, 15.0, 850.0
STARTS = 3


def figures() -> Iterator[Figure]:
    """Predict by id in process; then start the service anew, several times."""
    bundle = load_bundle(Settings.from_environment(os.environ).bundle)
    places = Gazetteer.from_tables(bundle.places, bundle.districts, bundle.newer_districts)
    predictor = Predictor.load(bundle.saved_model, bundle.feature_table, places)
    rural = bundle.places.loc[~bundle.places["urban"], "id"].tolist()
    asked = [rural[start : start + PLACES] for start in range(0, ROUNDS * PLACES, PLACES)]
    times_ms(predictor.predict, asked[:WARM_UP])
    middle, p95 = middle_and_p95(times_ms(predictor.predict, asked))
    name = f"{PLACES} predictions"
    yield Figure("prediction", f"{name}, median", middle, "ms", PREDICT_MS, median_of=ROUNDS)
    yield Figure("prediction", f"{name}, p95", p95, "ms", median_of=ROUNDS)
    starts = sorted(_start() for _ in range(STARTS))
    seconds, megabytes = starts[STARTS // 2]
    yield Figure("prediction", "start to ready", seconds, "s", READY_S, median_of=STARTS)
    yield Figure("prediction", "slowest start", starts[-1][0], "s", median_of=STARTS)
    yield Figure("prediction", "resident, a worker", megabytes, "MB", RESIDENT_MB)


def _start() -> tuple[float, float]:
    """Return seconds until the service is ready, and the worker's resident MB."""
    with running_recommender() as service:
        return service.ready_s, resident_mb(service.process)


def resident_mb(master: int) -> float:
    """Return the resident memory of the largest child of gunicorn's master: its worker."""
    children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    return max(_rss_mb(child) for child in children)


def _rss_mb(process: str) -> float:
    for row in Path(f"/proc/{process}/status").read_text().splitlines():
        if row.startswith("VmRSS:"):
            return int(row.split()[1]) * 1024 / 1e6
    raise RuntimeError(f"process {process} has no resident memory")
