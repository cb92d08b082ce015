"""What an import would change or has changed, row by row, in a form that is kept as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from knowledge_base.editing.comparing import Difference, Mark


@dataclass(frozen=True)
class Line:
    """A row of the file by its place; `reason` says why it is kept as it is, or empty."""

    where: str
    id: str
    title: str
    reason: str = ""
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True)
class Rejection:
    """A fault of a row; `field` is empty where the row as a whole cannot be read."""

    where: str
    name: str
    field: str
    reason: str


@dataclass(frozen=True)
class ImportReport:
    """What becomes of each row.

    `kept` stay as an editor wrote them; `left_out` repeat another; `drafted` have an open draft,
    so that an import as drafts leaves them; `rejected` has one line for each fault.
    """

    created: tuple[Line, ...] = ()
    updated: tuple[Line, ...] = ()
    unchanged: tuple[Line, ...] = ()
    kept: tuple[Line, ...] = ()
    drafted: tuple[Line, ...] = ()
    left_out: tuple[str, ...] = ()
    rejected: tuple[Rejection, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def rejected_rows(self) -> int:
        """How many rows are rejected, whatever the number of their faults."""
        return len({one.where for one in self.rejected})

    def as_json(self) -> dict[str, Any]:
        """Return JSON types, which `report_of` reads back."""
        return asdict(self)


def report_of(content: dict[str, Any]) -> ImportReport:
    """Return the report that `as_json` wrote."""
    names = ("created", "updated", "unchanged", "kept", "drafted")
    lines = {name: tuple(_line(one) for one in content[name]) for name in names}
    return ImportReport(
        **lines,
        left_out=tuple(content["left_out"]),
        rejected=tuple(Rejection(**one) for one in content["rejected"]),
        notices=tuple(content["notices"]),
    )


def _line(content: dict[str, Any]) -> Line:
    changes = (
        Difference(
            one["field"],
            _listed(one["before"]),
            _listed(one["after"]),
            tuple((Mark(mark), text) for mark, text in one["items"]),
        )
        for one in content["differences"]
    )
    return Line(**content | {"differences": tuple(changes)})


def _listed(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
