"""Files that editors uploaded, kept for a day in the database so that every process has them."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import PurePosixPath
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select, update

from knowledge_base.editing.faults import EditingError
from knowledge_base.editing.import_report import ImportReport, report_of
from knowledge_base.editing.tables import uploads
from knowledge_base.resources.formats.files import LARGEST_BYTES, format_of_name
from knowledge_base.resources.formats.rows import UnreadableFile, shown

CHECKING, READY, APPLIED, FAILED = "checking", "ready", "applied", "failed"
KEPT_FOR = timedelta(hours=24)
_LONGEST_NAME = 200
_LONGEST_REASON = 400


class UploadRefused(EditingError):
    """A file is not taken in; the message says what to do."""


class NoSuchUpload(EditingError):
    """There is no such file, or its day is over."""

    def __init__(self) -> None:
        super().__init__("Este archivo ya no está: se guarda un día. Súbelo de nuevo.")


@dataclass(frozen=True)
class Upload:
    """A file and how far it is; `progress` is per cent of the check, `reason` why it failed."""

    id: str
    name: str
    overwrite_edited: bool
    keep_similar: bool
    who: str
    at: datetime
    state: str
    progress: int
    reason: str
    report: ImportReport | None


class UploadStore:
    """The uploads table; what is older than KEPT_FOR is not found and soon deleted."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._now = now

    def add(
        self, name: str, data: bytes, who: str, *, overwrite_edited: bool, keep_similar: bool
    ) -> Upload:
        """Keep a file; raises UploadRefused for its size or the ending of its name."""
        name = _base_name(name)
        _refuse(name, data)
        row: dict[str, Any] = {
            "id": secrets.token_hex(16),
            "name": name,
            "content": data,
            "overwrite_edited": overwrite_edited,
            "keep_similar": keep_similar,
            "who": who,
            "at": self._now(),
            "state": CHECKING,
            "progress": 0,
            "reason": "",
            "report": None,
        }
        with self._engine.begin() as connection:
            connection.execute(delete(uploads).where(uploads.c.at < self._now() - KEPT_FOR))
            connection.execute(insert(uploads).values(row))
        return self.get(row["id"])

    def get(self, upload_id: str) -> Upload:
        """Return what is known of a file; raises NoSuchUpload."""
        columns = [uploads.c[name] for name in Upload.__dataclass_fields__]
        with self._engine.connect() as connection:
            query = select(*columns).where(*self._kept(upload_id))
            row = connection.execute(query).mappings().first()
        if row is None:
            raise NoSuchUpload
        return _from_row(row)

    def content(self, upload_id: str) -> bytes:
        """Return the bytes of a file; raises NoSuchUpload."""
        with self._engine.connect() as connection:
            query = select(uploads.c.content).where(*self._kept(upload_id))
            data = connection.execute(query).scalar()
        if data is None:
            raise NoSuchUpload
        return bytes(data)

    def note(self, upload_id: str, *, report: ImportReport | None = None, **columns: Any) -> Upload:
        """Write how far the check of a file is; one that was applied stays as it is."""
        if report is not None:
            columns["report"] = report.as_json()
        if "reason" in columns:
            columns["reason"] = columns["reason"][:_LONGEST_REASON]
        same = (uploads.c.id == upload_id, uploads.c.state != APPLIED)
        with self._engine.begin() as connection:
            connection.execute(update(uploads).where(*same).values(columns))
        return self.get(upload_id)

    def _kept(self, upload_id: str) -> tuple[Any, ...]:
        known = upload_id if len(upload_id) == 32 and upload_id.isalnum() else ""
        return uploads.c.id == known, uploads.c.at >= self._now() - KEPT_FOR


def mark_applied(connection: Connection, upload_id: str, report: ImportReport) -> bool:
    """Say in the transaction that takes a file in that it was; False where another one did."""
    waiting = (uploads.c.id == upload_id, uploads.c.state == READY)
    values = {"state": APPLIED, "report": report.as_json()}
    return connection.execute(update(uploads).where(*waiting).values(values)).rowcount == 1


def _base_name(name: str) -> str:
    # Some browsers send the whole path, and Windows parts it otherwise.
    base = PurePosixPath(name.replace("\\", "/")).name
    return "".join(char if char.isprintable() else " " for char in base)[-_LONGEST_NAME:].strip()


def _refuse(name: str, data: bytes) -> None:
    if len(data) > LARGEST_BYTES:
        megabytes = LARGEST_BYTES // 1_000_000
        raise UploadRefused(f"El archivo tiene más de {megabytes} MB: pártelo en varios.")
    try:
        format_of_name(name)
    except UnreadableFile:
        raise UploadRefused(
            f"«{shown(name)}» no es un archivo que se pueda importar: debe terminar en .csv, "
            ".json, .jsonl, .yaml o .md. En Excel, guárdalo como «CSV UTF-8»."
        ) from None


def _from_row(row: Mapping[Any, Any]) -> Upload:
    at: datetime = row["at"]
    report = None if row["report"] is None else report_of(row["report"])
    # SQLite keeps no zone; what was written is UTC.
    utc = at if at.tzinfo else at.replace(tzinfo=UTC)
    return Upload(**dict(row) | {"at": utc, "report": report})
