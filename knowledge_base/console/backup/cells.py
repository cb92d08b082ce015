"""A cell of a table as JSON and back, the same whichever database it came from.

Text, whole numbers, floats (Python writes and reads them exactly), truth values and nothing are
JSON's own. The others are objects with one key: a date, a moment, bytes.
"""

from __future__ import annotations

import base64
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, Column, DateTime, Text, cast, type_coerce
from sqlalchemy.sql import ColumnElement

DATE, MOMENT, BYTES = "date", "moment", "bytes"


def read_as(column: Column[Any], dialect: str) -> ColumnElement[Any]:
    """What is selected of a column: JSON as its text, so that nothing of it is rewritten."""
    if not isinstance(column.type, JSON):
        return column
    text = cast(column, Text) if dialect == "postgresql" else type_coerce(column, Text)
    return text.label(column.name)


def written_as(column: Column[Any], placeholder: ColumnElement[Any], dialect: str) -> Any:
    """What is inserted into a column, the other way round."""
    if not isinstance(column.type, JSON):
        return placeholder
    as_text = type_coerce(placeholder, Text)
    return cast(as_text, column.type) if dialect == "postgresql" else as_text


def to_json(value: Any) -> Any:
    """Raises TypeError for a kind of value that no table of the console has."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, datetime):
        # SQLite keeps no zone; what is written there is UTC.
        aware = value if value.tzinfo else value.replace(tzinfo=UTC)
        return {MOMENT: aware.astimezone(UTC).isoformat()}
    if isinstance(value, date):
        return {DATE: value.isoformat()}
    if isinstance(value, bytes | memoryview):
        return {BYTES: base64.b64encode(value).decode()}
    raise TypeError(f"a value of the kind {type(value).__name__} cannot be written")


def from_json(cell: Any, column: Column[Any]) -> Any:
    """Return the value as `column` takes it; raises ValueError for a cell of no kind."""
    if not isinstance(cell, dict):
        return cell
    ((kind, text),) = cell.items()
    if kind == DATE:
        return date.fromisoformat(text)
    if kind == BYTES:
        return base64.b64decode(text, validate=True)
    if kind != MOMENT:
        raise ValueError(f"a cell of the kind {kind!r}")
    moment = datetime.fromisoformat(text)
    zoned = isinstance(column.type, DateTime) and column.type.timezone
    return moment if zoned else moment.replace(tzinfo=None)
