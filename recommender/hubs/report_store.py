"""Where people's reports on hubs are kept, no longer and no closer to a person than needed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Engine, Row, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from recommender.hubs.reports import CHECK_DAYS, Outcome, Report, today_in_peru
from recommender.store import hubs
from recommender.store import reports as table

# Two months hold the month in which a person counts once, and the days of a check.
KNOWN_DAYS = 60
KEPT_YEARS = 3


class ReportStore:
    """Reports by hub. Each call first forgets what is too old, once a day and process."""

    def __init__(self, engine: Engine, today: Callable[[], date] = today_in_peru) -> None:
        self.engine = engine
        self._today = today
        self._tidied: date | None = None

    @property
    def today(self) -> date:
        """The day that reports of now are kept under."""
        return self._today()

    def add(self, hub_id: str, outcome: Outcome, reporter: str) -> Report:
        """Keep a report; it replaces the same person's of this month on this hub."""
        self._tidy()
        day = self.today
        if not self._replace(hub_id, outcome, reporter, day):
            row = {"hub_id": hub_id, "reporter": reporter, **_said(outcome, day)}
            try:
                with self.engine.begin() as connection:
                    connection.execute(insert(table).values(**row))
            except IntegrityError:
                # The same person's other message was kept in between.
                self._replace(hub_id, outcome, reporter, day)
        return Report(outcome, day, reporter)

    def forget(self, reporter: str) -> int:
        """Delete every report that is still known to be this person's; return how many."""
        self._tidy()
        with self.engine.begin() as connection:
            gone = connection.execute(delete(table).where(table.c.reporter == reporter))
        return int(gone.rowcount)

    def of_hub(self, hub_id: str) -> list[Report]:
        """The reports on a hub, the newest first."""
        self._tidy()
        query = (
            select(table)
            .where(table.c.hub_id == hub_id)
            .order_by(table.c.reported_on.desc(), table.c.id.desc())
        )
        with self.engine.connect() as connection:
            return [_report(row) for row in connection.execute(query)]

    def by_hub(self, *, recent: bool = False) -> dict[str, list[Report]]:
        """The reports of every hub in the register, by its id in order.

        With `recent` only those that may ask for a check.
        """
        self._tidy()
        query = (
            select(table)
            .join(hubs, hubs.c.id == table.c.hub_id)
            .where(hubs.c.deleted.is_(False))
            .order_by(table.c.hub_id, table.c.reported_on)
        )
        if recent:
            first = self.today - timedelta(days=CHECK_DAYS)
            query = query.where(table.c.reported_on >= first.isoformat())
        found: dict[str, list[Report]] = {}
        with self.engine.connect() as connection:
            for row in connection.execute(query):
                found.setdefault(row.hub_id, []).append(_report(row))
        return found

    def _replace(self, hub_id: str, outcome: Outcome, reporter: str, day: date) -> bool:
        said = _said(outcome, day)
        query = update(table).where(
            table.c.hub_id == hub_id,
            table.c.reporter == reporter,
            table.c.month == said["month"],
        )
        with self.engine.begin() as connection:
            return bool(connection.execute(query.values(**said)).rowcount)

    def _tidy(self) -> None:
        """Forget whose the reports of over 60 days were, and those of over 36 months."""
        today = self.today
        if self._tidied == today:
            return
        known = (today - timedelta(days=KNOWN_DAYS)).isoformat()
        kept = f"{today.year - KEPT_YEARS}{today.isoformat()[4:]}"
        with self.engine.begin() as connection:
            connection.execute(delete(table).where(table.c.reported_on < kept))
            connection.execute(
                update(table)
                .where(table.c.reported_on < known, table.c.reporter.is_not(None))
                .values(reporter=None)
            )
        self._tidied = today


def _said(outcome: Outcome, day: date) -> dict[str, str]:
    iso = day.isoformat()
    return {"outcome": outcome, "reported_on": iso, "month": iso[:7]}


def _report(row: Row[Any]) -> Report:
    return Report(row.outcome, date.fromisoformat(row.reported_on), row.reporter)
