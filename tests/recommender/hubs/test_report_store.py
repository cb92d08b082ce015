"""Reports are kept by person and month, and forgotten in time, in both databases."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine, insert, inspect, select

from recommender.hubs.register import HubRegister
from recommender.hubs.report_store import ReportStore
from recommender.hubs.reports import Report
from recommender.records import Hub
from recommender.store import open_store, register, reports
from tests.recommender.test_migrations import migrate

ANA, LUIS = "a" * 64, "b" * 64


class Calendar:
    """A day that the tests turn."""

    def __init__(self) -> None:
        self.day = date(2026, 11, 24)

    def __call__(self) -> date:
        return self.day


@pytest.fixture
def calendar() -> Calendar:
    return Calendar()


@pytest.fixture
def engine(store_url: str) -> Engine:
    return open_store(store_url)


@pytest.fixture
def store(engine: Engine, calendar: Calendar) -> ReportStore:
    return ReportStore(engine, calendar)


def test_a_person_counts_once_a_hub_and_month(store: ReportStore, calendar: Calendar) -> None:
    store.add("tambo-1", "closed", ANA)
    store.add("tambo-1", "worked", LUIS)
    calendar.day = date(2026, 11, 30)
    store.add("tambo-1", "no_internet", ANA)
    store.add("tambo-2", "closed", ANA)
    assert store.of_hub("tambo-1") == [
        Report("no_internet", date(2026, 11, 30), ANA),
        Report("worked", date(2026, 11, 24), LUIS),
    ]
    calendar.day = date(2026, 12, 1)
    store.add("tambo-1", "worked", ANA)
    assert len(store.of_hub("tambo-1")) == 3


def test_a_person_can_take_all_back(store: ReportStore) -> None:
    for hub in ("tambo-1", "tambo-2"):
        store.add(hub, "closed", ANA)
    store.add("tambo-1", "closed", LUIS)
    assert store.forget(ANA) == 2
    assert [report.reporter for report in store.of_hub("tambo-1")] == [LUIS]
    assert store.of_hub("tambo-2") == []
    assert store.forget(ANA) == 0


def test_after_60_days_a_report_is_nobodys_and_stays(
    store: ReportStore, calendar: Calendar
) -> None:
    store.add("tambo-1", "worked", ANA)
    calendar.day = date(2027, 1, 23)
    assert store.of_hub("tambo-1")[0].reporter == ANA
    calendar.day = date(2027, 1, 24)
    assert store.of_hub("tambo-1") == [Report("worked", date(2026, 11, 24), None)]


def test_after_36_months_a_report_is_gone(store: ReportStore, calendar: Calendar) -> None:
    store.add("tambo-1", "worked", ANA)
    calendar.day = date(2029, 11, 24)
    assert len(store.of_hub("tambo-1")) == 1
    calendar.day = date(2029, 11, 25)
    assert store.of_hub("tambo-1") == []


def test_only_hubs_of_the_register_are_listed(engine: Engine, store: ReportStore) -> None:
    with engine.begin() as connection:
        edition = {"seed_digest": "", "as_of": "2026-10-01", "source": "s", "licence": "l"}
        connection.execute(insert(register).values(id=1, version=1, **edition))
    hubs = HubRegister(engine)
    for hub_id in ("casa-1", "casa-2"):
        hubs.put(
            [Hub(hub_id, "Casa", "library", -12.9, -74.2, "050401", (), False, None, "s", "l")]
        )
        store.add(hub_id, "worked", ANA)
    hubs.delete("casa-2")
    assert list(store.by_hub()) == ["casa-1"]


def test_for_checks_only_what_is_recent_is_read(
    engine: Engine, store: ReportStore, calendar: Calendar
) -> None:
    test_only_hubs_of_the_register_are_listed(engine, store)
    calendar.day = date(2026, 12, 25)
    assert list(store.by_hub(recent=True)) == ["casa-1"]
    calendar.day = date(2026, 12, 26)
    assert store.by_hub(recent=True) == {} and list(store.by_hub()) == ["casa-1"]


def test_the_migration_goes_back_and_forth_and_keeps_the_rest(store_url: str) -> None:
    engine = open_store(store_url)
    ReportStore(engine).add("tambo-1", "worked", ANA)
    with engine.connect() as connection:
        migrate(connection, "0001")
        assert "hub_reports" not in inspect(connection).get_table_names()
    engine.dispose()
    with open_store(store_url).connect() as connection:
        assert connection.execute(select(reports)).all() == []
