"""A worker keeps its plans while it lives, and another solves those that it leaves."""

from __future__ import annotations

import threading
import time

import pytest
from sqlalchemy import select, update

from recommender.plan.plans import LEFT_AFTER_S, MOST_LEFT, PlanStore
from recommender.plan.queue import Document, PlanQueue, Report
from recommender.store import plans
from tests.recommender.plan.solving import ASKED, DONE, behind


def test_a_worker_that_lives_keeps_its_plans(store: PlanStore, gate: threading.Event) -> None:
    queue = PlanQueue(store, wait_s=0, threads=1)
    begun = [queue.ask(ASKED, lambda report: behind(gate))["id"] for _ in range(2)]
    with store.engine.begin() as connection:
        connection.execute(update(plans).values(updated_at=0.0))
    queue.beat()
    assert [store.get(plan_id)["status"] for plan_id in begun] == ["running", "running"]
    gate.set()
    queue.leave(wait_s=60)


def left(store: PlanStore) -> None:
    """Let a while pass without a sign of life from whoever has the plans."""
    with store.engine.begin() as connection:
        connection.execute(update(plans).values(updated_at=plans.c.updated_at - LEFT_AFTER_S - 1))


def is_silent(store: PlanStore) -> bool:
    with store.engine.connect() as connection:
        last = connection.execute(select(plans.c.updated_at)).scalar_one()
    return bool(last <= time.time() - LEFT_AFTER_S)


def test_a_plan_of_a_worker_that_has_gone_is_solved_by_another(
    store: PlanStore, gate: threading.Event
) -> None:
    gone, other = PlanQueue(store, wait_s=0), PlanQueue(store, wait_s=0)
    other.again = lambda plan: lambda report: {"status": "done", "sites": [plan["k"]]}
    begun = gone.ask(ASKED, lambda report: behind(gate))
    assert not other.take_up()
    left(store)
    assert other.take_up()
    other.leave(wait_s=60)
    assert store.get(begun["id"])["sites"] == [2]
    assert not other.take_up()


def test_of_several_workers_one_takes_a_plan_up(store: PlanStore) -> None:
    store.begin(ASKED)
    left(store)
    found = [PlanStore(store.engine).take_up() for _ in range(3)]
    assert [plan is None for plan in found] == [False, True, True]


def test_a_worker_that_ends_finishes_what_is_short_and_leaves_the_rest_at_once(
    store: PlanStore, gate: threading.Event
) -> None:
    ends, other = PlanQueue(store, wait_s=0, threads=1), PlanQueue(store, wait_s=0)
    other.again = lambda plan: lambda report: DONE
    told = threading.Event()

    def reports_on(report: Report) -> Document:
        told.set()
        while True:
            report(0.5, "mejorando", "improving")

    short = ends.ask(ASKED, lambda report: DONE)
    long = ends.ask(ASKED, reports_on)
    waiting = ends.ask(ASKED, lambda report: behind(gate))
    told.wait()
    ends.leave(wait_s=0.1)
    assert store.get(short["id"])["status"] == "done"
    while other.take_up():
        pass
    other.leave(wait_s=60)
    assert [store.get(plan["id"])["status"] for plan in (long, waiting)] == ["done", "done"]


def test_a_worker_that_ends_gives_signs_of_life_for_as_long_as_it_waits(
    store: PlanStore, gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recommender.plan.queue.BEAT_S", 0.01)
    ends = PlanQueue(store, wait_s=0)
    begun = ends.ask(ASKED, lambda report: behind(gate))
    ending = threading.Thread(target=ends.leave, args=(60,))
    ending.start()
    for _ in range(5):
        left(store)
        tries = 0
        while is_silent(store) and tries < 300:
            ending.join(0.01)
            tries += 1
        assert not is_silent(store)
    gate.set()
    ending.join()
    assert store.get(begun["id"])["status"] == "done"


def test_a_plan_that_hangs_is_not_begun_again_by_its_own_worker(
    store: PlanStore, gate: threading.Event
) -> None:
    queue, other = PlanQueue(store, wait_s=0), PlanQueue(store, wait_s=0)
    queue.again = other.again = lambda plan: lambda report: DONE
    hangs = queue.ask(ASKED, lambda report: behind(gate))
    left(store)
    assert not queue.take_up()
    assert other.take_up()
    other.leave(wait_s=60)
    assert store.get(hangs["id"])["status"] == "done"


def test_the_id_of_a_plan_that_is_taken_up_is_in_no_log(
    store: PlanStore, caplog: pytest.LogCaptureFixture
) -> None:
    queue = PlanQueue(store, wait_s=0)
    queue.again = lambda plan: lambda report: DONE
    begun = store.begin(ASKED)
    left(store)
    with caplog.at_level("INFO"):
        assert queue.take_up()
    queue.leave(wait_s=60)
    assert "is taken up" in caplog.text and begun["id"] not in caplog.text


def test_a_plan_that_ends_its_workers_is_not_taken_up_without_end(store: PlanStore) -> None:
    store.begin(ASKED)
    taken = 0
    left(store)
    while store.take_up():
        taken += 1
        left(store)
    assert taken == MOST_LEFT


def test_a_queue_without_room_leaves_a_plan_to_another(
    store: PlanStore, gate: threading.Event
) -> None:
    full, other = PlanQueue(store, wait_s=0, room=1), PlanQueue(store, wait_s=0)
    full.again = other.again = lambda plan: lambda report: DONE
    full.ask(ASKED, lambda report: behind(gate))
    begun = store.begin(ASKED)
    with store.engine.begin() as connection:
        old = update(plans).where(plans.c.id == begun["id"])
        connection.execute(old.values(updated_at=begun_long_ago()))
    assert not full.take_up() and other.take_up()
    other.leave(wait_s=60)
    assert store.get(begun["id"])["status"] == "done"


def begun_long_ago() -> float:
    return time.time() - LEFT_AFTER_S - 1
