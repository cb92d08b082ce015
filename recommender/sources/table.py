"""Read a table as text, hold it to its pandera schema, and say exactly what does not fit."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from recommender.sources.errors import SourceError, misfit

UBIGEO = r"\d{6}"
# A header is row 1 of a file, so the first record of a table is row 2.
FIRST_ROW = 2
MISSING = {"": None, "NA": None}
# What pandera's checks say in words.
REASONS = {
    "coerce_dtype": "not a number",
    "field_uniqueness": "it is there more than once",
    "not_nullable": "not a number",
}


def read_csv(path: Path) -> pd.DataFrame:
    """Return a CSV file as a table of text; empty cells and NA become missing.

    Raise SourceError for a file that is empty, not UTF-8, or has rows of unequal length.
    """
    rows = _rows(path)
    if not rows:
        raise misfit(path.name, "is empty")
    while len(rows) > 1 and not rows[-1]:
        rows.pop()
    header = rows[0]
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice:
        raise misfit(path.name, f"has column {', '.join(twice)} more than once")
    if len(rows) == 1:
        raise misfit(path.name, "has a header but no rows")
    for number, row in enumerate(rows[1:], start=FIRST_ROW):
        if len(row) != len(header):
            raise misfit(path.name, f"has {len(row)} cells, not {len(header)}", row=number)
    return pd.DataFrame(rows[1:], columns=header, dtype=object).replace(MISSING)


def _rows(path: Path) -> list[list[str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file, strict=True))
    except UnicodeDecodeError as error:
        raise misfit(path.name, f"byte {error.start} is not UTF-8 text") from error
    except csv.Error as error:
        raise misfit(path.name, f"is not a CSV file ({error})") from error
    except OSError as error:
        raise misfit(path.name, f"cannot be read ({error.strerror})") from error


def validated(table: pd.DataFrame, schema: pa.DataFrameSchema, file: str) -> pd.DataFrame:
    """Return the schema's columns of a table, converted; raise SourceError naming each misfit."""
    missing = [name for name in schema.columns if name not in table.columns]
    if missing:
        raise misfit(file, f"has no column {', '.join(map(str, missing))}")
    try:
        return schema.validate(table.loc[:, list(schema.columns)], lazy=True)
    except pa.errors.SchemaErrors as error:
        raise _described(error.failure_cases, table, file) from error


def _described(cases: pd.DataFrame, table: pd.DataFrame, file: str) -> SourceError:
    """Return one error that names the first misfits by row, column and value."""
    # A column of the wrong kind is reported as such besides its cells: the cells say more.
    if cases["index"].notna().any():
        cases = cases[cases["index"].notna()]
    cases = cases.drop_duplicates(["column", "index"]).sort_values("index", kind="stable")
    lines = []
    for case in cases.head(5).itertuples():
        column = str(case.column) if case.column in table.columns else ""
        row, value = None, case.failure_case
        if pd.notna(case.index) and column:
            row = int(case.index) + FIRST_ROW
            value = table.loc[case.index, column]
        check = str(case.check)
        reason = next((text for name, text in REASONS.items() if check.startswith(name)), check)
        problem = "is empty" if value is None else f"{value!r} does not fit: {reason}"
        lines.append(str(misfit(file, problem, column=column, row=row)))
    if len(cases) > len(lines):
        lines.append(f"and {len(cases) - len(lines)} more")
    return SourceError("\n".join(lines))


def text(pattern: str | None = None, *, unique: bool = False, nullable: bool = False) -> pa.Column:
    """Return a schema column of text, optionally matching a whole pattern."""
    checks = [pa.Check.str_matches(f"^(?:{pattern})$")] if pattern else []
    return pa.Column(None, checks, unique=unique, nullable=nullable)


def number(low: float, high: float, *, nullable: bool = False) -> pa.Column:
    """Return a schema column of numbers within limits, both included."""
    return pa.Column(float, pa.Check.in_range(low, high), coerce=True, nullable=nullable)


# The box around Peru: outside it lies a slip in a source, or latitude and longitude swapped.
LATITUDE = number(-18.5, 0.1)
LONGITUDE = number(-81.5, -68.5)
