"""The first reply to a person says who answers, what for, and how to be forgotten."""

from __future__ import annotations

import time
from contextlib import suppress

from sqlalchemy import Column, Float, String, Table
from sqlalchemy.exc import IntegrityError

from bot.channel.database import open_engine
from bot.channel.schema import METADATA, make_tables
from bot.channel.segments import LONGEST_WHATSAPP, segments, to_gsm7
from bot.channel.tracker import LastTurn
from bot.channel.words import INTRODUCED, INTRODUCED_BY, RUN_BY
from bot.responses.catalogue import SPANISH, said

# Beyond two segments the line waits for a shorter reply.
MOST_SEGMENTS = 2
# Who needs help at once reads nothing else.
NEVER_WITH = frozenset({"utter_emergency"})
# They say what the assistant does and what BORRAR is for; by SMS only the greeting has room for it.
SAYS_IT = {
    "whatsapp": frozenset({"utter_greet", "utter_help"}),
    "sms": frozenset({"utter_greet"}),
}
_TOLD = Table(
    "first_contacts",
    METADATA,
    Column("sender", String(64), primary_key=True),
    # Unix seconds.
    Column("told_at", Float, nullable=False, index=True),
)


class FirstContact:
    """Who has been told, under hashes of senders, in any database SQLAlchemy knows.

    `operator` is who runs the service; where nobody is named, nobody is invented.
    """

    def __init__(self, url: str, operator: str = "") -> None:
        self._engine = open_engine(url)
        self._operator = operator
        make_tables(self._engine, _TOLD)

    def introduce(self, sender: str, channel: str, last: LastTurn, reply: str) -> str:
        """The reply with the line, where the sender was never told and there is room for it."""
        if not reply or not last.acts or NEVER_WITH & set(last.acts) or self.was_told(sender):
            return reply
        line = self._line(channel, last)
        whole = _below(reply, line, channel) if line else reply
        if whole is None:
            return reply
        self.note(sender)
        return whole

    def was_told(self, sender: str) -> bool:
        """Whether a reply has introduced itself to this sender."""
        with self._engine.connect() as connection:
            where = _TOLD.c.sender == sender
            return connection.execute(_TOLD.select().where(where)).first() is not None

    def told_before(self, moment: float) -> list[str]:
        """The senders who were told before a moment, in Unix seconds."""
        with self._engine.connect() as connection:
            rows = connection.execute(_TOLD.select().where(_TOLD.c.told_at < moment)).all()
        return [str(row.sender) for row in rows]

    def forget(self, sender: str) -> None:
        """Erase that a sender was told."""
        with self._engine.begin() as connection:
            connection.execute(_TOLD.delete().where(_TOLD.c.sender == sender))

    def note(self, sender: str) -> None:
        """Remember that a sender was told."""
        # Another process may have told the same person just now.
        with suppress(IntegrityError), self._engine.begin() as connection:
            connection.execute(_TOLD.insert().values(sender=sender, told_at=time.time()))

    def _line(self, channel: str, last: LastTurn) -> str:
        """What is still to be said, in the person's language; empty where all of it is."""
        which = INTRODUCED_BY if self._operator else INTRODUCED
        if SAYS_IT.get(channel, frozenset()) & set(last.acts):
            if not self._operator:
                return ""
            which = RUN_BY
        language = str(last.slots.get("language") or SPANISH)
        # Short as it is, the Quechua line stands alone: the reply above it has the Spanish.
        template = said(which["sms" if channel == "sms" else "whatsapp"], language)
        return template.replace("{operator}", self._operator)


def _below(reply: str, line: str, channel: str) -> str | None:
    """The reply with the line below it; None where that would be too long."""
    if channel == "sms":
        whole = f"{reply}\n{to_gsm7(line)}"
        return whole if segments(whole) <= MOST_SEGMENTS else None
    whole = f"{reply}\n\n{line}"
    return whole if len(whole) <= LONGEST_WHATSAPP else None
