"""Plans in the store: begun, solved, lost, owned, deleted; on SQLite and on PostgreSQL."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select, update

from recommender.plan.claims import claim_of
from recommender.plan.codes import digest, read_code
from recommender.plan.plans import (
    LOST_AFTER_S,
    MOST_AT_ONCE,
    Document,
    NotTheOwner,
    PlanFailed,
    PlanStore,
    TooManyPlans,
    UnknownPlan,
)
from recommender.store import open_store, plans

ASKED = {"problem": "mclp", "k": 2}
OWNER, STRANGER = digest("the secret of an owner"), digest("the secret of a stranger")


@pytest.fixture
def store(store_url: str) -> PlanStore:
    return PlanStore(open_store(store_url))


def silence(store: PlanStore, plan: Document) -> None:
    """Let the worker of a plan have given its last sign of life too long ago."""
    with store.engine.begin() as connection:
        old = plans.c.updated_at - LOST_AFTER_S - 1
        connection.execute(update(plans).where(plans.c.id == plan["id"]).values(updated_at=old))


def test_a_plan_runs_tells_its_progress_and_is_done(store: PlanStore) -> None:
    begun = store.begin(ASKED)
    assert (begun["status"], begun["k"]) == ("running", 2)
    assert begun["progress"]["fraction"] == 0.0
    store.progress(claim_of(begun), 0.25, "mejorando", "improving")
    told = PlanStore(store.engine).get(begun["id"])["progress"]
    assert told == {"fraction": 0.25, "step": "mejorando", "step_en": "improving"}
    done = store.finish({**begun, "sites": ["Huanta"]}, "done")
    assert done == store.get(begun["id"])
    assert (done["status"], done["sites"]) == ("done", ["Huanta"]) and "progress" not in done


def test_a_code_names_the_plan(store: PlanStore) -> None:
    begun = store.begin(ASKED)
    assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}", begun["code"])
    code = read_code(begun["code"])
    assert code is not None and store.by_code(code)["id"] == begun["id"]
    with pytest.raises(UnknownPlan):
        store.by_code("0" * 8)


def test_a_client_has_two_at_once_whichever_worker_is_asked(store: PlanStore) -> None:
    workers = [store, PlanStore(store.engine)]
    first, _ = [worker.begin(ASKED, client="c") for worker in workers]
    for worker in workers:
        with pytest.raises(TooManyPlans):
            worker.begin(ASKED, client="c")
    store.begin(ASKED, client="another")
    store.finish(first, "done")
    assert store.begin(ASKED, client="c")["status"] == "running"


def test_two_at_once_holds_when_all_ask_together(store: PlanStore) -> None:
    def begin(_: int) -> bool:
        try:
            store.begin(ASKED, client="c")
        except TooManyPlans:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(begin, range(8))) == MOST_AT_ONCE


def test_a_plan_whose_worker_is_silent_is_lost_and_no_longer_counts(store: PlanStore) -> None:
    lost = [store.begin(ASKED, client="c") for _ in range(MOST_AT_ONCE)]
    for plan in lost:
        silence(store, plan)
        with pytest.raises(PlanFailed):
            store.get(plan["id"])
    assert store.begin(ASKED, client="c")["status"] == "running"


def test_a_sign_of_life_keeps_a_plan(store: PlanStore) -> None:
    begun = store.begin(ASKED)
    silence(store, begun)
    store.beat([claim_of(begun)])
    assert store.get(begun["id"])["status"] == "running"


def taken_up(store: PlanStore, plan: Document) -> Document:
    """Let another worker take up a plan that its worker has left."""
    store.leave([claim_of(plan)])
    taken = store.take_up()
    assert taken is not None and taken["id"] == plan["id"]
    return taken


@pytest.mark.parametrize("status", ["done", "infeasible"])
def test_what_became_of_a_plan_stays_whatever_its_workers_say_later(
    store: PlanStore, status: str
) -> None:
    before = store.begin(ASKED)
    taken = taken_up(store, before)
    kept = store.finish({**taken, "sites": ["Huanta"]}, status)
    for worker, late in ((before, "failed"), (before, "done"), (taken, "failed")):
        assert store.finish({**worker, "sites": ["Ica"]}, late) == kept
    assert store.get(before["id"]) == kept


def test_a_former_worker_neither_keeps_a_plan_alive_nor_ends_nor_leaves_it(
    store: PlanStore,
) -> None:
    before = store.begin(ASKED)
    taken = taken_up(store, before)
    store.leave([claim_of(before)])
    assert store.take_up() is None
    store.progress(claim_of(before), 0.9, "paso", "step")
    assert store.finish(before, "failed")["progress"]["fraction"] == 0.0
    silence(store, before)
    store.beat([claim_of(before)])
    with pytest.raises(PlanFailed):
        store.get(before["id"])
    store.beat([claim_of(taken)])
    assert store.get(before["id"])["status"] == "running"


def test_a_plan_that_was_given_up_for_lost_is_done_when_its_worker_says_so(
    store: PlanStore,
) -> None:
    slow = store.begin(ASKED)
    silence(store, slow)
    store.begin(ASKED)
    store.finish(slow, "done")
    assert store.get(slow["id"])["status"] == "done"


def test_plans_are_listed_to_their_owner_alone_newest_first(store: PlanStore) -> None:
    begun = [store.begin(ASKED, owner=OWNER)["id"] for _ in range(3)]
    store.begin(ASKED, owner=STRANGER)
    store.begin(ASKED)
    assert [plan["id"] for plan in store.owned_by(OWNER, 10, 0)] == begun[::-1]
    assert [plan["id"] for plan in store.owned_by(OWNER, 2, 2)] == begun[:1]


def test_nobody_but_the_owner_deletes(store: PlanStore) -> None:
    owned, free = store.begin(ASKED, owner=OWNER), store.begin(ASKED)
    for plan in (owned, free):
        store.finish(plan, "done")
        with pytest.raises(NotTheOwner):
            store.delete(plan["id"], STRANGER)
    store.delete(owned["id"], OWNER)
    for wanted in (store.get, lambda plan_id: store.delete(plan_id, OWNER)):
        with pytest.raises(UnknownPlan):
            wanted(owned["id"])
    assert store.get(free["id"])["status"] == "done"


def test_a_plan_deleted_while_it_is_solved_still_counts_until_it_is_done(store: PlanStore) -> None:
    running = [store.begin(ASKED, client="c", owner=OWNER) for _ in range(MOST_AT_ONCE)]
    store.delete_all(OWNER)
    assert store.owned_by(OWNER, 10, 0) == []
    with pytest.raises(UnknownPlan):
        store.get(running[0]["id"])
    with pytest.raises(TooManyPlans):
        store.begin(ASKED, client="c")
    store.finish(running[0], "done")
    with pytest.raises(UnknownPlan):
        store.get(running[0]["id"])
    store.begin(ASKED, client="c")


def test_who_asked_is_forgotten_when_the_plan_is_solved(store: PlanStore) -> None:
    store.finish(store.begin(ASKED, client="c", owner=OWNER), "done")
    with store.engine.connect() as connection:
        assert connection.execute(select(plans.c.client, plans.c.owner)).one() == (None, OWNER)
