"""The audit log: whoever writes at the same time, every entry is there; none can be changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DatabaseError

from knowledge_base.console.audit import FIRST_SEAL, AuditLog
from tests.knowledge_base.console.accounts.conftest import at_once

WRITERS = 30


@pytest.fixture
def log(database: Engine) -> AuditLog:
    return AuditLog(database)


@pytest.fixture
def written(log: AuditLog) -> AuditLog:
    for number in range(5):
        log.record("rosa", "resource.publish", f"resource:uno-{number}", {"título": "año"})
    return log


@contextmanager
def _without_guard(database: Engine) -> Iterator[Connection]:
    """As somebody who owns the database could: take the triggers away first."""
    with database.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("ALTER TABLE audit DISABLE TRIGGER ALL"))
        else:
            triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            for name in connection.execute(text(triggers)).scalars().all():
                connection.execute(text(f"DROP TRIGGER {name}"))
        yield connection


def test_writers_at_once_leave_one_whole_chain(database: Engine, log: AuditLog) -> None:
    def write(number: int) -> None:
        log.record(f"persona{number}", "resource.save", "resource:mismo", {"n": number})

    at_once([partial(write, number) for number in range(WRITERS)])
    entries = list(log.all())
    assert [entry.number for entry in entries] == list(range(1, WRITERS + 1))
    assert {entry.who for entry in entries} == {f"persona{n}" for n in range(WRITERS)}
    assert len({entry.seal for entry in entries} | {FIRST_SEAL}) == WRITERS + 1
    assert log.first_broken() is None


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit SET who = 'luis' WHERE number = 3",
        "UPDATE audit SET number = 99 WHERE number = 5",
        "DELETE FROM audit WHERE number = 5",
        "DELETE FROM audit",
        "TRUNCATE audit",
        "INSERT OR REPLACE INTO audit SELECT number, at, 'luis', action, subject, detail, seal"
        " FROM audit WHERE number = 3",
        "INSERT INTO audit SELECT number, at, 'luis', action, subject, detail, seal FROM audit"
        " WHERE number = 3 ON CONFLICT (number) DO UPDATE SET who = excluded.who",
    ],
)
def test_the_database_itself_refuses_every_change(
    database: Engine, written: AuditLog, change: str
) -> None:
    before = list(written.all())
    with pytest.raises(DatabaseError), database.begin() as connection:
        connection.execute(text(change))
    assert list(written.all()) == before
    assert written.first_broken() is None


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ("UPDATE audit SET who = 'luis' WHERE number = 3", 3),
        ("UPDATE audit SET detail = '{}' WHERE number = 1", 1),
        ("UPDATE audit SET at = '2020-01-01 00:00:00' WHERE number = 2", 2),
        ("DELETE FROM audit WHERE number = 2", 2),
        ("DELETE FROM audit WHERE number = 5", 5),
        ("DELETE FROM audit", 1),
        ("UPDATE audit_head SET number = 4", 5),
    ],
)
def test_what_was_changed_all_the_same_is_found(
    database: Engine, written: AuditLog, change: str, broken: int
) -> None:
    with _without_guard(database) as connection:
        connection.execute(text(change))
    assert written.first_broken() == broken


def test_an_empty_log_is_whole(log: AuditLog) -> None:
    assert log.first_broken() is None
    assert log.page(10) == ([], 0)
    assert list(log.all()) == []


def test_entries_are_found_by_who_what_and_when(log: AuditLog) -> None:
    log.record("rosa", "hub.save", "hub:ayacucho-1", {"before": {}, "after": {"name": "Ñ"}})
    log.record("luis", "hub_report.close", "hub:ayacucho-1")
    log.record("rosa", "resource.publish", "resource:100%")

    def found(**filters: object) -> list[int]:
        return [entry.number for entry in log.page(10, **filters)[0]]  # type: ignore[arg-type]

    now = datetime.now(UTC)
    assert found() == [3, 2, 1]
    assert found(who="rosa") == [3, 1]
    assert found(action="hub.") == [1]
    assert found(action="hub_") == [2]
    assert found(subject="%") == [3]
    assert found(subject="ayacucho") == [2, 1]
    assert found(since=now - timedelta(minutes=1), until=now + timedelta(minutes=1)) == [3, 2, 1]
    assert found(since=now + timedelta(minutes=1)) == []
    assert log.page(1, 1) == (log.page(10)[0][1:2], 3)
    assert log.page(10)[0][2].detail == {"before": {}, "after": {"name": "Ñ"}}


def test_whatever_people_type_is_taken_and_the_chain_holds(log: AuditLog) -> None:
    for awkward in ("\0", "\ud800", "😀\n'\"; DROP TABLE audit", "x" * 5000, "=1+1"):
        log.record(awkward, awkward, awkward, {awkward: awkward})
    assert log.first_broken() is None
    assert log.page(1)[1] == 5
