"""Plans are solved aside, a few at a time, and end in the store whatever becomes of them."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from recommender.plan.plans import LEFT_AFTER_S, MOST_LEFT, PlanFailed, PlanStore, TooManyPlans
from recommender.plan.queue import Document, PlanQueue, Progress, QueueFull, Report
from recommender.store import open_store, plans

DONE = {"status": "done", "sites": ["Huanta"]}
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
    return DONE


def test_a_plan_solved_in_time_comes_back_whole(store: PlanStore) -> None:
    queue = PlanQueue(store, wait_s=60)
    plan = queue.ask(ASKED, lambda report: DONE)
    assert (plan["status"], plan["k"], plan["sites"]) == ("done", 2, ["Huanta"])
    assert store.get(plan["id"]) == plan


def test_a_slow_plan_is_answered_first_and_kept_later(
    store: PlanStore, gate: threading.Event
) -> None:
    queue = PlanQueue(store, wait_s=0)
    begun = queue.ask(ASKED, lambda report: behind(gate))
    assert begun["status"] == "running" and store.get(begun["id"]) == begun
    gate.set()
    queue.close()
    solved = store.get(begun["id"])
    assert {**begun, **solved} == {**begun, **DONE}
    assert "progress" not in solved


def test_a_full_queue_takes_no_more_until_there_is_room(
    store: PlanStore, gate: threading.Event
) -> None:
    queue = PlanQueue(store, wait_s=0, threads=1, room=2)
    running = [queue.ask(ASKED, lambda report: behind(gate)) for _ in range(2)]
    with pytest.raises(QueueFull):
        queue.ask(ASKED, lambda report: behind(gate))
    gate.set()
    queue.close()
    assert [store.get(plan["id"])["status"] for plan in running] == ["done", "done"]


@pytest.mark.parametrize("wait_s", [0, 60])
def test_a_plan_that_cannot_be_solved_says_so_and_gives_its_room_back(
    store: PlanStore, wait_s: float
) -> None:
    def broken(report: Report) -> Document:
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


def test_an_infeasible_plan_is_kept_with_its_reasons(store: PlanStore) -> None:
    queue = PlanQueue(store, wait_s=60)
    plan = queue.ask(ASKED, lambda report: {"status": "infeasible", "conflicts": ["k"]})
    assert store.get(plan["id"]) == plan
    assert (plan["status"], plan["conflicts"]) == ("infeasible", ["k"])


def test_what_a_solver_reports_is_seen_by_every_worker(
    store: PlanStore, gate: threading.Event
) -> None:
    told = threading.Event()

    def solve(report: Report) -> Document:
        report(0.5, "mejorando", "improving")
        told.set()
        return behind(gate)

    queue = PlanQueue(store, wait_s=0)
    begun = queue.ask(ASKED, solve)
    told.wait()
    seen = PlanStore(store.engine).get(begun["id"])
    assert seen["progress"] == {"fraction": 0.5, "step": "mejorando", "step_en": "improving"}
    gate.set()
    queue.close()


def test_progress_is_written_at_most_twice_a_second(store: PlanStore) -> None:
    ticks = iter((0.0, 0.4, 0.5, 0.9, 1.1))
    begun = store.begin(ASKED)
    progress = Progress(store, begun["id"], clock=lambda: next(ticks))
    seen = []
    for fraction in (0.1, 0.2, 0.3, 0.4, 7.0):
        progress(fraction, "paso", "step")
        seen.append(store.get(begun["id"])["progress"]["fraction"])
    assert seen == [0.1, 0.1, 0.3, 0.3, 1.0]


def test_a_plan_that_was_refused_takes_no_room(store: PlanStore, gate: threading.Event) -> None:
    queue = PlanQueue(store, wait_s=0, room=3)
    for _ in range(2):
        queue.ask(ASKED, lambda report: behind(gate), client="c")
    for _ in range(3):
        with pytest.raises(TooManyPlans):
            queue.ask(ASKED, lambda report: behind(gate), client="c")
    queue.ask(ASKED, lambda report: behind(gate), client="another")
    gate.set()
    queue.close()


def test_a_worker_that_lives_keeps_its_plans(store: PlanStore, gate: threading.Event) -> None:
    queue = PlanQueue(store, wait_s=0, threads=1)
    begun = [queue.ask(ASKED, lambda report: behind(gate))["id"] for _ in range(2)]
    with store.engine.begin() as connection:
        connection.execute(update(plans).values(updated_at=0.0))
    queue.beat()
    assert [store.get(plan_id)["status"] for plan_id in begun] == ["running", "running"]
    gate.set()
    queue.close()


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
