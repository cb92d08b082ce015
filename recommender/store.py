"""The recommender's SQL store: its tables, its engine, and its migrations at start."""

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
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Engine,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    create_engine,
    event,
    text,
)
from sqlalchemy.engine import URL, make_url

log = logging.getLogger(__name__)

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "recommender_alembic_version"
# Any constant will do: it names the lock that replicas take while they migrate.
_MIGRATION_LOCK = 4_817_201
# A PostgreSQL server that is away or hangs must not hold a thread for minutes: seconds to connect,
# milliseconds for what is sent to arrive, seconds of silence until the other side is asked for.
_PATIENCE = {
    "connect_timeout": 3,
    "tcp_user_timeout": 5_000,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
}
# Generous: an import of hubs waits for another's to end.
_STATEMENT_MS = 30_000

metadata = MetaData()

hubs = Table(
    "hubs",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("latitude", Float, nullable=False),
    Column("longitude", Float, nullable=False),
    Column("ubigeo", String(6), nullable=False),
    Column("services", JSON, nullable=False),
    Column("services_confirmed", Boolean, nullable=False),
    Column("verified_on", String(10)),
    Column("source", String(300), nullable=False),
    Column("licence", String(100), nullable=False),
    Column("edited", Boolean, nullable=False),
    # A row stays when an editor deletes its hub, so that no newer seed brings it back.
    Column("deleted", Boolean, nullable=False),
    Column("status", String(10), nullable=False),
    Column("hours", String(200), nullable=False),
    Column("contact", String(200), nullable=False),
    Column("events", JSON, nullable=False),
    # The register's version at the last change of the hub.
    Column("version", Integer, nullable=False),
    Column("updated_at", String(32), nullable=False),
    # The hub as the source last listed it; NULL where it never did, or nobody knows.
    Column("seed", JSON(none_as_null=True)),
    # What the source says otherwise than the editor, until the editor saves the hub again.
    Column("newer_seed", JSON(none_as_null=True)),
)

register = Table(
    "register",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
    Column("seed_digest", String(64), nullable=False),
    Column("as_of", String(10), nullable=False),
    Column("source", String(300), nullable=False),
    Column("licence", String(100), nullable=False),
)

plans = Table(
    "plans",
    metadata,
    Column("id", String(32), primary_key=True),
    # With microseconds, so that a list has an order; the document says the second.
    Column("created_at", String(32), nullable=False, index=True),
    Column("document", Text, nullable=False),
    Column("code", String(8), nullable=False, unique=True, index=True),
    Column("status", String(16), nullable=False),
    # SHA-256 of the owner's secret.
    Column("owner", String(64), index=True),
    # SHA-256 of who asked; forgotten when the plan is solved.
    Column("client", String(64), index=True),
    Column("fraction", Float, nullable=False),
    Column("step", String(200), nullable=False),
    Column("step_en", String(200), nullable=False),
    # Unix seconds of the last sign of life.
    Column("updated_at", Float, nullable=False),
    # How many workers have gone while they solved it.
    Column("left_by", Integer, nullable=False),
)

guesses = Table(
    "plan_guesses",
    metadata,
    Column("client", String(64), primary_key=True),
    Column("since", Float, nullable=False, index=True),
    Column("wrong", Integer, nullable=False),
)

reports = Table(
    "hub_reports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("hub_id", String(64), nullable=False, index=True),
    Column("outcome", String(16), nullable=False),
    # The day in Peru.
    Column("reported_on", String(10), nullable=False, index=True),
    Column("month", String(7), nullable=False),
    # A person's keyed hash, by which they count once a hub and month; forgotten after that.
    Column("reporter", String(64), index=True),
    UniqueConstraint("hub_id", "reporter", "month", name="uq_hub_reports_person_month"),
)


def open_store(url: str) -> Engine:
    """Return an engine whose tables are up to date; safe when several workers start at once.

    A store that a newer program has migrated is left as it is: what this one reads is still there.
    """
    engine = make_engine(url)
    with alone(engine), engine.connect() as connection:
        upgrade(connection)
    return engine


def make_engine(url: str) -> Engine:
    """Return an engine whose tables may be of any age; SQLite's folder is made where missing."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        if parsed.database and parsed.database != ":memory:":
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(parsed, connect_args={"timeout": 15})
        event.listen(engine, "connect", _tune_sqlite)
    else:
        engine = create_engine(parsed, pool_pre_ping=True, connect_args=_patience(parsed))
    return engine


def _patience(url: URL) -> dict[str, Any]:
    """For how long PostgreSQL is waited for; what the URL itself says of it stays."""
    own = url.query.get("options", ())
    options = (f"-c statement_timeout={_STATEMENT_MS}", *([own] if isinstance(own, str) else own))
    waits = {name: value for name, value in _PATIENCE.items() if name not in url.query}
    return {**waits, "options": " ".join(options)}


def _take_time(connection: Connection) -> None:
    """Let the statements of this transaction take as long as they need: it is a migration's."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL statement_timeout = 0"))


def _tune_sqlite(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    # Readers go on while one worker writes.
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()


def revision_of(connection: Connection) -> str | None:
    """Return the revision that the store is at; None before the first."""
    options = {"version_table": VERSION_TABLE}
    return MigrationContext.configure(connection, opts=options).get_current_revision()


def is_ahead(engine: Engine) -> bool:
    """Whether a newer program has migrated the store further than this one knows."""
    with engine.connect() as connection:
        return _is_unknown(revision_of(connection), _migrations(connection))


def upgrade(connection: Connection) -> None:
    """Run the migrations that are missing; only within `alone`."""
    config, revision = _migrations(connection), revision_of(connection)
    if _is_unknown(revision, config):
        log.warning("the store is of a newer program (revision %s); it stays as it is", revision)
        return
    _take_time(connection)
    command.upgrade(config, "head")
    connection.commit()


def _migrations(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _is_unknown(revision: str | None, config: Config) -> bool:
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    return revision is not None and revision not in known


@contextmanager
def alone(engine: Engine) -> Iterator[None]:
    """Let one process at a time migrate and seed."""
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection:
            _take_time(connection)
            connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _MIGRATION_LOCK})
            try:
                yield
            finally:
                connection.execute(
                    text("SELECT pg_advisory_unlock(:key)"), {"key": _MIGRATION_LOCK}
                )
    elif engine.url.database and engine.url.database != ":memory:":
        with open(f"{engine.url.database}.lock", "w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
    else:
        yield
