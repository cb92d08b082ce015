"""How well and how fast misspelled names are found: `python -m tests.bench.place_search`."""

from __future__ import annotations

import os
import random
import time
from statistics import median, quantiles

from recommender.model.bundle import load_bundle
from recommender.places.gazetteer import Gazetteer
from recommender.places.search import PlaceSearch
from recommender.settings import Settings

ASKED = 300


def slip(name: str, rng: random.Random) -> str:
    """Return the name with one letter dropped, doubled, swapped with the next or replaced."""
    at = rng.randrange(len(name))
    return rng.choice(
        (
            name[:at] + name[at + 1 :],
            name[:at] + name[at] + name[at:],
            name[:at] + name[at + 1 : at + 2] + name[at] + name[at + 2 :],
            name[:at] + rng.choice("abcdefghijklmnopqrstuvwxyz") + name[at + 1 :],
        )
    )


def main() -> None:
    """Print recall at 1 and 5 of names with one slip, and times for slips and label queries."""
    bundle = load_bundle(Settings.from_environment(os.environ).bundle)
    started = time.perf_counter()
    gazetteer = Gazetteer.from_tables(bundle.places, bundle.districts, bundle.newer_districts)
    search = PlaceSearch(gazetteer)
    print(f"indexes built in {time.perf_counter() - started:.2f} s")
    rng = random.Random(2026)
    districts = [unit for unit in gazetteer.units.values() if unit.kind == "district"]
    first = listed = 0
    taken = []
    for unit in rng.sample(districts, ASKED):
        query = slip(unit.name, rng)
        begun = time.perf_counter()
        names = [match.place.name for match in search.search(query).matches]
        taken.append(1000.0 * (time.perf_counter() - begun))
        first += names[:1] == [unit.name]
        listed += unit.name in names
    print(f"one slip in {ASKED} names: first {first / ASKED:.3f}, listed {listed / ASKED:.3f}")
    for row in rng.sample(range(len(gazetteer.ids)), ASKED):
        begun = time.perf_counter()
        search.search(gazetteer.place_at(row).label)
        taken.append(1000.0 * (time.perf_counter() - begun))
    print(f"time: median {median(taken):.1f} ms, p95 {quantiles(taken, n=20)[-1]:.1f} ms")


if __name__ == "__main__":
    main()
