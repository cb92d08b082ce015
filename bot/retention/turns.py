"""Whose turn it is: one process at a time purges, and the bots together once a day."""

from __future__ import annotations

import time
from contextlib import suppress

from sqlalchemy import Column, Float, String, Table
from sqlalchemy.exc import IntegrityError

from bot.channel.database import open_engine
from bot.channel.schema import METADATA, make_tables

# A process that has not finished by then was killed.
LONGEST_S = 30 * 60
_JOB = "purge"
_TURNS = Table(
    "retention",
    METADATA,
    Column("job", String(16), primary_key=True),
    # Unix seconds.
    Column("running_until", Float, nullable=False),
    Column("done_at", Float, nullable=False),
)


class Turns:
    """One row in the channel's database, which only one process can change at a time."""

    def __init__(self, url: str) -> None:
        self._engine = open_engine(url)
        make_tables(self._engine, _TURNS)
        with suppress(IntegrityError), self._engine.begin() as connection:
            connection.execute(_TURNS.insert().values(job=_JOB, running_until=0.0, done_at=0.0))

    def take(self, every_s: float = 0) -> bool:
        """Begin, unless another process runs or one was done less than `every_s` seconds ago."""
        now, row = time.time(), _TURNS.c
        free = (row.job == _JOB) & (row.running_until <= now) & (row.done_at <= now - every_s)
        query = _TURNS.update().where(free).values(running_until=now + LONGEST_S)
        with self._engine.begin() as connection:
            return bool(connection.execute(query).rowcount)

    def done(self, *, whole: bool) -> None:
        """End; `whole` where all was purged, so that it counts for today."""
        values = {"running_until": 0.0, **({"done_at": time.time()} if whole else {})}
        with self._engine.begin() as connection:
            connection.execute(_TURNS.update().where(_TURNS.c.job == _JOB).values(**values))
