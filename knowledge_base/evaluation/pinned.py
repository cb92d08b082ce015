"""Golden questions of editors: what a new version of the index must go on answering."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

import yaml
from sqlalchemy import Engine, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from knowledge_base.evaluation.golden import PINNED, GoldenQuestion
from knowledge_base.evaluation.tables import golden_questions
from knowledge_base.index.language import guess_language
from knowledge_base.index.text import content_words
from knowledge_base.resources.gaps import mask
from knowledge_base.resources.records import SLUG

_LONGEST, _LONGEST_NOTE, _MOST_EXPECTED = 500, 200, 10


class InvalidPin(ValueError):
    """A question cannot be pinned; the message says in Spanish what to do."""


@dataclass(frozen=True)
class Pinned:
    """A pinned question; `expect` holds the ids of all right answers, none: nothing is right."""

    number: int
    question: str
    language: str
    expect: tuple[str, ...]
    pinned_by: str
    pinned_at: datetime
    note: str = ""


class GoldenStore:
    """The table of pinned questions. Each public method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def pin(self, question: str, expect: Sequence[str], who: str, note: str = "") -> Pinned:
        """Pin a question, or pin it anew with other answers; raises InvalidPin."""
        text = _valid_question(question)
        values = {
            "language": guess_language(text),
            "expect": _valid_ids(expect),
            "pinned_by": who,
            "pinned_at": datetime.now(UTC),
            "note": _valid_note(note),
        }
        try:
            return self._write(text, values)
        except IntegrityError:
            # Somebody pinned the same at the same time: now the row is there.
            return self._write(text, values)

    def unpin(self, number: int) -> bool:
        """Take a question out; return False where there is none."""
        gone = delete(golden_questions).where(golden_questions.c.number == number)
        with self._engine.begin() as connection:
            return connection.execute(gone).rowcount > 0

    def get(self, number: int) -> Pinned | None:
        """Return one pinned question, or None."""
        return next((one for one in self.all() if one.number == number), None)

    def all(self) -> list[Pinned]:
        """Return every pinned question, the latest first."""
        c = golden_questions.c
        query = select(golden_questions).order_by(c.pinned_at.desc(), c.number.desc())
        with self._engine.connect() as connection:
            return [_pinned(row) for row in connection.execute(query).mappings()]

    def all_for_check(self) -> list[GoldenQuestion]:
        """Return them as the check of a new version asks them."""
        return [
            GoldenQuestion(one.question, PINNED, one.language, PINNED, one.expect)
            for one in reversed(self.all())
        ]

    def _write(self, text: str, values: Mapping[str, Any]) -> Pinned:
        same = golden_questions.c.question == text
        with self._engine.begin() as connection:
            again = update(golden_questions).where(same).values(values)
            if connection.execute(again).rowcount == 0:
                connection.execute(insert(golden_questions).values({"question": text, **values}))
            row = connection.execute(select(golden_questions).where(same)).mappings().one()
        return _pinned(row)


def as_yaml(questions: Sequence[GoldenQuestion]) -> str:
    """Write questions in the form of golden.yaml."""
    rows = [asdict(question) for question in questions]
    renamed = [
        {
            "q": row["text"],
            "set": row["part"],
            "lang": row["language"],
            "style": row["style"],
            "expect": list(row["expect"]),
        }
        for row in rows
    ]
    return str(yaml.safe_dump(renamed, allow_unicode=True, sort_keys=False, width=1000))


def _valid_question(question: str) -> str:
    text = " ".join("".join(c if c.isprintable() else " " for c in mask(question)).split())
    if not content_words(text):
        raise InvalidPin("Escribe una pregunta con al menos una palabra que diga qué se busca.")
    if len(text) > _LONGEST:
        raise InvalidPin(f"La pregunta tiene {len(text)} caracteres; el máximo es {_LONGEST}.")
    return text


def _valid_ids(expect: Sequence[str]) -> list[str]:
    ids = list(dict.fromkeys(expect))
    if wrong := [one for one in ids if not SLUG.fullmatch(one)]:
        raise InvalidPin(f"«{wrong[0]}» no es el identificador de un recurso. Elígelo de la lista.")
    if len(ids) > _MOST_EXPECTED:
        raise InvalidPin(f"Elige como máximo {_MOST_EXPECTED} respuestas correctas.")
    return ids


def _valid_note(note: str) -> str:
    text = " ".join(note.split())
    if len(text) > _LONGEST_NOTE:
        raise InvalidPin(f"La nota tiene {len(text)} caracteres; el máximo es {_LONGEST_NOTE}.")
    return text


def _pinned(row: Mapping[Any, Any]) -> Pinned:
    at: datetime = row["pinned_at"]
    # SQLite keeps no zone; what was written is UTC.
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return Pinned(**dict(row) | {"expect": tuple(row["expect"]), "pinned_at": at})
