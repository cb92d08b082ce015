"""How a table's cells hold what is no text: lists, yes and no, numbers, and formulas that are none.

The importer and the export both use this file, so that what one writes the other reads.
"""

from __future__ import annotations

import re
from typing import Any

from knowledge_base.resources.records import LISTS, slug

_BOOLEANS = ("free", "offline")
_YES = ("si", "sí", "s", "true", "verdadero", "1", "yes")
_NO = ("no", "n", "false", "falso", "0")
# `\|` is a bar inside a part and `\\` a backslash; any other backslash stands for itself.
_PART = re.compile(r"(?:\\[\\|]|[^|])+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?(?:e-?\d{1,3})?", re.ASCII)
# Spreadsheets in Spanish write an ISO day so when they save it.
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
# Spreadsheets run a cell that begins with one of these.
_FORMULA = re.compile(r"'*[=+\-@\t]")
_DEFUSED = re.compile(r"'+[=+\-@\t]")


def cell_of(name: str, value: Any) -> str:
    """Return a field's value as a cell."""
    if value is None:
        return ""
    if name in LISTS:
        escaped = (re.sub(r"([\\|])", r"\\\1", part) for part in value)
        return defused("|".join(escaped))
    if name in _BOOLEANS:
        return "si" if value else "no"
    return defused(str(value))


def value_of(name: str, cell: str) -> Any:
    """Return the value of a cell: None where it is empty, the cell where it cannot be told."""
    text = cell.strip()
    if not text:
        return [] if name in LISTS else None
    if name in _BOOLEANS:
        word = text.casefold()
        return True if word in _YES else False if word in _NO else text
    if name == "level":
        return slug(text)
    if name == "megabytes" and _NUMBER.fullmatch(text):
        return float(text.replace(",", "."))
    if name == "number" and text.isascii() and text.isdigit() and len(text) < 10:
        return int(text)
    if name == "expires_on" and (day := _DAY.fullmatch(text)):
        return f"{day[3]}-{day[2]:0>2}-{day[1]:0>2}"
    text = text[1:] if _DEFUSED.match(text) else text
    return _parts(text) if name in LISTS else text


def defused(text: str) -> str:
    """Return a text as a cell that no spreadsheet runs."""
    return f"'{text}" if _FORMULA.match(text) else text


def _parts(text: str) -> list[str]:
    parts = (re.sub(r"\\([\\|])", r"\1", part).strip() for part in _PART.findall(text))
    return [part for part in parts if part]
