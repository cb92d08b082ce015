"""How the channel opens its database."""

from __future__ import annotations

import os
from pathlib import Path
from weakref import ref

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine, make_url


def open_engine(url: str) -> Engine:
    """An engine for any database that SQLAlchemy knows; SQLite's file is made where missing."""
    database = make_url(url).database
    is_sqlite = url.startswith("sqlite")
    if is_sqlite and database and database != ":memory:":
        Path(database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, future=True, pool_pre_ping=not is_sqlite)
    _leave_connections_to_the_parent(engine)
    if is_sqlite:
        # A write waits for no reader; a reply lost to a power cut is asked for again by Twilio.
        @event.listens_for(engine, "connect")
        def tune(connection: object, _: object) -> None:
            connection.execute("PRAGMA journal_mode=WAL")  # type: ignore[attr-defined]
            connection.execute("PRAGMA synchronous=NORMAL")  # type: ignore[attr-defined]
            # What is erased must not be readable in the file's free pages.
            connection.execute("PRAGMA secure_delete=ON")  # type: ignore[attr-defined]

    return engine


def _leave_connections_to_the_parent(engine: Engine) -> None:
    """Let a forked worker open its own connections: one shared by two processes garbles both."""
    known = ref(engine)

    def renew() -> None:
        alive = known()
        if alive is not None:
            alive.dispose(close=False)

    os.register_at_fork(after_in_child=renew)
