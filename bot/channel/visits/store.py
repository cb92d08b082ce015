"""Which hubs people were shown, under hashes of senders, until they were asked about them.

A visit waits, then its question is asked; numbers answer it until another list is open, words for
a week. Nobody is asked twice about a hub in the 30 days that a visit is kept.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Float, String, Table
from sqlalchemy.exc import IntegrityError

from bot.channel.database import open_engine
from bot.channel.schema import METADATA, make_tables

KEPT_S = 30 * 24 * 3600
WORDS_HOLD_S = 7 * 24 * 3600
# However many hubs someone looks at, they are asked about one a day.
BETWEEN_QUESTIONS_S = 18 * 3600
PURGE_EVERY_S = 600
WAITING, ASKED, LAPSED, DONE = "waiting", "asked", "lapsed", "done"
_VISITS = Table(
    "visits",
    METADATA,
    Column("sender", String(64), primary_key=True),
    Column("hub_id", String(64), primary_key=True),
    Column("channel", String(16), nullable=False),
    Column("name", String(200), nullable=False),
    # Unix seconds.
    Column("shown_at", Float, nullable=False, index=True),
    Column("asked_at", Float),
    Column("state", String(8), nullable=False),
)
_OPEN = (ASKED, LAPSED)


@dataclass(frozen=True)
class Visit:
    """A hub that a sender was shown; `state` says how far its question has come."""

    sender: str
    hub_id: str
    name: str
    shown_at: float
    state: str


class VisitsStore:
    """Visits by sender and hub, in any database SQLAlchemy knows."""

    def __init__(self, url: str) -> None:
        self._engine = open_engine(url)
        make_tables(self._engine, _VISITS)
        self.purge()

    def record(self, visit: Visit, channel: str, after_s: float) -> None:
        """Keep what was shown just now; it stands for what was shown less than `after_s` ago.

        A hub whose question was asked already is left as it is.
        """
        now = time.time()
        table = _VISITS.c
        mine = table.sender == visit.sender
        replaced = (table.state == WAITING) & (
            (table.shown_at > now - after_s) | (table.hub_id == visit.hub_id)
        )
        row = {
            "sender": visit.sender,
            "hub_id": visit.hub_id,
            "channel": channel,
            "name": visit.name[:200],
            "shown_at": visit.shown_at,
            "state": WAITING,
        }
        try:
            with self._engine.begin() as connection:
                due = table.shown_at <= now - after_s
                owed = _VISITS.select().where(
                    mine & due & (table.state == WAITING) & (table.hub_id == visit.hub_id)
                )
                if connection.execute(owed).first() is None:
                    connection.execute(_VISITS.delete().where(mine & replaced))
                    connection.execute(_VISITS.insert().values(**row))
        except IntegrityError:
            # Its question was asked, within the days that it is kept.
            return
        finally:
            if time.monotonic() >= self._purge_at:
                self.purge()

    def waiting(self, sender: str) -> bool:
        """Whether the sender is still to be asked about a hub, now or later."""
        where = (_VISITS.c.sender == sender) & (_VISITS.c.state == WAITING)
        with self._engine.connect() as connection:
            return connection.execute(_VISITS.select().where(where)).first() is not None

    def due(self, sender: str, after_s: float) -> Visit | None:
        """The visit to ask about: shown `after_s` ago or more, the oldest first.

        None where the sender was asked about another one within 18 hours.
        """
        now = time.time()
        table = _VISITS.c
        mine = table.sender == sender
        recent = _VISITS.select().where(mine & (table.asked_at > now - BETWEEN_QUESTIONS_S))
        shown = table.shown_at.between(now - KEPT_S, now - after_s)
        query = _VISITS.select().where(mine & (table.state == WAITING) & shown)
        with self._engine.connect() as connection:
            if connection.execute(recent).first() is not None:
                return None
            return _visit(connection.execute(query.order_by(table.shown_at)).first())

    def question(self, sender: str) -> Visit | None:
        """The visit asked about last, while an answer to it may still come."""
        table = _VISITS.c
        where = (table.sender == sender) & table.state.in_(_OPEN)
        held = table.asked_at > time.time() - WORDS_HOLD_S
        query = _VISITS.select().where(where & held).order_by(table.asked_at.desc())
        with self._engine.connect() as connection:
            return _visit(connection.execute(query).first())

    def ask(self, visit: Visit) -> bool:
        """Note that its question goes out now; False where another turn or process was first."""
        return self._move(visit, WAITING, ASKED, time.time())

    def take_back(self, visit: Visit) -> bool:
        """Let a visit wait again whose question could not be sent."""
        return self._move(visit, ASKED, WAITING, None)

    def lapse(self, sender: str) -> None:
        """Numbers now mean the list that was opened since."""
        self._set(sender, (ASKED,), LAPSED)

    def close(self, sender: str) -> None:
        """The question has its answer."""
        self._set(sender, _OPEN, DONE)

    def drop(self, sender: str) -> None:
        """Ask nothing more about what was shown so far."""
        self._set(sender, (WAITING, ASKED, LAPSED), DONE)

    def forget(self, sender: str) -> None:
        """Erase all of a sender."""
        with self._engine.begin() as connection:
            connection.execute(_VISITS.delete().where(_VISITS.c.sender == sender))

    def purge(self) -> None:
        """Drop what is over 30 days old."""
        self._purge_at = time.monotonic() + PURGE_EVERY_S
        with self._engine.begin() as connection:
            old = _VISITS.c.shown_at < time.time() - KEPT_S
            connection.execute(_VISITS.delete().where(old))

    def _move(self, visit: Visit, before: str, after: str, asked_at: float | None) -> bool:
        table = _VISITS.c
        this = (table.sender == visit.sender) & (table.hub_id == visit.hub_id)
        query = _VISITS.update().where(this & (table.state == before))
        with self._engine.begin() as connection:
            done = connection.execute(query.values(state=after, asked_at=asked_at))
        return bool(done.rowcount)

    def _set(self, sender: str, before: tuple[str, ...], after: str) -> None:
        where = (_VISITS.c.sender == sender) & _VISITS.c.state.in_(before)
        with self._engine.connect() as connection:
            # Most turns find nothing to change, and a look takes no lock.
            if connection.execute(_VISITS.select().where(where)).first() is None:
                return
            connection.execute(_VISITS.update().where(where).values(state=after))
            connection.commit()


def _visit(row: Any) -> Visit | None:
    if row is None:
        return None
    return Visit(row.sender, row.hub_id, row.name, row.shown_at, row.state)
