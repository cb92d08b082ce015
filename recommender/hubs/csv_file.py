"""Hubs as a CSV file for a spreadsheet, read and written without loss."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

from recommender.hubs.importing import COLUMNS, BadRows, FileRow, value_of
from recommender.records import Hub

NUMBERS = ("latitude", "longitude")
# A spreadsheet would run a cell that begins so; an apostrophe before it makes it text.
RUN = re.compile(r"'*[=+\-@\t\r]")
GUARDED = re.compile(r"'+[=+\-@\t\r]")


def read_csv(data: bytes) -> list[FileRow]:
    """Return the rows of a CSV file in UTF-8, with or without a mark; raise BadRows."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        reason = "El archivo no está en UTF-8: guárdalo como «CSV UTF-8»."
        raise BadRows({f"line {line}": [reason]}) from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        return list(_rows(reader))
    except csv.Error:
        reason = "No se puede leer como CSV: revisa las comillas."
        raise BadRows({f"line {reader.line_num}": [reason]}) from None


def to_csv(hubs: Iterable[Hub]) -> str:
    """Return all hubs as a table; its mark at the start tells a spreadsheet that it is UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for hub in hubs:
        writer.writerow([_cell(name, getattr(hub, name)) for name in COLUMNS])
    return "\ufeff" + out.getvalue()


def _rows(reader: Any) -> Iterator[FileRow]:
    header = [name.strip().lower() for name in next(reader, [])]
    _check_header(header)
    start = reader.line_num + 1
    for cells in reader:
        where, start = f"line {start}", reader.line_num + 1
        if any(cell.strip() for cell in cells):
            yield _row(where, header, cells)


def _check_header(header: list[str]) -> None:
    reasons = ["Falta la columna 'id'."] if "id" not in header else []
    reasons += [f"No se conoce la columna {name!r}." for name in header if name not in COLUMNS]
    if len(set(header)) < len(header):
        reasons.append("Una columna está dos veces.")
    if reasons:
        raise BadRows({"line 1": reasons})


def _row(where: str, header: list[str], cells: list[str]) -> FileRow:
    if len(cells) != len(header):
        reason = f"Tiene {len(cells)} celdas y el encabezado tiene {len(header)}."
        return FileRow(where, "", {}, (reason,))
    fields: dict[str, Any] = {}
    reasons = []
    for name, cell in zip(header, cells, strict=True):
        text = cell.strip()
        try:
            fields[name] = value_of(name, text[1:] if GUARDED.match(text) else text)
        except ValueError as error:
            reasons.append(str(error))
    return FileRow(where, str(fields.pop("id") or ""), fields, tuple(reasons))


def _cell(column: str, value: Any) -> str:
    if column in NUMBERS:
        return repr(value)
    if column == "services_confirmed":
        return "sí" if value else "no"
    if column == "services":
        text = "; ".join(value)
    elif column == "events":
        text = "\n".join(f"{event.date} | {event.time or ''} | {event.title}" for event in value)
    else:
        text = value or ""
    return f"'{text}" if RUN.match(text) else text
