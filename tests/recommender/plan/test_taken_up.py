"""A worker keeps its plans while it lives, and another solves those that it leaves."""

from __future__ import annotations

import threading
import time

from sqlalchemy import update

from recommender.plan.plans import LEFT_AFTER_S, MOST_LEFT, PlanStore
from recommender.plan.queue import Document, PlanQueue, Report
from recommender.store import plans
from tests.recommender.plan.solving import ASKED, DONE, behind


def left(store: PlanStore) -> None:
    """Let a while pass without a sign of life from whoever has the plans."""
    with store.engine.begin() as connection:
        connection.execute(update(plans).values(updated_at=plans.c.updated_at - LEFT_AFTER_S - 1))


def test_a_plan_of_a_worker_that_has_gone_is_solved_by_another(
    store: PlanStore, gate: threading.Event
) -> None:
    gone, other = PlanQueue(store, wait_s=0), PlanQueue(store, wait_s=0)
    other.again = lambda plan: lambda report: {"status": "done", "sites": [plan["k"]]}
    begun = gone.ask(ASKED, lambda report: behind(gate))
    assert not other.take_up()
    left(store)
    assert other.take_up()
    other.close()
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
    other.close()
    assert [store.get(plan["id"])["status"] for plan in (long, waiting)] == ["done", "done"]


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
    other.close()
    assert store.get(begun["id"])["status"] == "done"


def begun_long_ago() -> float:
    return time.time() - LEFT_AFTER_S - 1
