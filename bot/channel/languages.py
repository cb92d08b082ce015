"""In which language a person wants to be answered: asked for in a message, and remembered.

What a person chose holds until they choose another or write BORRAR; without a choice each message
is answered in its own language.
"""

from __future__ import annotations

import re
import time

from sqlalchemy import Column, Float, String, Table

from bot.channel.database import fold_log, open_engine
from bot.channel.keywords import plain
from bot.channel.schema import METADATA, make_tables

OTHER = "other"
_NAMED = (
    ("qu", re.compile(r"\b(?:quechua|quichua|kechwa|kichwa|qichwa|qechwa|runa ?simi)\w*")),
    ("en", re.compile(r"\b(?:ingles|english|inglish|inlish)\w*")),
    ("es", re.compile(r"\b(?:espanol|castellano|castilla ?simi|spanish|kastilla ?simi)\w*")),
    (OTHER, re.compile(
        r"\b(?:aymara|aimara|ashaninka|awajun|shipibo|portugues|frances|aleman|italiano|chino|"
        r"japones|coreano|ruso|portuguese|french|german|italian|chinese|japanese)\w*"
    )),
)  # fmt: skip
_CHOSEN = Table(
    "languages",
    METADATA,
    Column("sender", String(64), primary_key=True),
    Column("language", String(2), nullable=False),
    # Unix seconds.
    Column("chosen_at", Float, nullable=False),
)


def asked_language(text: str) -> str:
    """The language that a wish for another one names last: "no in English, in Spanish please".

    OTHER for one that we do not speak; empty where none is named.
    """
    said = plain(text)
    named = [
        (found.start(), language)
        for language, pattern in _NAMED
        for found in pattern.finditer(said)
    ]
    return max(named)[1] if named else ""


class LanguageStore:
    """Chosen languages under hashes of senders, in any database SQLAlchemy knows."""

    def __init__(self, url: str) -> None:
        self._engine = open_engine(url)
        make_tables(self._engine, _CHOSEN)

    def chosen_by(self, sender: str) -> str:
        """The language that a sender chose; empty where none."""
        query = _CHOSEN.select().where(_CHOSEN.c.sender == sender)
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        return "" if row is None else str(row.language)

    def choose(self, sender: str, language: str) -> None:
        """Remember a choice in place of the one before."""
        row = {"sender": sender, "language": language, "chosen_at": time.time()}
        with self._engine.begin() as connection:
            connection.execute(_CHOSEN.delete().where(_CHOSEN.c.sender == sender))
            connection.execute(_CHOSEN.insert().values(**row))

    def forget(self, sender: str) -> None:
        """Erase a sender's choice."""
        with self._engine.begin() as connection:
            connection.execute(_CHOSEN.delete().where(_CHOSEN.c.sender == sender))

    def fold_log(self) -> None:
        """Leave nothing of what was erased in SQLite's log."""
        fold_log(self._engine)
