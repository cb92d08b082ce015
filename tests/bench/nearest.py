"""How long the nearest hubs and place take in process: `python -m tests.bench.nearest`."""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

from recommender.model.bundle import load_bundle
from recommender.places.nearest import nearest_place
from recommender.service.runtime import load_parts
from recommender.settings import Settings

ROUNDS = 2_000
Point = tuple[float, float]


def measure(name: str, ask: Callable[[float, float], object], points: list[Point]) -> None:
    """Print median and 95th percentile in milliseconds."""
    for point in points[:100]:
        ask(*point)
    taken = []
    for point in points:
        started = time.perf_counter()
        ask(*point)
        taken.append(1000.0 * (time.perf_counter() - started))
    print(f"{name:16} median {median(taken):6.3f} ms   p95 {quantiles(taken, n=20)[-1]:6.3f} ms")


def main() -> None:
    """Ask at 2,000 populated places chosen by chance."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.from_environment({**os.environ, "TECHHUB_VAR": folder})
        settings = Settings(bundle=settings.bundle, var=Path(folder))
        parts = load_parts(settings, load_bundle(settings.bundle))
        places = parts.gazetteer
        rows = random.Random(1).choices(range(len(places.ids)), k=ROUNDS)
        points = [(float(places.latitude[row]), float(places.longitude[row])) for row in rows]
        measure("nearest 3 hubs", lambda lat, lon: parts.hubs.index().nearest(lat, lon, 3), points)
        measure("nearest place", lambda lat, lon: nearest_place(places, lat, lon), points)
        parts.register.engine.dispose()


if __name__ == "__main__":
    main()
