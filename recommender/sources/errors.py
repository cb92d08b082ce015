"""What is said when a source is not there or does not hold what it should."""

from __future__ import annotations


class SourceError(Exception):
    """A source that cannot be used; the message says which file, column, row and value."""


def misfit(file: str, problem: str, *, column: str = "", row: object = None) -> SourceError:
    """Return the error "FILE, row R, column C: PROBLEM"; a part that is not known is left out."""
    place = file
    if row is not None:
        place += f", row {row}"
    if column:
        place += f", column {column}"
    return SourceError(f"{place}: {problem}")
