"""Rows of an editor's file turned into hubs: every row fits, or none is taken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from recommender.records import Hub

COLUMNS = (
    "id", "name", "kind", "latitude", "longitude", "status", "hours", "contact", "events",
    "services", "services_confirmed", "verified_on", "source", "licence",
)  # fmt: skip
MAX_ROWS = 5_000
_TRUE, _FALSE = {"1", "true", "si", "sí", "yes"}, {"0", "false", "no"}


class BadRows(ValueError):
    """Rows that do not fit: `errors` maps "line 3" or "feature 3" to the reasons, in Spanish."""

    def __init__(self, errors: Mapping[str, list[str]]) -> None:
        super().__init__(f"{len(errors)} rows do not fit")
        self.errors = dict(errors)


@dataclass(frozen=True)
class FileRow:
    """A hub as a file says it.

    `where` names the row as the editor counts; `fields` holds what the file names, None where it
    leaves it blank. `reasons` say what cannot even be read.
    """

    where: str
    id: str
    fields: dict[str, Any]
    reasons: tuple[str, ...] = ()


def hubs_of(rows: Iterable[FileRow], parse: Callable[[FileRow], Hub]) -> list[Hub]:
    """Return the hubs of a file's rows; raise BadRows naming each row that does not fit and why.

    `parse` raises ValueError whose arguments are the reasons, in Spanish.
    """
    errors: dict[str, list[str]] = {}
    found: dict[str, Hub] = {}
    for count, row in enumerate(rows):
        if count >= MAX_ROWS:
            raise BadRows({row.where: [f"El archivo tiene más de {MAX_ROWS} filas: divídelo."]})
        try:
            if row.reasons:
                raise ValueError(*row.reasons)
            hub = parse(row)
            if hub.id in found:
                raise ValueError(f"id: {hub.id!r} está dos veces en el archivo.")
            found[hub.id] = hub
        except ValueError as error:
            errors[row.where] = [str(reason) for reason in error.args]
    if errors:
        raise BadRows(errors)
    if not found:
        raise BadRows({"file": ["El archivo no tiene filas."]})
    return list(found.values())


def value_of(column: str, value: Any) -> Any:
    """Return what a cell or a property says, None where it is blank; raise ValueError.

    Services are separated by semicolons. Events stand on a line each: date | time | title, or
    date | title.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if not isinstance(value, str):
        return value
    text = value.strip()
    if column == "services":
        return [name.strip() for name in text.split(";") if name.strip()]
    if column == "services_confirmed":
        if text.lower() not in _TRUE | _FALSE:
            raise ValueError(f"services_confirmed: {text!r} no es ni sí ni no.")
        return text.lower() in _TRUE
    if column == "events":
        return [_event(line) for line in text.splitlines() if line.strip()]
    return text


def _event(line: str) -> dict[str, Any]:
    parts = [part.strip() for part in line.split("|", 2)]
    if len(parts) < 2:
        raise ValueError(f"events: {line!r} no tiene la forma fecha | hora | título.")
    time = parts[1] if len(parts) == 3 else ""
    return {"date": parts[0], "time": time or None, "title": parts[-1]}
