"""Plans are solved aside, a few at a time, and end in the store whatever becomes of them."""

from __future__ import annotations

import threading

import pytest

from recommender.plan.claims import claim_of
from recommender.plan.plans import PlanFailed, PlanStore, TooManyPlans
from recommender.plan.queue import Document, PlanQueue, Progress, QueueFull, Report
from tests.recommender.plan.solving import ASKED, DONE, behind


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
    queue.leave(wait_s=60)
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
    queue.leave(wait_s=60)
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
    queue.leave(wait_s=60)
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
    queue.leave(wait_s=60)


def test_progress_is_written_at_most_twice_a_second(store: PlanStore) -> None:
    ticks = iter((0.0, 0.4, 0.5, 0.9, 1.1))
    begun = store.begin(ASKED)
    progress = Progress(store, claim_of(begun), clock=lambda: next(ticks))
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
    queue.leave(wait_s=60)
