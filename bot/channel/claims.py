"""Which process answers which message, so that two of them never run one turn twice.

A claim is renewed while its turn runs; one that is not has lost its process, and whoever comes
next takes it over. Where late replies can be sent a claim also holds the message and the number,
sealed, so that nothing is lost with the process: for as long as the turn runs, a day at most.
"""

from __future__ import annotations

import os
import time
import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Float, Integer, String, Table, Text
from sqlalchemy.exc import IntegrityError

from bot.channel.database import open_engine
from bot.channel.schema import METADATA, make_tables

# A repeat that waits for a dead process takes over after this; Twilio waits 15 s in all.
HELD_S = 6.0
CLAIMS = Table(
    "claims",
    METADATA,
    Column("sender", String(64), primary_key=True),
    Column("message_sid", String(64), primary_key=True),
    Column("owner", String(32), nullable=False),
    # Unix seconds.
    Column("until", Float, nullable=False, index=True),
    Column("received_at", Float, nullable=False),
    Column("sealed", Text),
    Column("tries", Integer, nullable=False),
)
NEW, TAKEN_OVER = "new", "taken over"


@dataclass(frozen=True)
class Orphan:
    """A message whose process has gone; `received_at` in Unix seconds, `tries` how many have."""

    sender: str
    message_sid: str
    sealed: str
    received_at: float
    tries: int


class Claims:
    """Claims on messages, in any database SQLAlchemy knows. Each object is an owner, in each
    process another one."""

    def __init__(self, url: str) -> None:
        self._engine, self._held_s = open_engine(url), HELD_S
        self._become_owner()
        # Several processes of one bot are forked once this is made.
        os.register_at_fork(after_in_child=self._become_owner)
        make_tables(self._engine, CLAIMS)

    def _become_owner(self) -> None:
        self._owner = uuid.uuid4().hex

    def take(self, sender: str, message_sid: str, sealed: str | None = None) -> str | None:
        """NEW or TAKEN_OVER where the message is now ours to answer; None where it is not."""
        now = time.time()
        row = {"sender": sender, "message_sid": message_sid, "sealed": sealed}
        times = {"until": now + self._held_s, "received_at": now}
        try:
            with self._engine.begin() as connection:
                values = {**row, **times, "owner": self._owner, "tries": 1}
                connection.execute(CLAIMS.insert().values(**values))
            return NEW
        except IntegrityError:
            return TAKEN_OVER if self.take_over(sender, message_sid) else None

    def take_over(self, sender: str, message_sid: str) -> bool:
        """Make an abandoned claim ours; False where another process was first."""
        left = _key(sender, message_sid) & (CLAIMS.c.until <= time.time())
        until = time.time() + self._held_s
        return self._change(left, owner=self._owner, until=until, tries=CLAIMS.c.tries + 1)

    def renew(self, sender: str, message_sid: str) -> bool:
        """Hold on to a claim; False where it has been lost."""
        mine = _key(sender, message_sid) & (CLAIMS.c.owner == self._owner)
        return self._change(mine, until=time.time() + self._held_s)

    def abandon(self, sender: str, message_sid: str) -> None:
        """Leave a message to whoever comes first."""
        mine = _key(sender, message_sid) & (CLAIMS.c.owner == self._owner)
        self._change(mine, until=time.time())

    def release(self, sender: str, message_sid: str) -> None:
        """Give a message back unanswered, or answered by a row of its own."""
        mine = _key(sender, message_sid) & (CLAIMS.c.owner == self._owner)
        with self._engine.begin() as connection:
            connection.execute(CLAIMS.delete().where(mine))

    def orphans(self, most: int = 20) -> list[Orphan]:
        """Abandoned messages that can still be answered, the oldest first."""
        left = (CLAIMS.c.until <= time.time()) & CLAIMS.c.sealed.is_not(None)
        query = CLAIMS.select().where(left).order_by(CLAIMS.c.received_at).limit(most)
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        return [Orphan(r.sender, r.message_sid, r.sealed, r.received_at, r.tries) for r in rows]

    def expire(self, before: float) -> None:
        """Delete what was received before a moment, and what nobody can answer any more."""
        unsealed = CLAIMS.c.sealed.is_(None) & (CLAIMS.c.until <= time.time() - 60)
        with self._engine.begin() as connection:
            connection.execute(CLAIMS.delete().where((CLAIMS.c.received_at < before) | unsealed))

    def _change(self, where: Any, **values: Any) -> bool:
        with self._engine.begin() as connection:
            return bool(connection.execute(CLAIMS.update().where(where).values(**values)).rowcount)


def _key(sender: str, message_sid: str) -> Any:
    return (CLAIMS.c.sender == sender) & (CLAIMS.c.message_sid == message_sid)
