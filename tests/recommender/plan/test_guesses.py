"""Wrong codes are counted by client and end in a wait."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update

from recommender.plan.guesses import MOST_WRONG, WINDOW_S, Guesses, TooManyGuesses
from recommender.store import guesses, open_store


@pytest.fixture
def counted(store_url: str) -> Guesses:
    """Counts of a client that has used all its guesses."""
    made = Guesses(open_store(store_url))
    for _ in range(MOST_WRONG):
        made.check("someone")
        made.count("someone")
    return made


def test_too_many_wrong_codes_have_to_wait(counted: Guesses) -> None:
    with pytest.raises(TooManyGuesses) as refusal:
        counted.check("someone")
    assert 0 < refusal.value.wait_s <= WINDOW_S


def test_every_worker_knows(counted: Guesses) -> None:
    with pytest.raises(TooManyGuesses):
        Guesses(counted.engine).check("someone")


def test_nobody_waits_for_somebody_else(counted: Guesses) -> None:
    counted.count("another")
    counted.check("another")
    with pytest.raises(TooManyGuesses):
        counted.check("someone")


def test_old_guesses_are_forgiven_and_forgotten(counted: Guesses) -> None:
    with counted.engine.begin() as connection:
        connection.execute(update(guesses).values(since=guesses.c.since - WINDOW_S - 1))
    counted.check("someone")
    counted.count("another")
    with counted.engine.connect() as connection:
        assert connection.execute(select(guesses.c.client)).scalars().all() == ["another"]
