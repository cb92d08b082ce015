"""What the channel remembers: the replies of a day, and who asked not to be answered.

Kept under hashes of senders only. A reply is stored before it is sent, so that a repeated webhook,
also after a restart, gets the same one and runs no second turn.
"""

from __future__ import annotations

import time
from contextlib import suppress

from sqlalchemy import Column, Float, MetaData, String, Table, Text
from sqlalchemy.exc import IntegrityError

from bot.channel.database import open_engine

KEPT_S = 24 * 3600
PURGE_EVERY_S = 600
_METADATA = MetaData()
_REPLIES = Table(
    "replies",
    _METADATA,
    Column("sender", String(64), primary_key=True),
    Column("message_sid", String(64), primary_key=True),
    Column("reply", Text, nullable=False),
    Column("stored_at", Float, nullable=False, index=True),
)
_OPTED_OUT = Table(
    "opted_out",
    _METADATA,
    Column("sender", String(64), primary_key=True),
    Column("since", Float, nullable=False),
)


class RepliesStore:
    """Replies by sender and MessageSid, and opt-outs, in any database SQLAlchemy knows."""

    def __init__(self, url: str) -> None:
        self._engine = open_engine(url)
        _METADATA.create_all(self._engine)
        self.purge()

    def reply_to(self, sender: str, message_sid: str) -> str | None:
        """The reply already given to this message, or None."""
        where = (_REPLIES.c.sender == sender) & (_REPLIES.c.message_sid == message_sid)
        with self._engine.connect() as connection:
            row = connection.execute(_REPLIES.select().where(where)).first()
        return None if row is None else str(row.reply)

    def keep(self, sender: str, message_sid: str, reply: str) -> None:
        """Store a reply, unless one is stored already; now and then drop those over a day old."""
        row = {"sender": sender, "message_sid": message_sid, "reply": reply}
        with suppress(IntegrityError), self._engine.begin() as connection:
            connection.execute(_REPLIES.insert().values(**row, stored_at=time.time()))
        if time.monotonic() >= self._purge_at:
            self.purge()

    def purge(self) -> None:
        """Drop the replies that no repeat will ask for any more."""
        self._purge_at = time.monotonic() + PURGE_EVERY_S
        with self._engine.begin() as connection:
            old = _REPLIES.c.stored_at < time.time() - KEPT_S
            connection.execute(_REPLIES.delete().where(old))

    def forget_replies(self, sender: str) -> None:
        """Erase every reply given to a sender; an opt-out stays, since it protects the sender."""
        with self._engine.begin() as connection:
            connection.execute(_REPLIES.delete().where(_REPLIES.c.sender == sender))

    def has_opted_out(self, sender: str) -> bool:
        """Whether this sender asked not to be answered."""
        where = _OPTED_OUT.c.sender == sender
        with self._engine.connect() as connection:
            return connection.execute(_OPTED_OUT.select().where(where)).first() is not None

    def opt_out(self, sender: str) -> None:
        """Answer this sender no more."""
        with suppress(IntegrityError), self._engine.begin() as connection:
            connection.execute(_OPTED_OUT.insert().values(sender=sender, since=time.time()))

    def opt_in(self, sender: str) -> None:
        """Answer this sender again."""
        with self._engine.begin() as connection:
            connection.execute(_OPTED_OUT.delete().where(_OPTED_OUT.c.sender == sender))
