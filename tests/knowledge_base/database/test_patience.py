"""A PostgreSQL server that is away or hangs holds nobody for long, but may migrate in peace."""

from __future__ import annotations

import socket
import threading
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from knowledge_base.database.engine import make_engine, migrate, revision_of, wait_for_others
from tests.postgres_tls import server


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge_base.database.engine._STATEMENT_MS", 100)


@pytest.fixture
def empty_url(postgres_server: Path) -> str:
    """A database that holds nothing."""
    name = f"kb_{uuid.uuid4().hex}"
    with psycopg.connect(
        f"host={postgres_server} user=test dbname=postgres", autocommit=True
    ) as to:
        to.execute(f"CREATE DATABASE {name}")
    return f"postgresql+psycopg://test@/{name}?host={postgres_server}"


@pytest.fixture
def silent() -> Iterator[int]:
    """The port of a server that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


def test_a_server_that_says_nothing_is_given_up(silent: int) -> None:
    engine = make_engine(f"postgresql+psycopg://test@127.0.0.1:{silent}/postgres")
    with pytest.raises(OperationalError, match="timeout"):
        engine.connect()


@pytest.mark.usefixtures("impatient")
def test_a_statement_that_hangs_is_ended_by_the_server(empty_url: str) -> None:
    engine = make_engine(empty_url)
    with engine.connect() as connection, pytest.raises(OperationalError, match="timeout"):
        connection.execute(text("SELECT pg_sleep(60)"))
    engine.dispose()


def test_what_the_address_says_itself_stays(empty_url: str) -> None:
    engine = make_engine(f"{empty_url}&options=-c%20statement_timeout%3D7s&connect_timeout=9")
    with engine.connect() as connection:
        assert connection.execute(text("SHOW statement_timeout")).scalar_one() == "7s"
        said = connection.connection.driver_connection.info.get_parameters()  # type: ignore[union-attr]
    assert said["connect_timeout"] == "9"
    engine.dispose()


def test_what_is_sent_and_never_arrives_ends_the_connection() -> None:
    with server(tls=False) as plain:
        engine = make_engine(plain.url().replace("postgresql:", "postgresql+psycopg:"))
        with engine.connect() as connection:
            number = connection.connection.fileno()  # type: ignore[attr-defined]
            with socket.socket(fileno=socket.dup(number)) as own:
                patience_ms = own.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT)
                asks = own.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
        engine.dispose()
    assert 0 < patience_ms < 60_000 and asks


@pytest.mark.usefixtures("impatient")
def test_a_start_waits_for_as_long_as_another_migrates(empty_url: str) -> None:
    engine = make_engine(empty_url)
    waits = threading.Thread(target=migrate, args=(engine,))
    other = make_engine(empty_url)
    with other.begin() as connection:
        wait_for_others(connection)
        waits.start()
        waits.join(0.5)
        assert waits.is_alive()
    waits.join()
    with other.connect() as connection:
        assert revision_of(connection)
    for each in (engine, other):
        each.dispose()
