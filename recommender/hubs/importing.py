"""Read hubs from an editor's CSV file: every row fits, or none is taken."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from typing import Any

from recommender.records import Hub

COLUMNS = (
    "id", "name", "kind", "latitude", "longitude",
    "services", "services_confirmed", "verified_on", "source", "licence",
)  # fmt: skip
REQUIRED = COLUMNS[:5]
MAX_ROWS = 5_000
_TRUE, _FALSE = {"1", "true", "si", "sí", "yes"}, {"", "0", "false", "no"}


class BadRows(ValueError):
    """Rows that do not fit: `errors` maps "line 3" to the reasons, as the editor counts lines."""

    def __init__(self, errors: Mapping[str, list[str]]) -> None:
        super().__init__(f"{len(errors)} rows do not fit")
        self.errors = dict(errors)


def read_hubs(data: bytes, parse: Callable[[str, dict[str, Any]], Hub]) -> list[Hub]:
    """Return the hubs of a CSV file; raise BadRows naming each bad line and why.

    `parse` makes a hub from its id and its fields and raises ValueError whose arguments are the
    reasons. Services are separated by semicolons; the text is UTF-8, with or without a mark.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadRows({f"line {line}": ["the file is not UTF-8"]}) from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        return _hubs(reader, parse)
    except csv.Error as error:
        raise BadRows({f"line {reader.line_num}": [str(error)]}) from None


def _hubs(reader: Any, parse: Callable[[str, dict[str, Any]], Hub]) -> list[Hub]:
    header = [name.strip().lower() for name in next(reader, [])]
    _check_header(header)
    errors: dict[str, list[str]] = {}
    found: dict[str, Hub] = {}
    start = reader.line_num + 1
    for cells in reader:
        line, start = f"line {start}", reader.line_num + 1
        if not any(cell.strip() for cell in cells):
            continue
        if len(found) + len(errors) >= MAX_ROWS:
            raise BadRows({line: [f"more than {MAX_ROWS} rows"]})
        try:
            hub = _row(header, cells, parse)
            if hub.id in found:
                raise ValueError(f"id {hub.id!r} stands in the file twice")
            found[hub.id] = hub
        except ValueError as error:
            errors[line] = [str(reason) for reason in error.args]
    if not found and not errors:
        errors["line 1"] = ["the file has no rows"]
    if errors:
        raise BadRows(errors)
    return list(found.values())


def _check_header(header: list[str]) -> None:
    reasons = [f"column {name!r} is missing" for name in REQUIRED if name not in header]
    reasons += [f"column {name!r} is not known" for name in header if name not in COLUMNS]
    if len(set(header)) < len(header):
        reasons.append("a column stands in the header twice")
    if reasons:
        raise BadRows({"line 1": reasons})


def _row(header: list[str], cells: list[str], parse: Callable[[str, dict[str, Any]], Hub]) -> Hub:
    if len(cells) != len(header):
        raise ValueError(f"{len(cells)} cells where the header has {len(header)}")
    row = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
    confirmed = row.pop("services_confirmed", "").lower()
    if confirmed not in _TRUE | _FALSE:
        raise ValueError(f"services_confirmed: {confirmed!r} is neither true nor false")
    services = [name.strip() for name in row.pop("services", "").split(";") if name.strip()]
    fields: dict[str, Any] = {name: text for name, text in row.items() if text and name != "id"}
    fields |= {"services": services, "services_confirmed": confirmed in _TRUE}
    return parse(row["id"], fields)
