"""How long 1,000 predictions take, and what a worker of the service needs to be ready."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from recommender.model.bundle import load_bundle
from recommender.places.gazetteer import Gazetteer
from recommender.service.predictor import Predictor
from recommender.settings import Settings
from tests.bench.figures import Figure, middle_and_p95, times_ms

PLACES, ROUNDS, WARM_UP = 1_000, 60, 5
PREDICT_MS, READY_S, RESIDENT_MB = 50.0, 15.0, 850.0
STARTS = 3
PATIENCE_S = 120.0


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
    """Start gunicorn as a pod does; return seconds until ready and the worker's resident MB."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "RECOMMENDER_PORT": str(port),
            "TECHHUB_VAR": folder,
            "RECOMMENDER_DATABASE_URL": "",
        }
        began = time.perf_counter()
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-c", "recommender/gunicorn.conf.py",
             "recommender.service.app:create_app()"],
            env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            _wait(f"http://127.0.0.1:{port}/readyz")
            return time.perf_counter() - began, _resident_mb(server.pid)
        finally:
            server.terminate()
            server.wait()


def _wait(url: str) -> None:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise RuntimeError(f"{url} did not get ready in {PATIENCE_S:.0f} s")


def _resident_mb(master: int) -> float:
    """Return the resident memory of the largest child of gunicorn's master: its worker."""
    children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    return max(_rss_mb(child) for child in children)


def _rss_mb(process: str) -> float:
    for row in Path(f"/proc/{process}/status").read_text().splitlines():
        if row.startswith("VmRSS:"):
            return int(row.split()[1]) * 1024 / 1e6
    raise RuntimeError(f"process {process} has no resident memory")
