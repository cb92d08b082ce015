"""Replies that are to be sent by REST: written before they are sent, and kept until it is certain
that they were."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from bot.channel.database import open_engine
from bot.channel.late.table import LATE, READY, SENDING, SENT
from bot.channel.schema import make_tables

# Beyond so many a person is better told to try again.
MOST_WAITING = 1_000
# WhatsApp lets a business write freely for 24 hours after a message; no number is kept longer.
KEPT_S, MARGIN_S = 24 * 3600, 600


@dataclass(frozen=True)
class Content:
    """A Content template of Twilio's and its variables by name."""

    sid: str
    variables: Mapping[str, str]


@dataclass(frozen=True)
class LateReply:
    """A reply that waits; `sealed` is the number, the times are Unix seconds."""

    sender: str
    message_sid: str
    channel: str
    sealed: str
    reply: str
    content: Content | None
    state: str
    due_at: float
    sending_since: float | None
    tries: int


class LateQueue:
    """One row a message, in any database SQLAlchemy knows; a row belongs to who moved it last."""

    def __init__(self, url: str, most: int = MOST_WAITING) -> None:
        self._engine, self._most = open_engine(url), most
        make_tables(self._engine, LATE)

    def has_room(self) -> bool:
        """Whether another reply may wait."""
        count = select(func.count()).select_from(LATE).where(LATE.c.state != SENT)
        with self._engine.connect() as connection:
            return int(connection.execute(count).scalar_one()) < self._most

    def put(
        self,
        key: tuple[str, str],
        channel: str,
        sealed: str,
        reply: str,
        received_at: float,
        content: Content | None = None,
    ) -> None:
        """Let a reply be sent now; one to a message that has its reply already is left out."""
        sender, message_sid = key
        row = {"sender": sender, "message_sid": message_sid, "channel": channel, "sealed": sealed}
        said = {"reply": reply, "content": _written(content), "state": READY}
        times = {"received_at": received_at, "due_at": time.time()}
        times["expires_at"] = received_at + KEPT_S - MARGIN_S
        try:
            with self._engine.begin() as connection:
                connection.execute(LATE.insert().values(**row, **said, **times, tries=0))
        except IntegrityError:
            # A turn that was run again after a crash: its reply waits or is sent.
            return

    def due(self) -> list[LateReply]:
        """What is to be sent or looked up now: of each sender only the oldest, to keep order."""
        waiting = LATE.select().where(LATE.c.state != SENT).order_by(LATE.c.received_at)
        with self._engine.connect() as connection:
            rows = connection.execute(waiting).all()
        first: dict[str, LateReply] = {}
        for row in rows:
            first.setdefault(row.sender, _reply(row))
        now = time.time()
        return [reply for reply in first.values() if reply.due_at <= now]

    def claim(self, reply: LateReply, hold_s: float) -> bool:
        """Mark a reply as being sent; False where another process has it.

        After `hold_s` it counts as left by its process.
        """
        now = time.time()
        return self._move(
            reply,
            state=SENDING,
            due_at=now + hold_s,
            sending_since=func.coalesce(LATE.c.sending_since, now),
            tries=LATE.c.tries + 1,
        )

    def sent(self, reply: LateReply, twilio_sid: str) -> None:
        """Keep of a reply only that it was sent, and as which of Twilio's messages."""
        nothing = {"sealed": "", "reply": "", "content": None}
        self._set(reply, {**nothing, "state": SENT, "twilio_sid": twilio_sid})

    def wait(self, reply: LateReply, wait_s: float, *, unsure: bool) -> None:
        """Try again later; where it is `unsure` whether it was sent, Twilio is asked first."""
        state = SENDING if unsure else READY
        self._set(reply, {"state": state, "due_at": time.time() + wait_s})

    def as_text(self, reply: LateReply) -> None:
        """Send it at once as plain text instead."""
        self._set(reply, {"state": READY, "content": None, "due_at": time.time()})

    def drop(self, reply: LateReply) -> None:
        """Give a reply up."""
        with self._engine.begin() as connection:
            connection.execute(LATE.delete().where(_key(reply)))

    def sent_sids(self, sender: str) -> set[str]:
        """Twilio's names for what was sent to a sender, so that no reply is taken for another."""
        query = select(LATE.c.twilio_sid).where(LATE.c.sender == sender, LATE.c.state == SENT)
        with self._engine.connect() as connection:
            return {str(row.twilio_sid) for row in connection.execute(query)}

    def expire(self) -> None:
        """Delete what may not be sent any more, the numbers with it."""
        with self._engine.begin() as connection:
            connection.execute(LATE.delete().where(LATE.c.expires_at <= time.time()))

    def _move(self, reply: LateReply, **values: Any) -> bool:
        seen = (LATE.c.state == reply.state) & (LATE.c.due_at == reply.due_at)
        query = LATE.update().where(_key(reply) & seen).values(**values)
        with self._engine.begin() as connection:
            return bool(connection.execute(query).rowcount)

    def _set(self, reply: LateReply, values: Mapping[str, Any]) -> None:
        with self._engine.begin() as connection:
            connection.execute(LATE.update().where(_key(reply)).values(**values))


def _key(reply: LateReply) -> Any:
    return (LATE.c.sender == reply.sender) & (LATE.c.message_sid == reply.message_sid)


def _written(content: Content | None) -> str | None:
    if content is None:
        return None
    return json.dumps({"sid": content.sid, "variables": dict(content.variables)})


def _reply(row: Any) -> LateReply:
    return LateReply(
        sender=row.sender,
        message_sid=row.message_sid,
        channel=row.channel,
        sealed=row.sealed,
        reply=row.reply,
        content=Content(**json.loads(row.content)) if row.content else None,
        state=row.state,
        due_at=row.due_at,
        sending_since=row.sending_since,
        tries=row.tries,
    )
