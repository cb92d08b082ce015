"""Read a table as text, hold it to its pandera schema, and say exactly what does not fit."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Iterator
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


def read_csv(
    path: Path, *, columns: Collection[str] = (), delimiters: str = ",", fallback: str = ""
) -> pd.DataFrame:
    """Return a CSV file as a table of text; empty cells and NA become missing.

    With `columns`, only those are kept, so that a wide file takes little memory. Of `delimiters`
    the one that the header holds most often is taken. A file that is not UTF-8 is read in the
    encoding `fallback`. Raise SourceError for a file that is empty, in neither encoding, lacks
    one of `columns`, or has rows of unequal length.
    """
    try:
        header, rows = _cells(path, "utf-8-sig", columns, delimiters)
    except UnicodeDecodeError as error:
        if not fallback:
            raise misfit(path.name, f"byte {error.start} is not UTF-8 text") from error
        header, rows = _cells(path, fallback, columns, delimiters)
    if not rows:
        raise misfit(path.name, "has a header but no rows")
    return pd.DataFrame(rows, columns=header, dtype=object).replace(MISSING)


def _cells(
    path: Path, encoding: str, columns: Collection[str], delimiters: str
) -> tuple[list[str], list[list[str]]]:
    """Return the header and the rows, of the wanted columns only."""
    try:
        with path.open(encoding=encoding, newline="") as file:
            first = file.readline()
            file.seek(0)
            delimiter = max(delimiters, key=first.count)
            return _selected(csv.reader(file, delimiter=delimiter, strict=True), path, columns)
    except csv.Error as error:
        raise misfit(path.name, f"is not a CSV file ({error})") from error
    except OSError as error:
        raise misfit(path.name, f"cannot be read ({error.strerror})") from error


def _selected(
    reader: Iterator[list[str]], path: Path, columns: Collection[str]
) -> tuple[list[str], list[list[str]]]:
    header = next(reader, None)
    if header is None:
        raise misfit(path.name, "is empty")
    require_columns(header, columns, path.name)
    kept = [i for i, name in enumerate(header) if not columns or name in columns]
    names = [header[i] for i in kept]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise misfit(path.name, f"has column {', '.join(twice)} more than once")
    rows, blank = [], 0
    for number, row in enumerate(reader, start=FIRST_ROW):
        if not row:
            # Blank lines at the end are no rows; one that rows follow is a broken file.
            blank = blank or number
            continue
        if blank or len(row) != len(header):
            cells = 0 if blank else len(row)
            raise misfit(path.name, f"has {cells} cells, not {len(header)}", row=blank or number)
        rows.append([row[i] for i in kept])
    return names, rows


def validated(table: pd.DataFrame, schema: pa.DataFrameSchema, file: str) -> pd.DataFrame:
    """Return the schema's columns of a table, converted; raise SourceError naming each misfit."""
    require_columns(table.columns, schema.columns, file)
    try:
        return schema.validate(table.loc[:, list(schema.columns)], lazy=True)
    except pa.errors.SchemaErrors as error:
        raise _described(error.failure_cases, table, file) from error


def require_columns(present: Iterable[str], wanted: Iterable[str], file: str) -> None:
    """Raise SourceError naming the wanted columns that a file does not have."""
    there = set(present)
    missing = [str(name) for name in wanted if name not in there]
    if missing:
        raise misfit(file, f"has no column {', '.join(missing)}")


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
LATITUDES = (-18.5, 0.1)
LONGITUDES = (-81.5, -68.5)
LATITUDE = number(*LATITUDES)
LONGITUDE = number(*LONGITUDES)
