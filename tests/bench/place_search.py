"""How well and how fast misspelled names are found."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator

from rapidfuzz import fuzz, process

from recommender.model.bundle import load_bundle
from recommender.places.gazetteer import Gazetteer
from recommender.places.search import PlaceSearch
from recommender.settings import Settings
from tests.bench.figures import Figure, middle_and_p95, times_ms

ASKED, PEER_ROUNDS = 300, 60


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


def figures() -> Iterator[Figure]:
    """Names of districts with one slip: share found first and in the list, and the time taken."""
    bundle = load_bundle(Settings.from_environment(os.environ).bundle)
    gazetteer = Gazetteer.from_tables(bundle.places, bundle.districts, bundle.newer_districts)
    search = PlaceSearch(gazetteer)
    rng = random.Random(2026)
    names = [unit.name for unit in gazetteer.units.values() if unit.kind == "district"]
    asked = [(name, slip(name, rng)) for name in rng.sample(names, ASKED)]
    found: dict[str, list[str]] = {}

    def ask(query: str) -> None:
        found[query] = [match.place.name for match in search.search(query).matches]

    queries = [query for _, query in asked]
    # The search keeps recent answers, so each query is timed the first time it is asked.
    middle, p95 = middle_and_p95(times_ms(ask, queries))
    first = sum(found[query][:1] == [name] for name, query in asked)
    anywhere = sum(name in found[query] for name, query in asked)
    yield Figure("place search", "one slip, found first", first / ASKED, "share")
    yield Figure("place search", "one slip, in the list", anywhere / ASKED, "share")
    every = [*names, *map(str, bundle.places["name"])]
    peer, _ = middle_and_p95(
        times_ms(lambda q: process.extract(q, every, scorer=fuzz.ratio), queries[:PEER_ROUNDS])
    )
    against = {"peer": "rapidfuzz over every name", "median_of": ASKED}
    yield Figure("place search", "time, median", middle, "ms", ratio=middle / peer, **against)
    yield Figure("place search", "time, p95", p95, "ms", bar=50.0, median_of=ASKED)
