"""Visits in both databases: who is asked about what, and when."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from bot.channel.visits.store import ASKED, LAPSED, Visit, VisitsStore
from tests.bot.channel.postgres import serving_postgres

AFTER_S = 18 * 3600.0


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('visits')}/bot.sqlite"
        return
    with serving_postgres() as address:
        yield address


@pytest.fixture
def store(url: str) -> Iterator[VisitsStore]:
    made = VisitsStore(url)
    yield made
    for sender in ("ana", "luis"):
        made.forget(sender)


def show(store: VisitsStore, hub_id: str, hours_ago: float, sender: str = "ana") -> None:
    shown_at = time.time() - hours_ago * 3600
    store.record(Visit(sender, hub_id, f"Tambo {hub_id}", shown_at, ""), "whatsapp", AFTER_S)


def due(store: VisitsStore, sender: str = "ana") -> str | None:
    visit = store.due(sender, AFTER_S)
    return visit.hub_id if visit else None


def ask(store: VisitsStore, sender: str = "ana") -> bool:
    visit = store.due(sender, AFTER_S)
    assert visit is not None
    return store.ask(visit)


def test_the_last_of_what_was_looked_at_in_one_go_counts(store: VisitsStore) -> None:
    show(store, "a", 1)
    show(store, "b", 0.5)
    assert store.waiting("ana") and due(store) is None
    store.forget("ana")
    assert not store.waiting("ana")


def test_what_is_owed_stays_when_another_is_shown(store: VisitsStore) -> None:
    show(store, "a", 20)
    show(store, "b", 0)
    show(store, "a", 0)
    assert due(store) == "a"


def test_one_question_a_day(store: VisitsStore) -> None:
    show(store, "a", 30)
    show(store, "b", 20)
    assert due(store) == "a" and ask(store)
    assert due(store) is None and store.waiting("ana")
    question = store.question("ana")
    assert question is not None and (question.hub_id, question.state) == ("a", ASKED)


def test_a_question_goes_out_once_whoever_asks(store: VisitsStore, url: str) -> None:
    show(store, "a", 20)
    visit = store.due("ana", AFTER_S)
    assert visit is not None
    assert store.ask(visit) and not VisitsStore(url).ask(visit)


def test_nobody_is_asked_twice_about_a_hub(store: VisitsStore) -> None:
    show(store, "a", 40)
    ask(store)
    store.close("ana")
    show(store, "a", 20)
    assert due(store) is None and not store.waiting("ana")


def test_what_could_not_be_sent_waits_again(store: VisitsStore) -> None:
    show(store, "a", 20)
    visit = store.due("ana", AFTER_S)
    assert visit is not None and store.ask(visit) and store.take_back(visit)
    assert due(store) == "a" and store.question("ana") is None


def test_a_question_lapses_and_ends(store: VisitsStore) -> None:
    show(store, "a", 20)
    ask(store)
    store.lapse("ana")
    question = store.question("ana")
    assert question is not None and question.state == LAPSED
    store.close("ana")
    assert store.question("ana") is None


def test_words_hold_for_a_week(store: VisitsStore, monkeypatch: pytest.MonkeyPatch) -> None:
    show(store, "a", 20)
    ask(store)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 6 * 24 * 3600)
    assert store.question("ana") is not None
    monkeypatch.setattr(time, "time", lambda: now + 8 * 24 * 3600)
    assert store.question("ana") is None


def test_dropping_and_forgetting_spare_everyone_else(store: VisitsStore) -> None:
    for sender in ("ana", "luis"):
        show(store, "a", 20, sender)
    store.drop("ana")
    assert due(store) is None and due(store, "luis") == "a"
    store.forget("ana")
    assert due(store, "luis") == "a"


def test_after_30_days_all_is_gone(store: VisitsStore, monkeypatch: pytest.MonkeyPatch) -> None:
    show(store, "a", 20)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 30 * 24 * 3600)
    assert due(store) is None
    store.purge()
    assert not store.waiting("ana")
