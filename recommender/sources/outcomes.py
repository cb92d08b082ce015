"""An operator's own outcomes: how many visits a month the hubs have that it runs."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from recommender.sources.errors import misfit
from recommender.sources.table import FIRST_ROW, number, read_csv, text, validated

IDS = ("place_id", "hub_id")
SCHEMA = pa.DataFrameSchema(
    {
        "place_id": text(r"\d{10}", nullable=True),
        # As the register of hubs takes them.
        "hub_id": text(r"[a-z0-9][a-z0-9-]{1,62}", nullable=True),
        "visits_per_month": number(0, 1_000_000),
    }
)


def load(path: Path) -> pd.DataFrame:
    """Return place_id, hub_id (None where not given) and visits_per_month, in the file's order.

    A row names a populated place (INEI's ten digits), a hub of the register, or both; the file may
    do without the column that it never fills. Raise SourceError naming file, row, column and value
    for a row that names neither, an id that is there twice, visits that are negative or no number,
    and a column that is not one of these three.
    """
    table = read_csv(path)
    unknown = [name for name in table.columns if name not in SCHEMA.columns]
    if unknown:
        known = ", ".join(map(str, SCHEMA.columns))
        raise misfit(path.name, f"has the unknown column {unknown[0]!r}; known are {known}")
    if not set(IDS) & set(table.columns):
        raise misfit(path.name, f"has no column {' or '.join(IDS)}")
    for name in IDS:
        if name not in table:
            table[name] = None
    table = validated(table, SCHEMA, path.name)
    _require_named_once(table, path.name)
    return table


def _require_named_once(table: pd.DataFrame, file: str) -> None:
    nameless = table.index[table[list(IDS)].isna().all(axis=1)]
    if len(nameless):
        row = nameless[0] + FIRST_ROW
        raise misfit(file, "names neither a place nor a hub", column=" and ".join(IDS), row=row)
    for name in IDS:
        given = table[name].dropna()
        again = given.index[given.duplicated()]
        if len(again):
            first = given.index[given == given[again[0]]][0] + FIRST_ROW
            problem = f"{given[again[0]]!r} is in row {first} already"
            raise misfit(file, problem, column=name, row=again[0] + FIRST_ROW)
