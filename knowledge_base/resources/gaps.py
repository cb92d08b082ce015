"""Questions that found nothing: what editors should look for next."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Engine, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from knowledge_base.resources.tables import gaps

_EMAIL = re.compile(r"[^\s@]+@[^\s@]+")
# Six digits or more, however people group them: DNI, RUC, phones, cards. Shorter numbers stay.
_LONG_DIGITS = re.compile(r"\+?\d(?:[\s().,/*_\-\u2010-\u2015]{0,2}\d){5,}")
# Two years side by side, as in "guerra 1879-1883", tell nothing of who asked.
_TWO_YEARS = re.compile(r"(?:1[5-9]|20)\d\d\D+(?:1[5-9]|20)\d\d")
_LONGEST = 500
# More than editors can read; without an end somebody could fill the disk with questions.
MOST_KEPT = 10_000


@dataclass(frozen=True)
class Gap:
    """A question, its personal details masked, and how often it was asked."""

    question: str
    language: str
    times: int
    last_asked_on: date


def mask(question: str) -> str:
    """Take e-mail addresses, phones, DNI and other long numbers out of a question."""
    return _LONG_DIGITS.sub(_mask_number, _EMAIL.sub("[correo]", question))


def _mask_number(found: re.Match[str]) -> str:
    return found[0] if _TWO_YEARS.fullmatch(found[0]) else "[numero]"


class GapStore:
    """The gaps table; rows not asked again for `keep_days` are deleted."""

    def __init__(self, engine: Engine, keep_days: int) -> None:
        self._engine = engine
        self._keep = timedelta(days=keep_days)

    def record(self, question: str, language: str, today: date, times: int = 1) -> None:
        """Count that `question` found nothing once more, or so many times."""
        shown = "".join(char if char.isprintable() else " " for char in mask(question))
        text = " ".join(shown.casefold().split())[:_LONGEST]
        try:
            self._count(text, language, today, times)
        except IntegrityError:
            # Another thread asked the same for the first time: now the row is there.
            self._count(text, language, today, times)

    def prune(self) -> None:
        """Delete what was asked least and longest ago beyond MOST_KEPT questions."""
        order = (gaps.c.times.desc(), gaps.c.last_asked_on.desc(), gaps.c.number.desc())
        beyond = select(gaps.c.number).order_by(*order).offset(MOST_KEPT).limit(MOST_KEPT)
        with self._engine.begin() as connection:
            numbers = connection.execute(beyond).scalars().all()
            connection.execute(delete(gaps).where(gaps.c.number.in_(numbers)))

    def _count(self, text: str, language: str, today: date, times: int) -> None:
        same = (gaps.c.question == text, gaps.c.language == language)
        more = gaps.c.times + times
        again = update(gaps).where(*same).values(times=more, last_asked_on=today)
        with self._engine.begin() as connection:
            connection.execute(delete(gaps).where(gaps.c.last_asked_on < today - self._keep))
            if connection.execute(again).rowcount == 0:
                first = {"question": text, "language": language, "times": times}
                connection.execute(insert(gaps).values(first | {"last_asked_on": today}))

    def page(self, limit: int, offset: int) -> tuple[list[Gap], bool]:
        """Return gaps, the most asked first, and whether more follow."""
        order = (gaps.c.times.desc(), gaps.c.last_asked_on.desc(), gaps.c.number)
        query = select(gaps).order_by(*order).limit(limit + 1).offset(offset)
        with self._engine.connect() as connection:
            rows = connection.execute(query).mappings().all()
        found = [Gap(r["question"], r["language"], r["times"], r["last_asked_on"]) for r in rows]
        return found[:limit], len(found) > limit
