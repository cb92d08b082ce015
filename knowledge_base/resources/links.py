"""What the last check of each link found, and the published resources that still use it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from knowledge_base.resources import tables

OK, MOVED, DEAD, UNSURE = "ok", "moved", "dead", "unsure"
# A site may be away for a night: one run is not enough.
FAILURES_UNTIL_DEAD = 2
_LONGEST_REASON = 200


@dataclass(frozen=True)
class Finding:
    """What one look at a link found; a run that finds it `gone` counts towards `dead`.

    `answered` says that some server was reached.
    """

    url: str
    status: str
    reason: str
    gone: bool = False
    answered: bool = False


@dataclass(frozen=True)
class Link:
    """A checked link; `failures` says how many checks in a row found it gone."""

    url: str
    status: str
    reason: str
    failures: int
    checked_at: datetime


class LinkStore:
    """The links table."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def all(self) -> dict[str, Link]:
        """Return every link that was ever checked, by its address."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(tables.links).order_by(tables.links.c.url))
            return {row["url"]: _from_row(row) for row in rows.mappings()}

    def of(self, url: str) -> Link | None:
        """Return what is known of one link, None before its first check."""
        query = select(tables.links).where(tables.links.c.url == url)
        with self._engine.connect() as connection:
            row = connection.execute(query).mappings().first()
        return _from_row(row) if row else None

    def record(self, finding: Finding, now: datetime) -> Link:
        """Keep what a look found, and return what is now known of the link."""
        try:
            return self._record(finding, now)
        except IntegrityError:
            # Another run wrote the link for the first time: now the row is there.
            return self._record(finding, now)

    def _record(self, finding: Finding, now: datetime) -> Link:
        table = tables.links
        same = table.c.url == finding.url
        with self._engine.begin() as connection:
            row = connection.execute(select(table).where(same)).mappings().first()
            link = _judged(finding, row["failures"] if row else 0, now)
            write = update(table).where(same) if row else insert(table)
            connection.execute(write.values(asdict(link)))
        return link

    def forget_all_but(self, urls: Iterable[str]) -> None:
        """Delete what is known of links that nothing published uses any more."""
        table = tables.links
        gone = self.all().keys() - set(urls)
        with self._engine.begin() as connection:
            for url in sorted(gone):
                connection.execute(delete(table).where(table.c.url == url))


def _judged(finding: Finding, failures: int, now: datetime) -> Link:
    if finding.gone:
        failures += 1
    elif finding.status != UNSURE:
        # A site that says nothing neither clears a link nor speaks against it.
        failures = 0
    dead = finding.gone and failures >= FAILURES_UNTIL_DEAD
    status = DEAD if dead else finding.status
    return Link(finding.url, status, finding.reason[:_LONGEST_REASON], failures, now)


def _from_row(row: Mapping[Any, Any]) -> Link:
    at: datetime = row["checked_at"]
    return Link(
        url=row["url"],
        status=row["status"],
        reason=row["reason"],
        failures=row["failures"],
        # SQLite keeps no zone; what was written is UTC.
        checked_at=at if at.tzinfo else at.replace(tzinfo=UTC),
    )
