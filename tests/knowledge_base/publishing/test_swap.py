"""Versions are swapped under load: no failed answer, none that mixes two states."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import pytest

from knowledge_base.database.engine import open_database
from knowledge_base.index.versions import IndexVersions
from knowledge_base.resources.records import Resource
from knowledge_base.resources.store import ResourceStore
from knowledge_base.settings import Settings
from tests.knowledge_base.conftest import wait_until
from tests.knowledge_base.publishing.serving import Service, running, within

# One made-up pair of words a state: the first in titles and descriptions, the second in tags.
_MARKS = (
    ("zukrabel", "wexofin"),
    ("mopliwur", "qadremo"),
    ("tarvixen", "hulbopi"),
    ("goldumar", "xirpeka"),
    ("fenozkip", "bawluro"),
    ("yedurach", "tokvine"),
    ("lombasif", "ruxegat"),
    ("kwirpole", "sadnufo"),
    ("ubrezant", "jilcomo"),
    ("dixofalm", "pezbagu"),
    ("hanquvop", "vurtime"),
)
_SWAPS = 10
# Leaves the processors to those who answer and build.
_PAUSE_S = 0.02
_IMPORTED = ("soldadura-uno", "soldadura-dos")
_EDITED = "soldadura-tres"


def _marked(resource_id: str, state: int) -> Resource:
    name, tag = _MARKS[state]
    return Resource(
        id=resource_id,
        title=f"Soldadura submarina {name}",
        url=f"https://www.example.org/{resource_id}",
        language="es",
        kind="course",
        topic="oficios",
        description=f"Metal bajo el agua, {name}.",
        tags=("soldadura", tag),
    )


def _write(service: Service, store: ResourceStore, state: int) -> None:
    """Import two resources in one transaction, and put a third as an editor does."""
    store.import_all([_marked(resource_id, state) for resource_id in _IMPORTED])
    body = _marked(_EDITED, state).as_dict()
    service.ask(f"/v1/resources/{_EDITED}", "PUT", body | {"tags": list(body["tags"])})


@dataclass
class Hammer:
    """Threads that search all the time; they note what they saw and whatever was wrong with it."""

    service: Service
    answers: int = 0
    versions: set[str] = field(default_factory=set)
    states: set[int] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _stopped: threading.Event = field(default_factory=threading.Event)

    def run(self, seed: int) -> None:
        chance = random.Random(seed)
        while not self._stopped.wait(_PAUSE_S):
            asked = chance.choice(_MARKS)
            try:
                answer = self.service.search(f"soldadura submarina {asked[0]} {asked[1]}")
            except Exception as error:
                self.wrong.append(f"{type(error).__name__}: {error}")
                continue
            self._judge(asked, answer)

    def stop(self) -> None:
        self._stopped.set()

    def _judge(self, asked: tuple[str, str], answer: dict[str, Any]) -> None:
        found = {result["id"]: result for result in answer["results"]}
        if len(found) != len(answer["results"]):
            self.wrong.append(f"twice in one answer: {answer}")
        states = {one: _state(found[one]) for one in (*_IMPORTED, _EDITED) if one in found}
        with self._lock:
            self.answers += 1
            self.versions.add(answer["index_version"])
            self.states |= {state for state in states.values() if state is not None}
            if len(states) != 3 or None in states.values():
                self.wrong.append(f"not all, or torn: {answer}")
            elif states[_IMPORTED[0]] != states[_IMPORTED[1]]:
                self.wrong.append(f"two states in one answer: {answer}")
            for one, state in states.items():
                # What the words say was found is what is shown.
                of_asked = state is not None and _MARKS[state] == asked
                matched = found[one]["why"]["matched"]
                if [word in matched for word in asked] != [of_asked, of_asked]:
                    self.wrong.append(f"words of another state than the text: {answer}")


def _state(result: dict[str, Any]) -> int | None:
    """Return the state that both title and description are of."""
    texts = (result["title"], result["description"])
    states = [n for n, (name, _) in enumerate(_MARKS) if all(name in text for text in texts)]
    return states[0] if len(states) == 1 else None


@pytest.fixture
def store(settings: Settings) -> Iterator[ResourceStore]:
    engine = open_database(settings.database_url)
    yield ResourceStore(engine)
    engine.dispose()


@pytest.fixture
def service(settings: Settings) -> Iterator[Service]:
    with running(settings, workers=2) as service:
        yield service


def _build(settings: Settings) -> str:
    command = [sys.executable, "-m", "knowledge_base.publishing", "build"]
    environment = os.environ | settings.environment()
    subprocess.run(command, env=environment, check=True, capture_output=True, timeout=120)
    active = IndexVersions(settings.index_folder, settings.index_keep).active()
    assert active
    return active


def _of_each_worker(service: Service, question: str) -> list[Any]:
    return service.of_each_worker(lambda: service.search(question))


def _searches(service: Service, version: str) -> bool:
    return bool(service.search("python")["index_version"] == version)


def test_ten_swaps_under_load_and_a_way_back(
    service: Service, store: ResourceStore, settings: Settings
) -> None:
    _write(service, store, 0)
    question = f"soldadura submarina {_MARKS[0][0]}"
    wait_until(
        lambda: all(len(answer["results"]) == 3 for answer in _of_each_worker(service, question))
    )
    hammer = Hammer(service)
    threads = [threading.Thread(target=hammer.run, args=(seed,)) for seed in range(4)]
    for thread in threads:
        thread.start()
    try:
        built = []
        for state in range(1, _SWAPS + 1):
            _write(service, store, state)
            built.append(_build(settings))
            wait_until(lambda: built[-1] in hammer.versions or bool(hammer.wrong))
        # Back on one worker: the other follows, while people go on searching.
        back = service.ask("/v1/index/rollback", "POST")["active"]
        assert back == built[-2]
        assert within(
            5,
            lambda: {a["index_version"] for a in _of_each_worker(service, question)} == {back},
        )
    finally:
        hammer.stop()
        for thread in threads:
            thread.join(60)
    assert hammer.wrong == []
    assert hammer.versions >= set(built)
    assert hammer.states == set(range(_SWAPS + 1))
    assert hammer.answers > 10 * _SWAPS
    shown = service.ask("/v1/index")
    assert [version["version"] for version in shown["versions"]] == built[:-6:-1]


def test_replicas_follow_each_other(settings: Settings, store: ResourceStore) -> None:
    def titles(service: Service) -> list[str]:
        return [result["title"] for result in service.search("soldadura submarina")["results"]]

    def found(service: Service, *expected: str) -> bool:
        return titles(service) == [*expected]

    with running(settings, workers=1) as one, running(settings, workers=1) as other:
        first = one.ask("/v1/index")["active"]
        assert other.ask("/v1/index")["active"] == first
        _write(one, store, 0)
        assert within(2, lambda: len(titles(one)) == 3)
        assert within(5, lambda: len(titles(other)) == 3)

        second = _build(settings)
        for service in (one, other):
            assert within(5, partial(_searches, service, second))

        one.ask("/v1/index/rollback", "POST")
        assert one.search("python")["index_version"] == first
        assert titles(one) == []
        assert within(5, partial(_searches, other, first))
        assert titles(other) == []

        # Written after the way back, it is found, and alone.
        store.save(replace(_marked("soldadura-cuatro", 3), title="Soldadura submarina nueva"))
        for service in (other, one):
            assert within(5, partial(found, service, "Soldadura submarina nueva"))


def _answer(*states: int, shown: int | None = None, tag_of: int | None = None) -> dict[str, Any]:
    """Forge an answer to the words of state 1."""
    results = []
    for resource_id, state in zip((*_IMPORTED, _EDITED), states, strict=True):
        resource = _marked(resource_id, state)
        words = [_MARKS[state][0], _MARKS[state if tag_of is None else tag_of][1]]
        if shown is not None:
            resource = replace(resource, description=_marked(resource_id, shown).description)
        matched = [word for word in words if word in _MARKS[1]]
        results.append(resource.as_dict() | {"why": {"matched": matched}})
    return {"index_version": "1", "results": results}


@pytest.mark.parametrize(
    ("answer", "wrong"),
    [
        (_answer(1, 1, 1), ""),
        # The editor's resource is written apart from the two.
        (_answer(1, 1, 2), ""),
        (_answer(1, 2, 2), "two states"),
        (_answer(1, 1, 1, shown=2), "torn"),
        (_answer(1, 1, 1, tag_of=2), "words of another state"),
        (_answer(2, 2, 2, tag_of=1), "words of another state"),
        ({"index_version": "1", "results": _answer(1, 1, 1)["results"][:2]}, "not all"),
        ({"index_version": "1", "results": _answer(1, 1, 1)["results"] * 2}, "twice"),
    ],
)
def test_what_is_wrong_with_an_answer_is_noticed(answer: dict[str, Any], wrong: str) -> None:
    hammer = Hammer(Service(None, ""))  # type: ignore[arg-type]
    hammer._judge(_MARKS[1], answer)
    assert bool(hammer.wrong) == bool(wrong)
    assert any(wrong in one for one in hammer.wrong) or not wrong
