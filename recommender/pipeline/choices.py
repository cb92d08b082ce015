"""What an operator may choose about the learning: their own label, and no health posts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd

from recommender.features.matrix import without_health
from recommender.features.tables import Tables
from recommender.sources import outcomes
from recommender.sources.errors import SourceError


def learning_tables(tables: Tables, outcomes_file: Path | None, health_posts: bool) -> Tables:
    """Return the tables that the model learns from: its `hubs` are the sites of the label.

    Without a file they are the register's. Raise SourceError as `outcome_sites` does.
    """
    if outcomes_file is not None:
        tables = replace(tables, hubs=outcome_sites(outcomes_file, tables))
    if not health_posts:
        tables = replace(tables, features=without_health(tables.features))
    return tables


def outcome_sites(file: Path, tables: Tables) -> pd.DataFrame:
    """Return latitude, longitude of the places and hubs that an operator's file says are visited.

    A row with a place is at that place, one with a hub alone is where the register has it; rows
    without a visit a month label nothing. Raise SourceError for an id that is unknown, and where
    nothing is visited.
    """
    table = outcomes.load(file)
    at = {
        "place_id": tables.places.set_index("id")[["latitude", "longitude"]],
        "hub_id": tables.hubs.set_index("id")[["latitude", "longitude"]],
    }
    for name, known in at.items():
        strange = table.loc[table[name].notna() & ~table[name].isin(known.index), name]
        if len(strange):
            row, value = strange.index[0] + 2, strange.iloc[0]
            raise SourceError(f"{file.name}, row {row}, column {name}: {value!r} is not known")
    visited = table[table["visits_per_month"] > 0]
    if visited.empty:
        raise SourceError(f"{file.name}: no place or hub has a visit a month")
    by_place = visited[visited["place_id"].notna()]
    by_hub = visited[visited["place_id"].isna()]
    found = [at["place_id"].loc[by_place["place_id"]], at["hub_id"].loc[by_hub["hub_id"]]]
    return pd.concat(found, ignore_index=True)
