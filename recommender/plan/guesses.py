"""Wrong codes are counted by client, so that nobody finds plans by trying codes."""

from __future__ import annotations

import time

from sqlalchemy import Engine, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from recommender.store import guesses

MOST_WRONG, WINDOW_S = 10, 600


class TooManyGuesses(RuntimeError):
    """A client named too many codes that are none; `wait_s` says when it may go on."""

    def __init__(self, wait_s: int) -> None:
        super().__init__(f"wait {wait_s} s")
        self.wait_s = wait_s


class Guesses:
    """Counts in the store, which all workers share: ten wrong codes in ten minutes, then none."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def check(self, client: str) -> None:
        """Raise TooManyGuesses where a client has to wait, whatever code it names now."""
        now = time.time()
        query = select(guesses.c.since).where(
            guesses.c.client == client,
            guesses.c.wrong >= MOST_WRONG,
            guesses.c.since > now - WINDOW_S,
        )
        with self.engine.connect() as connection:
            since = connection.execute(query).scalar_one_or_none()
        if since is not None:
            raise TooManyGuesses(max(1, round(since + WINDOW_S - now)))

    def count(self, client: str) -> None:
        """Count a wrong code; what is older than the window is forgotten."""
        now = time.time()
        with self.engine.begin() as connection:
            connection.execute(delete(guesses).where(guesses.c.since <= now - WINDOW_S))
        if not self._add(client):
            try:
                with self.engine.begin() as connection:
                    row = {"client": client, "since": now, "wrong": 1}
                    connection.execute(insert(guesses).values(**row))
            except IntegrityError:
                # Another worker counted this client's first one at the same time.
                self._add(client)

    def _add(self, client: str) -> bool:
        query = update(guesses).where(guesses.c.client == client)
        with self.engine.begin() as connection:
            return bool(connection.execute(query.values(wrong=guesses.c.wrong + 1)).rowcount)
