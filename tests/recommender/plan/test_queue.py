"""Plans are solved aside, a few at a time, and end in the store whatever becomes of them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from recommender.plan.plans import PlanFailed, PlanStore
from recommender.plan.queue import Document, PlanQueue, QueueFull
from recommender.store import open_store

ASKED = {"problem": "mclp", "k": 2}


@pytest.fixture
def store(tmp_path: Path) -> PlanStore:
    return PlanStore(open_store(f"sqlite:///{tmp_path / 'plans.sqlite'}"))


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """A solve that waits for this event is as slow as the test wants."""
    event = threading.Event()
    yield event
    event.set()


def behind(gate: threading.Event) -> Document:
    gate.wait()
    return {"sites": ["Huanta"]}


def test_a_plan_solved_in_time_comes_back_whole(store: PlanStore) -> None:
    queue = PlanQueue(store, wait_s=60)
    plan = queue.ask(ASKED, lambda: {"sites": ["Huanta"]})
    assert (plan["status"], plan["k"], plan["sites"]) == ("done", 2, ["Huanta"])
    assert store.get(plan["id"]) == plan


def test_a_slow_plan_is_answered_first_and_kept_later(
    store: PlanStore, gate: threading.Event
) -> None:
    queue = PlanQueue(store, wait_s=0)
    begun = queue.ask(ASKED, lambda: behind(gate))
    assert begun["status"] == "running" and store.get(begun["id"]) == begun
    gate.set()
    queue.close()
    assert store.get(begun["id"]) == {**begun, "status": "done", "sites": ["Huanta"]}


def test_a_full_queue_takes_no_more_until_there_is_room(
    store: PlanStore, gate: threading.Event
) -> None:
    queue = PlanQueue(store, wait_s=0, threads=1, room=2)
    running = [queue.ask(ASKED, lambda: behind(gate)) for _ in range(2)]
    with pytest.raises(QueueFull):
        queue.ask(ASKED, lambda: behind(gate))
    gate.set()
    queue.close()
    assert [store.get(plan["id"])["status"] for plan in running] == ["done", "done"]


@pytest.mark.parametrize("wait_s", [0, 60])
def test_a_plan_that_cannot_be_solved_says_so_and_gives_its_room_back(
    store: PlanStore, wait_s: float
) -> None:
    def broken() -> Document:
        raise ZeroDivisionError

    queue = PlanQueue(store, wait_s, room=1)
    if wait_s:
        for _ in range(2):
            with pytest.raises(PlanFailed):
                queue.ask(ASKED, broken)
        return
    begun = queue.ask(ASKED, broken)
    queue.close()
    with pytest.raises(PlanFailed):
        store.get(begun["id"])
