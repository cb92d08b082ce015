"""Who changed what, and when: written once, never changed, each entry sealed with the last."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    DateTime,
    Engine,
    Index,
    Integer,
    Row,
    String,
    Table,
    Text,
    func,
    insert,
    select,
    update,
)

from knowledge_base.database.metadata import metadata

FIRST_SEAL = "0" * 64
_AT_A_TIME = 1_000

# Triggers of the migration refuse every change of a row and every deletion.
audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("who", String(80), nullable=False),
    Column("action", String(60), nullable=False),
    Column("subject", String(200), nullable=False),
    Column("detail", Text, nullable=False),
    Column("seal", String(64), nullable=False),
    Index("audit_by_subject", "subject"),
    Index("audit_by_who", "who"),
)
# The last entry's number and seal. Whoever adds one writes here first, so they queue.
audit_head = Table(
    "audit_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
    Column("seal", String(64), nullable=False),
)


@dataclass(frozen=True)
class Entry:
    """One change; `detail` is JSON, `seal` the SHA-256 of the entry and the seal before it."""

    number: int
    at: datetime
    who: str
    action: str
    subject: str
    detail: dict[str, Any]
    seal: str


class AuditLog:
    """Adds entries and reads them; there is nothing else that could be done with them."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def record(
        self, who: str, action: str, subject: str, detail: Mapping[str, Any] | None = None
    ) -> None:
        """Add an entry: who did what (`resource.publish`) to what (`resource:excel-basico`)."""
        self.record_all(who, action, [(subject, detail or {})])

    def record_all(
        self, who: str, action: str, changes: Iterable[tuple[str, Mapping[str, Any]]]
    ) -> None:
        """Add an entry for each subject with its detail, all or none."""
        details = [(subject, detail) for subject, detail in changes]
        if not details:
            return
        with self._engine.begin() as connection:
            head = connection.execute(
                update(audit_head)
                .values(number=audit_head.c.number + len(details))
                .returning(audit_head.c.number, audit_head.c.seal)
            ).one()
            # SQLite keeps no more of a time than this.
            at = datetime.now(UTC).replace(microsecond=0)
            first, seal, rows = int(head.number) - len(details) + 1, str(head.seal), []
            names = ("number", "at", "who", "action", "subject", "detail")
            for number, (subject, detail) in enumerate(details, first):
                text = json.dumps(detail, ensure_ascii=False, sort_keys=True, default=str)
                texts = (_text(who)[:80], _text(action)[:60], _text(subject)[:200], _text(text))
                entry = (number, at, *texts)
                seal = _seal(seal, *entry)
                rows.append({**dict(zip(names, entry, strict=True)), "seal": seal})
            connection.execute(insert(audit), rows)
            connection.execute(update(audit_head).values(seal=seal))

    def about(self, subject: str, limit: int, offset: int = 0) -> tuple[list[Entry], int]:
        """Return the entries about one subject, newest first, and how many there are."""
        same = audit.c.subject == subject[:200]
        rows = select(audit).where(same).order_by(audit.c.number.desc())
        count = select(func.count()).select_from(audit).where(same)
        with self._engine.connect() as connection:
            found = connection.execute(rows.limit(limit).offset(offset)).all()
            return [_entry(row) for row in found], int(connection.execute(count).scalar_one())

    def page(
        self,
        limit: int,
        offset: int = 0,
        *,
        who: str = "",
        action: str = "",
        subject: str = "",
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> tuple[list[Entry], int]:
        """Return entries, newest first, and how many fit.

        `action` is a beginning such as `hub.`; `subject` a part; `until` is not included.
        """
        where = [audit.c.number > 0]
        where += [audit.c.who == who] if who else []
        where += [audit.c.action.startswith(action, autoescape=True)] if action else []
        where += [audit.c.subject.contains(subject, autoescape=True)] if subject else []
        # SQLite compares what is written, and that is UTC.
        where += [audit.c.at >= since.astimezone(UTC)] if since else []
        where += [audit.c.at < until.astimezone(UTC)] if until else []
        rows = select(audit).where(*where).order_by(audit.c.number.desc())
        count = select(func.count()).select_from(audit).where(*where)
        with self._engine.connect() as connection:
            found = connection.execute(rows.limit(limit).offset(offset)).all()
            return [_entry(row) for row in found], int(connection.execute(count).scalar_one())

    def all(self) -> Iterator[Entry]:
        """Yield every entry, oldest first, some at a time."""
        with self._engine.connect() as connection:
            for row in _rows(connection):
                yield _entry(row)

    def first_broken(self) -> int | None:
        """Return the number of the first entry that is missing or not as it was written."""
        seal, expected = FIRST_SEAL, 1
        with self._engine.connect() as connection:
            # First: what is written from here on is not judged, and is no tampering.
            head = connection.execute(select(audit_head)).one()
            for row in _rows(connection, until=head.number):
                seal = _seal(
                    seal, row.number, _utc(row.at), row.who, row.action, row.subject, row.detail
                )
                if row.number != expected or row.seal != seal:
                    return expected
                expected += 1
        # Where entries at the end are gone nothing but the head knows of them.
        return None if (head.number, head.seal) == (expected - 1, seal) else expected


def _text(given: str) -> str:
    """Return a text as every database keeps it: without zero bytes and lone surrogates."""
    return given.replace("\0", "\ufffd").encode("utf-8", "replace").decode()


def _rows(connection: Connection, until: int | None = None) -> Iterator[Row[Any]]:
    after = 0
    while True:
        query = select(audit).where(audit.c.number > after).order_by(audit.c.number)
        query = query if until is None else query.where(audit.c.number <= until)
        rows = connection.execute(query.limit(_AT_A_TIME)).all()
        if not rows:
            return
        yield from rows
        after = rows[-1].number


def _seal(
    before: str, number: int, at: datetime, who: str, action: str, subject: str, detail: str
) -> str:
    parts = [before, number, f"{at:%Y-%m-%dT%H:%M:%SZ}", who, action, subject, detail]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def _entry(row: Row[Any]) -> Entry:
    detail = json.loads(row.detail)
    return Entry(row.number, _utc(row.at), row.who, row.action, row.subject, detail, row.seal)


def _utc(at: datetime) -> datetime:
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
