"""Which revision a database is at, which tables that means, and how it is brought to another."""

from __future__ import annotations

from alembic import command
from sqlalchemy import Connection, MetaData, Table, create_engine, delete, inspect
from sqlalchemy.pool import StaticPool

from knowledge_base.console.backup.errors import BackupError
from knowledge_base.database.engine import is_known, migration_config, revision_of

__all__ = ["clear", "empty", "is_empty", "is_known", "move", "revision_of", "tables"]

VERSION_TABLE = "alembic_version"


def move(connection: Connection, revision: str) -> None:
    """Run the migrations up to `revision` ("head": the newest), inside the open transaction."""
    command.upgrade(migration_config(connection), revision)


def clear(connection: Connection) -> None:
    """Take every table of ours away, and no other, inside the open transaction."""
    command.downgrade(migration_config(connection), "base")


def tables(connection: Connection, revision: str) -> list[Table]:
    """Our tables as this database has them at `revision`, those referred to before others.

    Raises BackupError where one is missing.
    """
    names = set(_rows_at(revision))
    missing = names - set(inspect(connection).get_table_names())
    if missing:
        raise BackupError(
            f"A la base de datos le faltan tablas ({', '.join(sorted(missing))}). "
            "Pide a quien la administra que la revise."
        )
    found = MetaData()
    found.reflect(connection, only=sorted(names))
    return list(found.sorted_tables)


def is_empty(connection: Connection) -> bool:
    """Whether no table holds more than the migrations put there, whoever it belongs to."""
    revision = revision_of(connection)
    given = _rows_at(revision) if revision else {}
    return all(
        _rows(connection, name) <= given.get(name, 0)
        for name in inspect(connection).get_table_names()
        if name != VERSION_TABLE
    )


def empty(connection: Connection, tables_of_ours: list[Table]) -> None:
    """Take away what the migrations put there; the copy brings its own."""
    for table in reversed(tables_of_ours):
        # A table that refuses every deletion has nothing to delete.
        if _rows(connection, table.name):
            connection.execute(delete(table))


def _rows(connection: Connection, name: str) -> int:
    quoted = connection.dialect.identifier_preparer.quote(name)
    return int(connection.exec_driver_sql(f"SELECT count(*) FROM {quoted}").scalar_one())


def _rows_at(revision: str) -> dict[str, int]:
    """How many rows each of our tables has when the migrations have made it.

    They are tried on an empty database in memory.
    """
    engine = create_engine("sqlite://", poolclass=StaticPool)
    with engine.connect() as connection:
        command.upgrade(migration_config(connection), revision)
        names = set(inspect(connection).get_table_names()) - {VERSION_TABLE, "sqlite_sequence"}
        found = {name: _rows(connection, name) for name in names}
    engine.dispose()
    return found
