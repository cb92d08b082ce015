"""The last number that a table gave out, so that a number once used is never given out again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Connection, Integer, Table, func, inspect, select, text


def last_number(connection: Connection, table: Table) -> int | None:
    """The counter of a table's key; None where it has none, 0 before the first number."""
    if connection.dialect.name == "postgresql":
        for _, sequence in _sequences(connection, table):
            row = connection.execute(text(f"SELECT last_value, is_called FROM {sequence}")).one()
            return int(row.last_value) if row.is_called else 0
        return None
    if not inspect(connection).has_table("sqlite_sequence"):
        return None
    found = connection.execute(
        text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table.name}
    ).scalar()
    return None if found is None else int(found)


def set_counters(connection: Connection, table: Table, last: int | None) -> None:
    """Let the numbers go on after `last` and after the highest that the table holds."""
    if connection.dialect.name == "postgresql":
        for column, sequence in _sequences(connection, table):
            highest = connection.execute(select(func.max(column))).scalar() or 0
            after = max(highest, last or 0)
            connection.execute(
                text("SELECT setval(CAST(:name AS regclass), :value, :called)"),
                {"name": sequence, "value": max(after, 1), "called": after > 0},
            )
    elif last:
        # The table's own rows have set it already, where it keeps one at all.
        change = text("UPDATE sqlite_sequence SET seq = max(seq, :last) WHERE name = :name")
        insert = text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)")
        values = {"name": table.name, "last": last}
        if not _counts_on(connection, table):
            return
        if not connection.execute(change, values).rowcount:
            connection.execute(insert, values)


def _counts_on(connection: Connection, table: Table) -> bool:
    made = connection.execute(
        text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :name"),
        {"name": table.name},
    ).scalar()
    return "AUTOINCREMENT" in str(made).upper()


def _sequences(connection: Connection, table: Table) -> Iterator[tuple[Column[Any], str]]:
    quoted = connection.dialect.identifier_preparer.format_table(table)
    for column in table.columns:
        if not isinstance(column.type, Integer):
            continue
        name = connection.execute(
            text("SELECT pg_get_serial_sequence(:table, :column)"),
            {"table": quoted, "column": column.name},
        ).scalar()
        if name:
            yield column, name
