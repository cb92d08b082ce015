"""How the bot opens its databases."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.pool import QueuePool

TRIES, WAIT_S = 10, 0.05
BUSY_MS = 5_000
# Stores are asked within the event loop, where everybody waits: a server that says nothing must not
# hold it up for longer. Seconds, milliseconds.
CONNECT_S, ANSWER_MS = 3, 5_000
# Any constant will do: it names the lock that processes take while Rasa makes its table.
TABLES_LOCK = 5_051_975


def open_engine(url: str, *, patient: bool = False) -> Engine:
    """An engine for any database that SQLAlchemy knows; SQLite's file is made where missing.

    Connections stay open between turns, and none is carried into a forked process. One that is
    `patient` waits for PostgreSQL for as long as a statement takes, as who serves nobody may.
    """
    database = make_url(url).database
    is_file = url.startswith("sqlite") and database and database != ":memory:"
    if is_file:
        Path(str(database)).parent.mkdir(parents=True, exist_ok=True)
    # SQLAlchemy 1.4 would open and close a file at every use, which folds the log in each time.
    kept: dict[str, Any] = {"poolclass": QueuePool, "connect_args": {"check_same_thread": False}}
    served: dict[str, Any] = {"pool_pre_ping": True}
    if not patient:
        served["connect_args"] = _limits(make_url(url))
    engine = create_engine(url, future=True, hide_parameters=True, **(kept if is_file else served))
    tune(engine)
    return engine


def _limits(url: URL) -> dict[str, Any]:
    """How long PostgreSQL is waited for; what the URL itself says of it stands."""
    if url.get_backend_name() != "postgresql":
        return {}
    said = url.query.get("options", ())
    options = [said] if isinstance(said, str) else list(said)
    limits = {
        "connect_timeout": CONNECT_S,
        "tcp_user_timeout": ANSWER_MS,
        # A server that goes while it works out an answer has taken the question already.
        "keepalives_idle": 2,
        "keepalives_interval": 1,
        "keepalives_count": 3,
    }
    mine = {name: value for name, value in limits.items() if name not in url.query}
    # Of two values of one option the last counts.
    return mine | {"options": " ".join([f"-c statement_timeout={ANSWER_MS}", *options])}


def wait_for_others(connection: Connection) -> None:
    """Let this transaction wait for as long as others make tables, which may be long."""
    connection.execute(text("SET LOCAL statement_timeout = 0"))


@contextmanager
def alone(engine: Engine) -> Iterator[None]:
    """Let one process at a time look for a table and make it, as Rasa does without a lock.

    PostgreSQL ends one of two that do so at once; of SQLite's processes only one may write.
    """
    if engine.dialect.name != "postgresql":
        yield
        return
    with engine.connect() as connection:
        wait_for_others(connection)
        connection.execute(text("SELECT pg_advisory_lock(:name)"), {"name": TABLES_LOCK})
        try:
            yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:name)"), {"name": TABLES_LOCK})


def tune(engine: Engine) -> None:
    """Set SQLite so that a write waits for no reader; keep connections out of forked processes."""
    os.register_at_fork(after_in_child=lambda: engine.dispose(close=False))
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _: object) -> None:
        # A reply lost to a power cut is asked for again by Twilio.
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        # What is erased must not be readable in the file's free pages.
        connection.execute("PRAGMA secure_delete=ON")


def fold_log(engine: Engine) -> None:
    """Fold SQLite's log into its file and empty it: what was erased is readable there until then.

    A reader of this moment may hinder it; the next write of another erasure folds it then.
    """
    if engine.dialect.name != "sqlite":
        return
    with engine.connect() as connection:
        # SQLite's own wait of five seconds would hold up everybody else.
        connection.exec_driver_sql("PRAGMA busy_timeout=0")
        for _ in range(TRIES):
            row = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").first()
            if row is None or not row[0]:
                break
            time.sleep(WAIT_S)
        connection.exec_driver_sql(f"PRAGMA busy_timeout={BUSY_MS}")


def cause(error: Exception) -> str:
    """One line of what a database said, without the statement, whose values may be private."""
    said = getattr(error, "orig", None) or error
    return (str(said).strip() or type(said).__name__).splitlines()[0]
