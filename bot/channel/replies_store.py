"""What the channel remembers: the replies of a day, and who asked not to be answered.

Kept under hashes of senders only. A reply is stored before it is sent, so that a repeated webhook,
also after a restart, gets the same one and runs no second turn. With it ends the claim on its
message. What did not fit into a reply waits for MÁS.
"""

from __future__ import annotations

import time
from contextlib import suppress
from typing import Any

from sqlalchemy import Column, Float, String, Table, Text
from sqlalchemy.exc import IntegrityError

from bot.channel.claims import CLAIMS
from bot.channel.database import open_engine
from bot.channel.late.table import LATE
from bot.channel.schema import METADATA, make_tables

KEPT_S = 24 * 3600
PURGE_EVERY_S = 600
_REPLIES = Table(
    "replies",
    METADATA,
    Column("sender", String(64), primary_key=True),
    Column("message_sid", String(64), primary_key=True),
    Column("reply", Text, nullable=False),
    Column("stored_at", Float, nullable=False, index=True),
)
_OPTED_OUT = Table(
    "opted_out",
    METADATA,
    Column("sender", String(64), primary_key=True),
    Column("since", Float, nullable=False),
)
_RESTS = Table(
    "rests",
    METADATA,
    Column("sender", String(64), primary_key=True),
    Column("rest", Text, nullable=False),
    Column("stored_at", Float, nullable=False, index=True),
)


class RepliesStore:
    """Replies by sender and MessageSid, and opt-outs, in any database SQLAlchemy knows."""

    def __init__(self, url: str) -> None:
        self._engine = open_engine(url)
        make_tables(self._engine, _REPLIES, _OPTED_OUT, _RESTS, CLAIMS, LATE)
        self.purge()

    def reply_to(self, sender: str, message_sid: str) -> str | None:
        """The reply already given to this message, or None."""
        where = (_REPLIES.c.sender == sender) & (_REPLIES.c.message_sid == message_sid)
        with self._engine.connect() as connection:
            row = connection.execute(_REPLIES.select().where(where)).first()
        return None if row is None else str(row.reply)

    def keep(self, sender: str, message_sid: str, reply: str, *, done: bool = True) -> str:
        """Store a reply, unless one is stored already; return the one that stands.

        The claim on the message ends with it where the turn is `done`. Now and then drop replies
        over a day old.
        """
        row = {"sender": sender, "message_sid": message_sid, "reply": reply}
        try:
            with self._engine.begin() as connection:
                connection.execute(_REPLIES.insert().values(**row, stored_at=time.time()))
                if done:
                    connection.execute(CLAIMS.delete().where(_of(CLAIMS, sender, message_sid)))
        except IntegrityError:
            reply = self.reply_to(sender, message_sid) or ""
        if time.monotonic() >= self._purge_at:
            self.purge()
        return reply

    def purge(self) -> None:
        """Drop what is over a day old: no repeat will ask for it, and no number is kept longer."""
        self._purge_at = time.monotonic() + PURGE_EVERY_S
        before = time.time() - KEPT_S
        with self._engine.begin() as connection:
            connection.execute(_REPLIES.delete().where(_REPLIES.c.stored_at < before))
            connection.execute(_RESTS.delete().where(_RESTS.c.stored_at < before))
            connection.execute(CLAIMS.delete().where(CLAIMS.c.received_at < before))
            connection.execute(LATE.delete().where(LATE.c.expires_at <= time.time()))

    def rest_for(self, sender: str) -> str:
        """What did not fit into the last reply, "" where nothing is left."""
        recent = _RESTS.c.stored_at >= time.time() - KEPT_S
        where = (_RESTS.c.sender == sender) & recent
        with self._engine.connect() as connection:
            row = connection.execute(_RESTS.select().where(where)).first()
        return "" if row is None else str(row.rest)

    def keep_rest(self, sender: str, rest: str) -> None:
        """Let this be what MÁS brings next; with "" nothing is."""
        with suppress(IntegrityError), self._engine.begin() as connection:
            connection.execute(_RESTS.delete().where(_RESTS.c.sender == sender))
            if rest:
                row = {"sender": sender, "rest": rest, "stored_at": time.time()}
                connection.execute(_RESTS.insert().values(**row))

    def forget_replies(self, sender: str) -> None:
        """Erase every reply given or still to be given to a sender.

        An opt-out stays, since it protects the sender; so do turns that run just now.
        """
        with self._engine.begin() as connection:
            for table in (_REPLIES, _RESTS, LATE):
                connection.execute(table.delete().where(table.c.sender == sender))
            connection.execute(CLAIMS.delete().where(_abandoned(sender)))

    def has_opted_out(self, sender: str) -> bool:
        """Whether this sender asked not to be answered."""
        where = _OPTED_OUT.c.sender == sender
        with self._engine.connect() as connection:
            return connection.execute(_OPTED_OUT.select().where(where)).first() is not None

    def opt_out(self, sender: str) -> None:
        """Answer this sender no more: what was still to be sent goes too."""
        with suppress(IntegrityError), self._engine.begin() as connection:
            connection.execute(_OPTED_OUT.insert().values(sender=sender, since=time.time()))
        with self._engine.begin() as connection:
            for table in (_RESTS, LATE):
                connection.execute(table.delete().where(table.c.sender == sender))
            connection.execute(CLAIMS.delete().where(_abandoned(sender)))

    def opt_in(self, sender: str) -> None:
        """Answer this sender again."""
        with self._engine.begin() as connection:
            connection.execute(_OPTED_OUT.delete().where(_OPTED_OUT.c.sender == sender))


def _of(table: Table, sender: str, message_sid: str) -> Any:
    return (table.c.sender == sender) & (table.c.message_sid == message_sid)


def _abandoned(sender: str) -> Any:
    """The claims of a sender whose process has gone."""
    return (CLAIMS.c.sender == sender) & (CLAIMS.c.until <= time.time())
