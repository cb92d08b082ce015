"""Open the database and bring its tables up to date."""

from __future__ import annotations

import fcntl
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url

log = logging.getLogger(__name__)

_MIGRATIONS = Path(__file__).parent / "migrations"
_BUSY_MS = 5000
# Any number that no other program uses for a lock in the same database.
_MIGRATION_LOCK = 82_001
# A PostgreSQL server that is away or hangs must not hold a thread for minutes: seconds to connect,
# milliseconds for what is sent to arrive, seconds of silence until the other side is asked for.
_PATIENCE = {
    "connect_timeout": 3,
    "tcp_user_timeout": 5_000,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
}
# Generous: who writes waits for another's whole import or catalogue to end.
_STATEMENT_MS = 60_000


def open_database(url: str) -> Engine:
    """Return an engine on `url` (SQLite or PostgreSQL) whose tables are up to date."""
    engine = make_engine(url)
    migrate(engine)
    return engine


def make_engine(url: str) -> Engine:
    """Return an engine whose tables may be of any age; SQLite's folder is made where missing."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    far = parsed.get_backend_name() == "postgresql"
    waits = _patience(parsed) if far else {}
    engine = create_engine(url, pool_pre_ping=True, connect_args=waits)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
    return engine


def migrate(engine: Engine) -> tuple[str | None, str | None]:
    """Run the migrations that are missing; return the revisions before and after.

    A database that a newer program has migrated is left as it is: what this one reads is still
    there. Safe when several processes start at once.
    """
    with _alone(engine), engine.connect() as connection:
        wait_for_others(connection)
        before = revision_of(connection)
        if before is not None and not is_known(connection, before):
            log.warning("the database is of a newer program (%s); it stays as it is", before)
            return before, before
        command.upgrade(migration_config(connection), "head")
        connection.commit()
        return before, revision_of(connection)


def is_ahead(engine: Engine) -> bool:
    """Whether a newer program has migrated the database further than this one knows."""
    with engine.connect() as connection:
        revision = revision_of(connection)
        return revision is not None and not is_known(connection, revision)


def revision_of(connection: Connection) -> str | None:
    """The revision that a database is at; None before the first."""
    return MigrationContext.configure(connection).get_current_revision()


def is_known(connection: Connection, revision: str) -> bool:
    """Whether this program has the migration, and so can go on from there."""
    scripts = ScriptDirectory.from_config(migration_config(connection))
    return any(script.revision == revision for script in scripts.walk_revisions())


def migration_config(connection: Connection) -> Config:
    """Return what Alembic's commands take to move the database behind `connection`."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def wait_for_others(connection: Connection) -> None:
    """Let one transaction at a time migrate a PostgreSQL database, however long it takes.

    Replicas start together.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})


def cause(error: Exception) -> str:
    """One line of what a database said, without the statement, whose values may be private."""
    said = getattr(error, "orig", None) or error
    return (str(said).strip() or type(said).__name__).splitlines()[0]


def _patience(url: URL) -> dict[str, Any]:
    """For how long PostgreSQL is waited for; what the URL itself says of it stays."""
    own = url.query.get("options", ())
    options = (f"-c statement_timeout={_STATEMENT_MS}", *([own] if isinstance(own, str) else own))
    waits = {name: value for name, value in _PATIENCE.items() if name not in url.query}
    return {**waits, "options": " ".join(options)}


@contextmanager
def _alone(engine: Engine) -> Iterator[None]:
    """Let one process at a time open and migrate an SQLite file."""
    name = engine.url.database
    if engine.dialect.name != "sqlite" or not name or name == ":memory:":
        yield
        return
    with open(f"{name}.lock", "w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """Let readers and the one writer work side by side, and a second writer wait."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute(f"PRAGMA busy_timeout={_BUSY_MS}")
    cursor.close()
