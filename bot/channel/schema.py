"""The tables of the bot's databases: what is missing is made, by one process at a time.

A database may be ahead of the program: what it does not know it leaves alone. So a column is added
empty, and taken away only when no running program reads it any more.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import MetaData, Table, inspect, text
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.engine.reflection import Inspector
from sqlalchemy.schema import CreateColumn

from bot.channel.database import wait_for_others

# The tables of the channel's database.
METADATA = MetaData()
# Any constant will do: it names the lock that replicas take while they make tables.
_LOCK = 5_005_001


class SchemaError(RuntimeError):
    """A table lacks what cannot be added to it by itself; the message says what."""


def make_tables(engine: Engine, *tables: Table) -> list[str]:
    """Make the tables that are missing, with their indexes, and columns that may be empty.

    Returns what was made, as `table` or `table.column`. Safe when several processes start at once.
    Raises SchemaError where a table that is there lacks a column that must be filled.
    """
    with _alone(engine), engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            wait_for_others(connection)
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        found = inspect(connection)
        known = set(found.get_table_names())
        made = []
        for table in tables:
            if table.name in known:
                made += _complete(connection, found, table)
            else:
                table.create(connection)
                made.append(table.name)
        return made


def _complete(connection: Connection, found: Inspector, table: Table) -> list[str]:
    """Add to a table that is there what it lacks."""
    columns = {str(column["name"]) for column in found.get_columns(table.name)}
    missing = [column for column in table.columns if column.name not in columns]
    for column in missing:
        if not column.nullable and column.server_default is None:
            raise SchemaError(f"table {table.name} lacks {column.name}, which cannot be empty")
        wanted = CreateColumn(column).compile(dialect=connection.dialect)
        name = connection.dialect.identifier_preparer.quote(table.name)
        connection.exec_driver_sql(f"ALTER TABLE {name} ADD COLUMN {wanted}")
    indexes = {index["name"] for index in found.get_indexes(table.name)}
    for index in table.indexes:
        if index.name not in indexes:
            index.create(connection)
    return [f"{table.name}.{column.name}" for column in missing]


@contextmanager
def _alone(engine: Engine) -> Iterator[None]:
    """Let one process at a time open a fresh SQLite file, which two cannot at once."""
    name = engine.url.database
    if engine.dialect.name != "sqlite" or not name or name == ":memory:":
        yield
        return
    with open(f"{name}.lock", "w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
