"""Write a database as lines of JSON: a head, every table row by row, files, a manifest.

{"format": ..., "revision": ..., "made_at": ...}
{"table": "resources", "columns": [...], "last": null}   then one array a row
{"file": "hubs.geojson"}                                 then its bytes, base64, a string a line
{"end": "resources", "rows": 393, "sha256": "..."}       after each of them
{"manifest": {...}}                                      the ends again, so that none is missing
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from sqlalchemy import Connection, LargeBinary, Table, select

from knowledge_base.console.backup.cells import read_as, to_json
from knowledge_base.console.backup.counters import last_number
from knowledge_base.console.backup.schema import tables

FORMAT = "techhub-knowledge-base-backup-1"
_BATCH = 1000
# A row with bytes may hold a whole uploaded file.
_BATCH_OF_BYTES = 4
_FILE_LINE = 48 * 1024


@dataclass(frozen=True)
class End:
    """What stands after a part: lines of a table, bytes of a file, and SHA-256 of its lines."""

    name: str
    count: int
    sha256: str


class _Part:
    """Counts and sums the lines of one part while they are written."""

    def __init__(self, out: IO[bytes], head: Mapping[str, Any]) -> None:
        self._out = out
        self._sum = hashlib.sha256()
        out.write(_line(head))

    def write(self, content: Any) -> None:
        line = _line(content)
        self._sum.update(line)
        self._out.write(line)

    def end(self, name: str, count: int) -> End:
        ended = End(name, count, self._sum.hexdigest())
        self._out.write(_line({"end": name, "count": count, "sha256": ended.sha256}))
        return ended


def write_dump(
    connection: Connection,
    out: IO[bytes],
    revision: str,
    made_at: datetime,
    files: Mapping[str, bytes],
) -> list[End]:
    """Write what `connection` sees, which must be in one read transaction, and `files` by name."""
    head = {"format": FORMAT, "revision": revision, "made_at": made_at.isoformat()}
    out.write(_line(head))
    ends = [_write_table(connection, out, table) for table in tables(connection, revision)]
    ends += [_write_file(out, name, content) for name, content in files.items()]
    out.write(_line({"manifest": {end.name: [end.count, end.sha256] for end in ends}}))
    return ends


def _write_table(connection: Connection, out: IO[bytes], table: Table) -> End:
    dialect = connection.dialect.name
    columns = list(table.columns)
    last = last_number(connection, table)
    names = [column.name for column in columns]
    part = _Part(out, {"table": table.name, "columns": names, "last": last})
    of_bytes = any(isinstance(column.type, LargeBinary) for column in columns)
    rows = connection.execution_options(
        stream_results=True, yield_per=_BATCH_OF_BYTES if of_bytes else _BATCH
    ).execute(
        select(*(read_as(column, dialect) for column in columns)).order_by(*table.primary_key)
    )
    count = 0
    for row in rows:
        part.write([to_json(value) for value in row])
        count += 1
    return part.end(table.name, count)


def _write_file(out: IO[bytes], name: str, content: bytes) -> End:
    part = _Part(out, {"file": name})
    for start in range(0, len(content), _FILE_LINE):
        part.write(base64.b64encode(content[start : start + _FILE_LINE]).decode())
    return part.end(name, len(content))


def _line(content: Any) -> bytes:
    return json.dumps(content, separators=(",", ":")).encode() + b"\n"
