"""How long the nearest hubs and the nearest place take in process, against measuring all."""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from recommender.model.bundle import load_bundle
from recommender.places.nearest import nearest_place
from recommender.service.runtime import load_parts
from recommender.settings import Settings
from tests.bench.figures import Figure, middle_and_p95, times_ms

ROUNDS, PEER_ROUNDS = 2_000, 100
BAR_MS = 5.0
Point = tuple[float, float]


def figures() -> Iterator[Figure]:
    """Ask at populated places chosen by chance."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.from_environment({**os.environ, "TECHHUB_VAR": folder})
        parts = load_parts(
            Settings(bundle=settings.bundle, var=Path(folder)), load_bundle(settings.bundle)
        )
        places = parts.gazetteer
        latitude, longitude = np.radians(places.latitude), np.radians(places.longitude)

        def measure_all(point: Point) -> object:
            lat, lon = np.radians(point)
            half = np.sin((latitude - lat) / 2) ** 2
            half += np.cos(latitude) * np.cos(lat) * np.sin((longitude - lon) / 2) ** 2
            return half.argmin()

        rows = random.Random(1).choices(range(len(places.ids)), k=ROUNDS)
        points = [(float(places.latitude[row]), float(places.longitude[row])) for row in rows]
        peer, _ = middle_and_p95(times_ms(measure_all, points[:PEER_ROUNDS]))
        subjects = {
            "3 nearest hubs": lambda point: parts.hubs.index().nearest(*point, 3),
            "nearest place": lambda point: nearest_place(places, *point),
        }
        for name, ask in subjects.items():
            times_ms(ask, points[:PEER_ROUNDS])
            middle, p95 = middle_and_p95(times_ms(ask, points))
            against = {"peer": "haversine to all 94,922 places", "median_of": ROUNDS}
            yield Figure("nearest", f"{name}, median", middle, "ms", ratio=middle / peer, **against)
            yield Figure("nearest", f"{name}, p95", p95, "ms", bar=BAR_MS, median_of=ROUNDS)
        parts.register.engine.dispose()
