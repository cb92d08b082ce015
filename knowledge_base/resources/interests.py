"""What is searched for where: searches by province, topic and month, never who searched."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import Engine, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from knowledge_base.resources.tables import interests

# A smaller count may tell of one person. A setting may raise it, nothing lowers it.
FLOOR = 10
KEPT_MONTHS = 36


class Searched(NamedTuple):
    """What one count is of; `province` is a code of four digits, `month` is `2026-11`."""

    province: str
    topic: str
    month: str


@dataclass(frozen=True)
class Interest:
    """How many searches in a province found something on a topic: searches, not people."""

    province: str
    topic: str
    count: int


@dataclass(frozen=True)
class Interests:
    """The counts from the first day `since` to `until`; `hidden` pairs were too small to show."""

    since: date
    until: date
    smallest_count: int
    shown: tuple[Interest, ...]
    hidden: int


def month_of(day: date) -> str:
    """Return a day's month as it is stored, `2026-11`."""
    return f"{day:%Y-%m}"


def first_day(today: date, months: int) -> date:
    """Return the first day of `months` months of which today's is the last."""
    number = today.year * 12 + today.month - months
    return date(number // 12, number % 12 + 1, 1)


class Tally:
    """Counts that are not written yet, so that no search waits for the database."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: Counter[Searched] = Counter()

    def add(self, counts: Iterable[Searched] | Mapping[Searched, int]) -> None:
        """Count each once more, or as often as a mapping says."""
        with self._lock:
            self._counts.update(counts)

    def take(self) -> Counter[Searched]:
        """Return the counts and start anew."""
        with self._lock:
            taken, self._counts = self._counts, Counter()
        return taken


class InterestStore:
    """The interests table. It answers no count under `smallest_count`, which is at least FLOOR."""

    def __init__(self, engine: Engine, smallest_count: int) -> None:
        self._engine = engine
        self._smallest = max(FLOOR, smallest_count)

    def add(self, counts: Mapping[Searched, int]) -> None:
        """Add counts to those that are there."""
        # In one order, so that two processes that write the same rows never wait for each other.
        rows = [{**key._asdict(), "count": counts[key]} for key in sorted(counts)]
        if not rows:
            return
        new = _insert(self._engine.dialect.name)
        upsert = new.on_conflict_do_update(
            index_elements=list(interests.primary_key.columns),
            set_={"count": interests.c.count + new.excluded["count"]},
        )
        with self._engine.begin() as connection:
            connection.execute(upsert, rows)

    def purge(self, today: date) -> None:
        """Delete the counts of months before the last KEPT_MONTHS."""
        oldest = month_of(first_day(today, KEPT_MONTHS))
        with self._engine.begin() as connection:
            connection.execute(delete(interests).where(interests.c.month < oldest))

    def totals(self, months: int, today: date) -> Interests:
        """Add up the last `months` months, today's included; the small sums stay here."""
        since = first_day(today, months)
        within = interests.c.month.between(month_of(since), month_of(today))
        pair = (interests.c.province, interests.c.topic)
        query = select(*pair, func.sum(interests.c.count)).where(within).group_by(*pair)
        with self._engine.connect() as connection:
            sums = [Interest(*row) for row in connection.execute(query.order_by(*pair))]
        shown = tuple(one for one in sums if one.count >= self._smallest)
        return Interests(since, today, self._smallest, shown, len(sums) - len(shown))


def _insert(dialect: str) -> sqlite.Insert | postgresql.Insert:
    """Return an insert that knows what to do where the row is there already."""
    return sqlite.insert(interests) if dialect == "sqlite" else postgresql.insert(interests)
