"""A PostgreSQL that says nothing holds nobody up for long, tried on a real server."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError

from bot.channel import database, schema
from bot.channel.claims import CLAIMS
from bot.channel.database import open_engine
from bot.channel.schema import make_tables
from tests.bot.channel.postgres import serving_postgres
from tests.bot.channel.processes import until


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with serving_postgres() as address:
        yield address


def asked(engine: Engine, statement: str) -> Any:
    with engine.connect() as connection:
        return connection.execute(text(statement)).scalar_one()


def parameters(engine: Engine) -> dict[str, str]:
    with engine.connect() as connection:
        found: dict[str, str] = connection.connection.get_dsn_parameters()  # type: ignore[attr-defined]
        return found


def test_a_statement_that_takes_too_long_is_broken_off(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "ANSWER_MS", 200)
    with pytest.raises(OperationalError, match="statement timeout"):
        asked(open_engine(url), "SELECT pg_sleep(20)")
    assert parameters(open_engine(url))["tcp_user_timeout"] == "200"


def test_who_is_patient_waits_for_as_long_as_a_statement_takes(url: str) -> None:
    patient = open_engine(url, patient=True)
    assert asked(patient, "SHOW statement_timeout") == "0"
    assert "tcp_user_timeout" not in parameters(patient)


def test_what_the_url_says_stands(url: str) -> None:
    own = f"{url}&connect_timeout=9&options=-c%20application_name%3Dother"
    assert asked(open_engine(own), "SHOW application_name") == "other"
    assert asked(open_engine(own), "SHOW statement_timeout") == "5s"
    assert parameters(open_engine(own))["connect_timeout"] == "9"
    longer = open_engine(f"{url}&options=-c%20statement_timeout%3D7s")
    assert asked(longer, "SHOW statement_timeout") == "7s"


def test_a_server_that_takes_a_connection_and_says_nothing_is_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The least that libpq knows.
    monkeypatch.setattr(database, "CONNECT_S", 2)
    with socket.create_server(("127.0.0.1", 0)) as silent, ThreadPoolExecutor(1) as pool:
        far = f"postgresql+psycopg2://bot@127.0.0.1:{silent.getsockname()[1]}/d?sslmode=disable"
        answer = pool.submit(asked, open_engine(far), "SELECT 1")
        until(answer.done)
        assert isinstance(answer.exception(), OperationalError)


def test_a_start_waits_for_another_that_makes_tables_however_long(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "ANSWER_MS", 100)
    engine = open_engine(url)
    with open_engine(url).connect() as other, ThreadPoolExecutor(1) as pool:
        other.execute(text("SELECT pg_advisory_lock(:key)"), {"key": schema._LOCK})
        made = pool.submit(make_tables, engine, CLAIMS)
        until(lambda: asked(engine, "SELECT count(*) FROM pg_locks WHERE NOT granted"))
        # Longer than a statement may take that waits for nobody.
        time.sleep(0.4)
        assert not made.done()
        other.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": schema._LOCK})
        assert made.result() == ["claims"]
