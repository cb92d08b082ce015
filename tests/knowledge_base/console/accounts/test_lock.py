"""A name is locked after too many failures, counted in the database for all processes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, func, select

from knowledge_base.console.accounts.people import PeopleStore
from knowledge_base.console.accounts.roles import Role
from knowledge_base.console.accounts.sign_in import (
    FORGOTTEN_AFTER,
    LOCKED_FOR,
    MOST_FAILURES,
    Locked,
    SignIn,
    WrongSignIn,
)
from knowledge_base.console.accounts.tables import sign_ins
from knowledge_base.database.engine import open_database
from tests.knowledge_base.console.accounts.conftest import at_once
from tests.knowledge_base.console.conftest import PASSWORD

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
PROCESSES = 3


@pytest.fixture(autouse=True)
def rosa(people: PeopleStore) -> None:
    people.create("rosa", Role.EDITOR, PASSWORD, must_change=False)


def _outcome(sign_in: SignIn, password: str, name: str = "rosa", now: datetime = NOW) -> str:
    try:
        return sign_in.check(name, password, now).name
    except Locked as error:
        return "begins" if error.begins else "locked"
    except WrongSignIn:
        return "wrong"


@pytest.mark.parametrize("name", ["rosa", "nadie"])
def test_tries_of_many_processes_at_once_are_counted_together(
    name: str, database_url: str, sign_in: SignIn
) -> None:
    """As many guesses as a name may fail are looked at, however many come."""
    engines = [open_database(database_url) for _ in range(PROCESSES)]
    try:
        tries = [
            lambda engine=engine: _outcome(SignIn(engine), "adivino otra vez 1", name)
            for engine in engines
            for _ in range(5)
        ]
        outcomes = at_once(tries)
    finally:
        for engine in engines:
            engine.dispose()
    assert outcomes.count("wrong") == MOST_FAILURES
    assert outcomes.count("begins") == 1
    assert outcomes.count("locked") == len(tries) - MOST_FAILURES - 1
    assert sign_in.locked_until(name, NOW) == NOW + LOCKED_FOR


def test_the_right_password_does_not_open_a_locked_name(sign_in: SignIn) -> None:
    for _ in range(MOST_FAILURES + 1):
        _outcome(sign_in, "mala")
    assert _outcome(sign_in, PASSWORD) == "locked"
    later = NOW + LOCKED_FOR + timedelta(seconds=1)
    assert sign_in.locked_until("rosa", later) is None
    assert _outcome(sign_in, PASSWORD, now=later) == "rosa"


def test_a_lock_is_not_made_longer_by_those_who_go_on(sign_in: SignIn) -> None:
    for minute in range(12):
        _outcome(sign_in, "mala", now=NOW + timedelta(minutes=minute))
    assert sign_in.locked_until("rosa", NOW) == NOW + timedelta(minutes=MOST_FAILURES) + LOCKED_FOR


def test_signing_in_forgets_the_slips_before(sign_in: SignIn) -> None:
    for _ in range(3):
        for _ in range(MOST_FAILURES - 1):
            assert _outcome(sign_in, "mala") == "wrong"
        assert _outcome(sign_in, PASSWORD) == "rosa"


def test_slips_an_hour_apart_do_not_lock(sign_in: SignIn, database: Engine) -> None:
    for step in range(MOST_FAILURES * 2):
        now = NOW + step * (FORGOTTEN_AFTER + timedelta(minutes=1))
        assert _outcome(sign_in, "mala", now=now) == "wrong"
    _outcome(sign_in, "mala", "otro", NOW + timedelta(days=30))
    with database.connect() as connection:
        count = select(func.count()).select_from(sign_ins)
        assert connection.execute(count).scalar_one() == 1


def test_one_name_s_lock_is_not_another_s(sign_in: SignIn) -> None:
    for _ in range(MOST_FAILURES + 1):
        _outcome(sign_in, "mala", "nadie")
    assert _outcome(sign_in, PASSWORD) == "rosa"
    sign_in.unlock(" NADIE ")
    assert _outcome(sign_in, "mala", "nadie") == "wrong"


@pytest.mark.parametrize("name", ["a\0b", "rosa\0", "r" * 500, "' OR 1=1 --", "ROSA  x"])
def test_any_name_that_is_nobody_s_is_just_wrong(sign_in: SignIn, name: str) -> None:
    assert _outcome(sign_in, PASSWORD, name) == "wrong"


def test_who_was_shut_out_is_not_told_from_nobody(sign_in: SignIn, people: PeopleStore) -> None:
    person = people.named("rosa")
    assert person
    people.set_active(person.id, False)
    assert _outcome(sign_in, PASSWORD) == "wrong"


def test_signing_in_is_noted(sign_in: SignIn, people: PeopleStore) -> None:
    assert _outcome(sign_in, PASSWORD) == "rosa"
    person = people.named("rosa")
    assert person and person.last_sign_in_at
