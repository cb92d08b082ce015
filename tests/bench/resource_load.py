"""What the knowledge base needs to answer over 10,000 resources: time, memory, time to be ready."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

from tests.bench.figures import Figure, middle_and_p95, times_ms
from tests.bench.knowledge_base import filled_folder, running_knowledge_base, typed_questions
from tests.bench.prediction import resident_mb

RESOURCES, ROUNDS, CLIENTS, SECONDS, STARTS = 10_000, 3, 8, 8.0, 3
MIDDLE_MS, P95_MS, PER_S, RESIDENT_MB, READY_S = 15.0, 40.0, 100.0, 650.0, 18.0


def figures() -> Iterator[Figure]:
    """One client on one core, then eight on two; starts anew for memory and time to be ready."""
    paths = [f"/v1/search?limit=3&q={quote(text)}" for text in typed_questions()]
    with filled_folder(RESOURCES) as folder:
        yield from _one_core(folder, paths)
        yield from _two_cores(folder, paths)


def _one_core(folder: Path, paths: list[str]) -> Iterator[Figure]:
    starts = []
    for _ in range(STARTS):
        with running_knowledge_base(folder, cores="0") as service:
            starts.append(service.ready_s)
            taken = times_ms(_Asker(service.url), paths)
            megabytes = resident_mb(service.process)
    middle, p95 = middle_and_p95(taken)
    with running_knowledge_base(folder, cores="0") as service:
        alone, _ = middle_and_p95(times_ms(_Asker(service.url), ["/healthz"] * len(paths)))
    against = {"peer": "an empty answer", "ratio": middle / alone, "median_of": len(paths)}
    yield Figure("resources", "10,000: one core, median", middle, "ms", MIDDLE_MS, **against)
    yield Figure("resources", "10,000: one core, p95", p95, "ms", P95_MS, median_of=len(paths))
    yield Figure("resources", "10,000: resident, a worker", megabytes, "MB", RESIDENT_MB)
    ready = sorted(starts)[STARTS // 2]
    yield Figure("resources", "10,000: start to ready", ready, "s", READY_S, median_of=STARTS)


def _two_cores(folder: Path, paths: list[str]) -> Iterator[Figure]:
    with running_knowledge_base(folder, workers=2, cores="0,1") as service:
        _load(service.url, paths, 2.0)
        rates = sorted(_load(service.url, paths, SECONDS) for _ in range(ROUNDS))
    rate, spread = rates[ROUNDS // 2], rates[-1] - rates[0]
    name = f"10,000: {CLIENTS} clients, two cores"
    yield Figure("resources", name, rate, "1/s", PER_S, at_least=True, median_of=ROUNDS)
    yield Figure("resources", f"{name}, spread", spread, "1/s", median_of=ROUNDS)


def _load(url: str, paths: list[str], seconds: float) -> float:
    """Ask with all clients at once; return answers a second."""
    counts = [0] * CLIENTS
    end = time.perf_counter() + seconds

    def client(number: int) -> None:
        ask, place = _Asker(url), number * 31
        while time.perf_counter() < end:
            ask(paths[place % len(paths)])
            counts[number] += 1
            place += 1

    threads = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / seconds


class _Asker:
    """Asks over one connection that stays open."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)

    def __call__(self, path: str) -> None:
        self._connection.request("GET", path)
        answer = self._connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path}: status {answer.status}")
