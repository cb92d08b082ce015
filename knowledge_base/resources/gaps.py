"""Questions that found nothing: what editors should look for next, and what became of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Connection,
    Engine,
    case,
    cast,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from knowledge_base.resources.tables import gap_weeks, gaps

OPEN, CLOSED, DISMISSED = "open", "closed", "dismissed"
SYSTEM = "system"
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+")
# Six digits or more, however people group them: DNI, RUC, phones, cards. Shorter numbers stay.
_LONG_DIGITS = re.compile(r"\+?\d(?:[\s().,/*_\-\u2010-\u2015]{0,2}\d){5,}")
# Two years side by side, as in "guerra 1879-1883", tell nothing of who asked.
_TWO_YEARS = re.compile(r"(?:1[5-9]|20)\d\d\D+(?:1[5-9]|20)\d\d")
_LONGEST = 500
# More than editors can read; without an end somebody could fill the disk with questions.
MOST_KEPT = 10_000
# Databases take only so many values in one statement.
_AT_ONCE = 500


@dataclass(frozen=True)
class Gap:
    """A question, its personal details masked, how often it was asked, and what became of it."""

    number: int
    question: str
    language: str
    times: int
    first_asked_on: date
    last_asked_on: date
    state: str = OPEN
    closed_on: date | None = None
    closed_by: str = ""
    answered_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class GapWeek:
    """How often a gap was asked in an ISO week (`2026-W48`) in a province ("" where unknown)."""

    gap: int
    week: str
    province: str
    times: int


def mask(question: str) -> str:
    """Take e-mail addresses, phones, DNI and other long numbers out of a question."""
    return _LONG_DIGITS.sub(_mask_number, _EMAIL.sub("[correo]", question))


def week_of(day: date) -> str:
    """Return a day's ISO week as it is stored, `2026-W48`; texts of weeks are in their order."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def _mask_number(found: re.Match[str]) -> str:
    return found[0] if _TWO_YEARS.fullmatch(found[0]) else "[numero]"


