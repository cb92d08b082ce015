"""What every reader gives back: rows that somebody else judges, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

_LONGEST_SHOWN = 80


class UnreadableFile(ValueError):
    """Nothing of a file can be read; the message says why, in Spanish."""


@dataclass(frozen=True)
class Hints:
    """What a list does not say of itself: the language and kind of its items, and its name."""

    language: str = ""
    kind: str = ""
    source: str = ""


@dataclass(frozen=True)
class Row:
    """The fields of one item as the file has them; `where` is its line or number."""

    where: str
    fields: dict[str, Any]


@dataclass(frozen=True)
class Rejected:
    """An item that is not taken in: where it stands, what it is called, why by field.

    The field is empty where the item as a whole cannot be read.
    """

    where: str
    name: str
    errors: dict[str, list[str]]

    def __str__(self) -> str:
        why = "; ".join(
            f"{shown(field)}: {' '.join(reasons)}" if field else " ".join(reasons)
            for field, reasons in self.errors.items()
        )
        return f"{self.where}{f' ({shown(self.name)})' if self.name else ''}: {why}"


@dataclass
class Rows:
    """What a file held. `notices` are worth saying and reject nothing."""

    rows: list[Row] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def reject(self, where: str, why: str, name: str = "") -> None:
        """Note an item that cannot be read at all."""
        self.rejected.append(Rejected(where, name, {"": [why]}))


def shown(value: Any) -> str:
    """Return a value in one short line that every terminal can show."""
    text = " ".join(str(value)[: _LONGEST_SHOWN * 2].split())
    text = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"
