"""Numbers of people who are to be asked, encrypted, for a day at most: the only ones kept."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass

from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy import Column, Float, String, Table, Text
from sqlalchemy.exc import IntegrityError

from bot.channel.database import open_engine
from bot.channel.outbound.hours import KEPT_S, send_at
from bot.channel.schema import METADATA, make_tables

logger = logging.getLogger(__name__)

_QUEUE = Table(
    "outbound",
    METADATA,
    Column("sender", String(64), primary_key=True),
    Column("channel", String(16), nullable=False),
    # The number under Fernet (AES-128-CBC and HMAC-SHA256).
    Column("sealed", Text, nullable=False),
    # Unix seconds.
    Column("due_at", Float, nullable=False, index=True),
    Column("expires_at", Float, nullable=False, index=True),
)


@dataclass(frozen=True)
class Recipient:
    """Whom to ask now; `number` as Twilio gives it without the channel's prefix."""

    sender: str
    channel: str
    number: str


class OutboundQueue:
    """One row a sender, renewed by each message; a row is deleted before its question is sent.

    A crash in between loses a question and never repeats one.
    """

    def __init__(self, url: str, key: bytes, channels: frozenset[str], after_s: float) -> None:
        self._engine = open_engine(url)
        self._fernet = Fernet(key)
        self._channels, self._after_s = channels, after_s
        make_tables(self._engine, _QUEUE)

    def put(self, sender: str, channel: str, number: str, written_at: float) -> None:
        """Keep a number until its question is due, where the channel can be written to by then."""
        due_at = send_at(written_at, self._after_s)
        self.forget(sender)
        if due_at is None or channel not in self._channels:
            return
        row = {
            "sender": sender,
            "channel": channel,
            "sealed": self._fernet.encrypt(number.encode()).decode(),
            "due_at": due_at,
            "expires_at": written_at + KEPT_S,
        }
        try:
            with self._engine.begin() as connection:
                connection.execute(_QUEUE.insert().values(**row))
        except IntegrityError:
            # Another process has just taken the same person's other message.
            logger.info("a question is queued already")

    def forget(self, sender: str) -> None:
        """Delete a sender's number."""
        with self._engine.begin() as connection:
            connection.execute(_QUEUE.delete().where(_QUEUE.c.sender == sender))

    def expire(self) -> None:
        """Delete every number that is a day old."""
        with self._engine.begin() as connection:
            connection.execute(_QUEUE.delete().where(_QUEUE.c.expires_at <= time.time()))

    def claim(self) -> Recipient | None:
        """Take the next one that is due out of the queue; no other process gets it too."""
        query = _QUEUE.select().where(_QUEUE.c.due_at <= time.time()).order_by(_QUEUE.c.due_at)
        with self._engine.connect() as connection:
            rows = connection.execute(query.limit(20)).all()
        for row in rows:
            this = (_QUEUE.c.sender == row.sender) & (_QUEUE.c.sealed == row.sealed)
            with self._engine.begin() as connection:
                claimed = connection.execute(_QUEUE.delete().where(this)).rowcount
            if not claimed:
                continue
            try:
                number = self._fernet.decrypt(row.sealed.encode()).decode()
            except InvalidToken:
                logger.warning("a number under another key is deleted")
                continue
            return Recipient(row.sender, row.channel, number)
        return None
