from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, select

from knowledge_base.resources import tables
from knowledge_base.resources.interests import (
    FLOOR,
    Interest,
    InterestStore,
    Searched,
    Tally,
    first_day,
)
from knowledge_base.resources.topics import topic_label
from knowledge_base.settings import SHIPPED_CATALOGUE

TODAY = date(2026, 11, 24)
EXCEL = Searched("0504", "office-tools", "2026-11")


@pytest.fixture
def store(database: Engine) -> InterestStore:
    return InterestStore(database, FLOOR)


def rows(database: Engine) -> list[tuple[str, str, str, int]]:
    with database.connect() as connection:
        query = select(*(tables.interests.c[name] for name in (*Searched._fields, "count")))
        return sorted(tuple(row) for row in connection.execute(query))


def test_counts_add_up_by_province_topic_and_month(database: Engine, store: InterestStore) -> None:
    before = EXCEL._replace(month="2026-10")
    store.add({EXCEL: 2, before: 1})
    store.add({EXCEL: 3})
    store.add({})
    assert rows(database) == [(*before, 1), (*EXCEL, 5)]


def test_nothing_else_is_kept_of_a_search(database: Engine) -> None:
    columns = {column["name"] for column in inspect(database).get_columns("interests")}
    assert columns == {"province", "topic", "month", "count"}


def test_a_count_under_the_smallest_is_never_answered(store: InterestStore) -> None:
    store.add({EXCEL: 9, EXCEL._replace(topic="english"): 10, EXCEL._replace(province="1501"): 1})
    found = store.totals(12, TODAY)
    assert found.shown == (Interest("0504", "english", 10),)
    assert (found.smallest_count, found.hidden) == (10, 2)


def test_months_add_up_before_the_smallest_is_asked_for(store: InterestStore) -> None:
    store.add({EXCEL: 6, EXCEL._replace(month="2026-09"): 5})
    found = store.totals(12, TODAY)
    assert found.shown == (Interest("0504", "office-tools", 11),)
    assert found.hidden == 0


@pytest.mark.parametrize(("asked", "smallest"), [(1, 10), (-5, 10), (25, 25)])
def test_the_smallest_count_can_only_be_raised(database: Engine, asked: int, smallest: int) -> None:
    store = InterestStore(database, asked)
    store.add({EXCEL: 9, EXCEL._replace(topic="english"): 24})
    found = store.totals(1, TODAY)
    assert found.smallest_count == smallest
    assert all(one.count >= smallest for one in found.shown)
    assert len(found.shown) + found.hidden == 2


def test_only_the_months_asked_for_are_added(store: InterestStore) -> None:
    store.add({EXCEL: 10, EXCEL._replace(month="2025-12"): 20, EXCEL._replace(month="2025-11"): 40})
    by_months = {months: store.totals(months, TODAY) for months in (1, 12, 13)}
    assert [found.shown[0].count for found in by_months.values()] == [10, 30, 70]
    assert (by_months[12].since, by_months[12].until) == (date(2025, 12, 1), TODAY)


def test_what_is_older_than_36_months_is_deleted(database: Engine, store: InterestStore) -> None:
    oldest = EXCEL._replace(month="2023-12")
    store.add({EXCEL: 1, oldest: 1, EXCEL._replace(month="2023-11"): 99})
    store.purge(TODAY)
    assert rows(database) == [(*oldest, 1), (*EXCEL, 1)]


@pytest.mark.parametrize(
    ("today", "months", "first"),
    [
        (date(2026, 11, 24), 1, date(2026, 11, 1)),
        (date(2026, 12, 31), 12, date(2026, 1, 1)),
        (date(2026, 1, 31), 2, date(2025, 12, 1)),
        (date(2024, 2, 29), 36, date(2021, 3, 1)),
    ],
)
def test_months_begin_on_their_first_day(today: date, months: int, first: date) -> None:
    assert first_day(today, months) == first


def test_what_was_taken_from_the_tally_can_be_put_back() -> None:
    tally = Tally()
    tally.add([EXCEL, EXCEL])
    taken = tally.take()
    assert tally.take() == Counter()
    tally.add([EXCEL])
    tally.add(taken)
    assert tally.take() == {EXCEL: 3}


def test_every_shipped_topic_has_a_spanish_name() -> None:
    topics = [path.stem for path in Path(SHIPPED_CATALOGUE).glob("*.yaml")]
    assert topics
    assert [t for t in topics if topic_label(t) == t.replace("-", " ").capitalize()] == []
    assert topic_label("ecologia-y-ambiente") == "Ecologia y ambiente"