class GapStore:
    """The gaps and their weeks; what is older than `keep_days` is deleted."""

    def __init__(self, engine: Engine, keep_days: int) -> None:
        self._engine = engine
        self._keep = timedelta(days=keep_days)

    def record(
        self, question: str, language: str, today: date, times: int = 1, province: str = ""
    ) -> None:
        """Count that `question` found nothing once more, or so many times.

        One that was closed is open again; one that was dismissed stays so.
        """
        shown = "".join(char if char.isprintable() else " " for char in mask(question))
        text = " ".join(shown.casefold().split())[:_LONGEST]
        asked = (text, language, today, times, province)
        try:
            self._count(*asked)
        except IntegrityError:
            # Another thread asked the same for the first time: now the row is there.
            self._count(*asked)

    def prune(self) -> None:
        """Delete what was asked least and longest ago beyond MOST_KEPT questions."""
        order = (gaps.c.times.desc(), gaps.c.last_asked_on.desc(), gaps.c.number.desc())
        beyond = select(gaps.c.number).order_by(*order).offset(MOST_KEPT).limit(MOST_KEPT)
        with self._engine.begin() as connection:
            _forget(connection, connection.execute(beyond).scalars().all())

    def forget_old(self, today: date) -> None:
        """Delete questions not asked again for as long as they are kept, and older weeks of all."""
        with self._engine.begin() as connection:
            self._forget_old(connection, today)

    def page(self, limit: int, offset: int) -> tuple[list[Gap], bool]:
        """Return open gaps, the most asked first, and whether more follow."""
        order = (gaps.c.times.desc(), gaps.c.last_asked_on.desc(), gaps.c.number)
        query = select(gaps).where(gaps.c.state == OPEN).order_by(*order)
        with self._engine.connect() as connection:
            rows = connection.execute(query.limit(limit + 1).offset(offset)).mappings().all()
        return [_gap(row) for row in rows[:limit]], len(rows) > limit

    def all(self, state: str = OPEN) -> list[Gap]:
        """Return every gap of a state, the most asked first."""
        order = (gaps.c.times.desc(), gaps.c.last_asked_on.desc(), gaps.c.number)
        query = select(gaps).where(gaps.c.state == state).order_by(*order)
        with self._engine.connect() as connection:
            return [_gap(row) for row in connection.execute(query).mappings()]

    def get(self, number: int) -> Gap | None:
        """Return one gap, or None."""
        query = select(gaps).where(gaps.c.number == number)
        with self._engine.connect() as connection:
            row = connection.execute(query).mappings().first()
        return _gap(row) if row else None

    def open_numbers(self) -> set[int]:
        """Return the numbers of the open gaps."""
        query = select(gaps.c.number).where(gaps.c.state == OPEN)
        with self._engine.connect() as connection:
            return set(connection.execute(query).scalars())

    def weeks(self, since: str = "") -> list[GapWeek]:
        """Return how often gaps were asked by week and province, from a week on."""
        query = select(gap_weeks).where(gap_weeks.c.week >= since)
        order = (gap_weeks.c.gap, gap_weeks.c.week, gap_weeks.c.province)
        with self._engine.connect() as connection:
            return [GapWeek(**row) for row in connection.execute(query.order_by(*order)).mappings()]

    def mark(self) -> tuple[int, ...]:
        """Return figures that change whenever a gap is asked, closed, dismissed or deleted."""
        number = case((gaps.c.state == OPEN, cast(gaps.c.number, BigInteger)), else_=0)
        figures = (func.count(), *map(func.sum, (gaps.c.times, number, number * number)))
        with self._engine.connect() as connection:
            return tuple(int(one or 0) for one in connection.execute(select(*figures)).one())

    def close(self, answers: Mapping[int, Sequence[str]], today: date) -> None:
        """Close open gaps that are answered now, each by the resources of these ids."""
        with self._engine.begin() as connection:
            for number, ids in answers.items():
                _end(connection, number, CLOSED, SYSTEM, today, ids)

    def dismiss(self, number: int, who: str, today: date) -> bool:
        """Put an open gap aside as no wish to learn; return False where there is none."""
        with self._engine.begin() as connection:
            return _end(connection, number, DISMISSED, who, today, ())

    def reopen(self, number: int) -> bool:
        """Open a closed or dismissed gap again; return False where there is none."""
        ended = (gaps.c.number == number, gaps.c.state != OPEN)
        with self._engine.begin() as connection:
            return connection.execute(update(gaps).where(*ended).values(_OPENED)).rowcount > 0

    def _count(self, text: str, language: str, today: date, times: int, province: str) -> None:
        same = (gaps.c.question == text, gaps.c.language == language)
        counted = {"times": gaps.c.times + times, "last_asked_on": today}
        with self._engine.begin() as connection:
            self._forget_old(connection, today)
            again = update(gaps).where(*same)
            if connection.execute(again.values(counted)).rowcount == 0:
                days = {"first_asked_on": today, "last_asked_on": today}
                first = {"question": text, "language": language, "times": times}
                connection.execute(insert(gaps).values(first | days | _OPENED))
            connection.execute(again.where(gaps.c.state == CLOSED).values(_OPENED))
            number = connection.execute(select(gaps.c.number).where(*same)).scalar_one()
            _count_week(connection, GapWeek(number, week_of(today), province, times))

    def _forget_old(self, connection: Connection, today: date) -> None:
        since = today - self._keep
        old = select(gaps.c.number).where(gaps.c.last_asked_on < since)
        _forget(connection, connection.execute(old).scalars().all())
        connection.execute(delete(gap_weeks).where(gap_weeks.c.week < week_of(since)))


_OPENED: dict[str, Any] = {"state": OPEN, "closed_on": None, "closed_by": "", "answered_by": []}


def _gap(row: Mapping[Any, Any]) -> Gap:
    return Gap(**dict(row) | {"answered_by": tuple(row["answered_by"])})


def _end(
    connection: Connection, number: int, state: str, who: str, today: date, ids: Sequence[str]
) -> bool:
    values = {"state": state, "closed_on": today, "closed_by": who, "answered_by": list(ids)}
    ended = update(gaps).where(gaps.c.number == number, gaps.c.state == OPEN).values(values)
    return connection.execute(ended).rowcount > 0


def _count_week(connection: Connection, counted: GapWeek) -> None:
    """Add to a gap's week; the gap's own row is locked, so nobody else adds at the same time."""
    c = gap_weeks.c
    same = (c.gap == counted.gap, c.week == counted.week, c.province == counted.province)
    more = update(gap_weeks).where(*same).values(times=c.times + counted.times)
    if connection.execute(more).rowcount == 0:
        connection.execute(insert(gap_weeks).values(vars(counted)))


def _forget(connection: Connection, numbers: Sequence[int]) -> None:
    for start in range(0, len(numbers), _AT_ONCE):
        part = numbers[start : start + _AT_ONCE]
        # In the order in which they are counted: two writers never wait for each other.
        connection.execute(delete(gaps).where(gaps.c.number.in_(part)))
        connection.execute(delete(gap_weeks).where(gap_weeks.c.gap.in_(part)))
