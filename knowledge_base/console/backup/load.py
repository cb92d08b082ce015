"""Read the lines that `dump` wrote into a database whose tables stand empty."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any

from sqlalchemy import Column, Connection, Insert, Table, bindparam, insert

from knowledge_base.console.backup.cells import from_json, written_as
from knowledge_base.console.backup.counters import set_counters
from knowledge_base.console.backup.dump import FORMAT, End
from knowledge_base.console.backup.errors import BackupError, DamagedFile

_BATCH_ROWS = 1000
_BATCH_BYTES = 4_000_000
_NOT_WHOLE = "A la copia le faltan partes o no coinciden sus sumas; no se cambió nada."

Row = dict[str, Any]


@dataclass(frozen=True)
class Head:
    """The first line; `made_at` is an ISO date and time in UTC."""

    revision: str
    made_at: str


def read_head(lines: IO[bytes]) -> Head:
    """Read the first line; raises BackupError for a format that this program does not know."""
    head = _object(lines.readline())
    if head.get("format") != FORMAT:
        raise BackupError(
            "La copia tiene un formato que esta versión no conoce; no se cambió nada. "
            "Restáurala con la versión que la hizo, o una más nueva."
        )
    return Head(str(head["revision"]), str(head["made_at"]))


def load(
    connection: Connection,
    lines: IO[bytes],
    into: list[Table],
    take_file: Callable[[str, bytes], None],
) -> list[End]:
    """Insert every row, hand the bytes of files on, and check counts and sums; does not commit.

    Raises DamagedFile where a part is missing or differs.
    """
    by_name = {table.name: table for table in into}
    ends: list[End] = []
    while "manifest" not in (head := _object(lines.readline())):
        part = _Lines(lines)
        if "file" in head:
            _take_file(part, str(head["file"]), take_file)
        elif head.get("table") in by_name:
            _load_table(connection, by_name.pop(head["table"]), head, part)
        else:
            raise DamagedFile(_NOT_WHOLE)
        ends.append(part.checked())
    found = {end.name: [end.count, end.sha256] for end in ends}
    if by_name or head["manifest"] != found or lines.read(1):
        raise DamagedFile(_NOT_WHOLE)
    return ends


def read_through(lines: IO[bytes]) -> list[End]:
    """Read every part and check counts and sums, keeping none; raises DamagedFile."""
    ends: list[End] = []
    while "manifest" not in (head := _object(lines.readline())):
        part = _Lines(lines)
        if "file" in head:
            _take_file(part, str(head["file"]), lambda _name, _content: None)
        else:
            part.count = sum(1 for _ in part)
        ends.append(part.checked())
    if head["manifest"] != {end.name: [end.count, end.sha256] for end in ends} or lines.read(1):
        raise DamagedFile(_NOT_WHOLE)
    return ends


class _Lines:
    """The lines of one part up to its end, counted and summed on the way."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self._sum = hashlib.sha256()
        self._end: Mapping[str, Any] = {}
        self.count = 0

    def __iter__(self) -> Iterator[tuple[Any, int]]:
        """Each line's content and its length in bytes."""
        while True:
            line = self._source.readline()
            content = _json(line)
            if isinstance(content, dict):
                self._end = content
                return
            self._sum.update(line)
            yield content, len(line)

    def checked(self) -> End:
        end = End(str(self._end.get("end")), self.count, self._sum.hexdigest())
        if (self._end.get("count"), self._end.get("sha256")) != (end.count, end.sha256):
            raise DamagedFile(_NOT_WHOLE)
        return end


def _load_table(
    connection: Connection, table: Table, head: Mapping[str, Any], part: _Lines
) -> None:
    names = head["columns"]
    if set(names) != set(table.columns.keys()):
        raise BackupError(
            f"La tabla {table.name} de la copia tiene otras columnas que las de esta versión; "
            "no se cambió nada. Pide ayuda a quien administra el servicio."
        )
    columns = [table.columns[name] for name in names]
    statement = _insert(table, columns, connection.dialect.name)
    waiting: list[Row] = []
    size = 0
    for cells, length in part:
        waiting.append(_row(columns, cells))
        part.count += 1
        size += length
        if len(waiting) == _BATCH_ROWS or size > _BATCH_BYTES:
            connection.execute(statement, waiting)
            waiting, size = [], 0
    if waiting:
        connection.execute(statement, waiting)
    set_counters(connection, table, head["last"])


def _insert(table: Table, columns: list[Column[Any]], dialect: str) -> Insert:
    # Placeholders have names of their own: SQLAlchemy keeps those of the columns for itself.
    values = {
        column.name: written_as(column, bindparam(f"v{at}", type_=column.type), dialect)
        for at, column in enumerate(columns)
    }
    return insert(table).values(values)


def _row(columns: list[Column[Any]], cells: Any) -> Row:
    if not isinstance(cells, list) or len(cells) != len(columns):
        raise DamagedFile(_NOT_WHOLE)
    return {
        f"v{at}": from_json(cell, column)
        for at, (cell, column) in enumerate(zip(cells, columns, strict=True))
    }


def _take_file(part: _Lines, name: str, take: Callable[[str, bytes], None]) -> None:
    content = b"".join(base64.b64decode(text) for text, _ in part)
    part.count = len(content)
    take(name, content)


def _object(line: bytes) -> dict[str, Any]:
    content = _json(line)
    if not isinstance(content, dict):
        raise DamagedFile(_NOT_WHOLE)
    return content


def _json(line: bytes) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        raise DamagedFile(_NOT_WHOLE) from None
