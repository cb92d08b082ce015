"""Which revision a database is at, which tables that means, and how it is brought to another."""

from __future__ import annotations

from alembic import command
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, Table, create_engine, inspect
from sqlalchemy.pool import StaticPool

from knowledge_base.console.backup.errors import BackupError
from knowledge_base.database.engine import migration_config

VERSION_TABLE = "alembic_version"


def revision_of(connection: Connection) -> str | None:
    """The revision that a database is at; None before the first."""
    return MigrationContext.configure(connection).get_current_revision()


def is_known(connection: Connection, revision: str) -> bool:
    """Whether this program has the migration, and so can go on from there."""
    scripts = ScriptDirectory.from_config(migration_config(connection))
    return any(script.revision == revision for script in scripts.walk_revisions())


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
    names = _names_at(revision)
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
    """Whether no table has a row, whoever it belongs to."""
    for name in inspect(connection).get_table_names():
        quoted = connection.dialect.identifier_preparer.quote(name)
        if (
            name != VERSION_TABLE
            and connection.exec_driver_sql(f"SELECT 1 FROM {quoted} LIMIT 1").first()
        ):
            return False
    return True


def _names_at(revision: str) -> set[str]:
    """The tables that the migrations make, tried on an empty database in memory."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    with engine.connect() as connection:
        command.upgrade(migration_config(connection), revision)
        names = set(inspect(connection).get_table_names()) - {VERSION_TABLE}
    engine.dispose()
    return names
