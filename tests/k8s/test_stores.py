"""The stores of the cluster's own, run here as they are configured there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
import redis

from tests.k8s.conftest import rendered
from tests.k8s.running_stores import PASSWORDS, Store, running_postgres, running_redis

DATABASES = {
    "bot": "BOT_PASSWORD",
    "recommender": "RECOMMENDER_PASSWORD",
    "knowledge_base": "KNOWLEDGE_BASE_PASSWORD",
}


@pytest.fixture(scope="module")
def postgres() -> Iterator[Store]:
    with running_postgres(rendered("own-stores")) as store:
        yield store


@pytest.fixture(scope="module")
def sealed_redis() -> Iterator[Store]:
    with running_redis(rendered("own-stores")) as store:
        yield store


def connect(store: Store, user: str, database: str, **more: Any) -> psycopg.Connection:
    given = {"sslmode": "verify-full", "sslrootcert": str(store.authority), **more}
    given.setdefault("password", PASSWORDS[DATABASES[user]])
    return psycopg.connect(
        host="postgres",
        hostaddr="127.0.0.1",
        port=store.port,
        user=user,
        dbname=database,
        **given,
    )


@pytest.mark.parametrize("name", DATABASES)
def test_each_service_makes_tables_in_its_own_database(postgres: Store, name: str) -> None:
    with connect(postgres, name, name) as connection:
        connection.execute("CREATE TABLE one (number integer)")
        row = connection.execute(
            "SELECT ssl, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
        )
        encrypted, version = row.fetchone() or (False, "")
    assert encrypted and version in ("TLSv1.2", "TLSv1.3")


@pytest.mark.parametrize("name", DATABASES)
@pytest.mark.parametrize("other", DATABASES)
def test_no_service_enters_another_ones_database(postgres: Store, name: str, other: str) -> None:
    if name == other:
        connect(postgres, name, other).close()
        return
    with pytest.raises(psycopg.OperationalError, match="permission denied"):
        connect(postgres, name, other)


def test_postgres_refuses_who_comes_without_tls(postgres: Store) -> None:
    with pytest.raises(psycopg.OperationalError, match="no encryption"):
        connect(postgres, "bot", "bot", sslmode="disable", sslrootcert="")


def test_postgres_refuses_a_wrong_password(postgres: Store) -> None:
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        connect(postgres, "bot", "bot", password="wrong")


def test_a_client_refuses_a_postgres_that_a_stranger_vouches_for(postgres: Store) -> None:
    with pytest.raises(psycopg.OperationalError, match="certificate verify failed"):
        connect(postgres, "bot", "bot", sslrootcert=str(postgres.stranger))


# Statements that fail with what somebody wrote in the statement, in a parameter, in the detail.
FAILING = (
    ("SELECT 'quiero aprender a tejer' FROM not_there", ()),
    ("SELECT 1 / length(substr(%s, 1, 0))", ("quiero aprender a tejer",)),
    ("INSERT INTO said VALUES (%s)", ("quiero aprender a tejer",)),
)


def lines_of_failures(store: Store, **more: Any) -> str:
    """Let each statement fail, and return what the server's log holds by then."""
    with connect(store, "bot", "bot", autocommit=True, **more) as connection:
        connection.execute("CREATE TABLE said (text text PRIMARY KEY)")
        connection.execute("INSERT INTO said VALUES ('quiero aprender a tejer')")
        for statement, parameters in FAILING:
            with pytest.raises(psycopg.Error):
                connection.execute(statement, parameters)
    return store.log.read_text("utf-8")


def test_no_log_of_postgres_holds_what_people_wrote(postgres: Store) -> None:
    kept = lines_of_failures(postgres)
    assert kept.count("ERROR:") >= len(FAILING)
    assert "tejer" not in kept


def redis_at(store: Store, authority: Path | None = None, password: str = "") -> redis.Redis:
    return redis.Redis(
        host="localhost",
        port=store.port,
        password=password or PASSWORDS["REDIS_PASSWORD"],
        ssl=True,
        ssl_ca_certs=str(authority or store.authority),
    )


def test_redis_serves_over_tls_and_keeps_nothing_on_disk(sealed_redis: Store) -> None:
    client = redis_at(sealed_redis)
    assert client.set("lock", "1") and client.get("lock") == b"1"
    assert client.config_get("save") == {"save": ""}
    assert client.config_get("appendonly") == {"appendonly": "no"}
    assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}


def test_redis_refuses_who_comes_without_tls_or_password(sealed_redis: Store) -> None:
    with pytest.raises(redis.ConnectionError):
        redis.Redis(host="localhost", port=sealed_redis.port).ping()
    with pytest.raises(redis.AuthenticationError):
        redis_at(sealed_redis, password="wrong").ping()


def test_a_client_refuses_a_redis_that_a_stranger_vouches_for(sealed_redis: Store) -> None:
    with pytest.raises(redis.ConnectionError, match="certificate verify failed"):
        redis_at(sealed_redis, sealed_redis.stranger).ping()


def test_the_local_stores_run_without_certificates() -> None:
    with running_postgres(rendered("local")) as store:
        connect(store, "bot", "bot", sslmode="disable", sslrootcert="").close()
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            connect(store, "bot", "bot", sslmode="disable", sslrootcert="", password="wrong")
        kept = lines_of_failures(store, sslmode="disable", sslrootcert="")
        assert "ERROR:" in kept and "tejer" not in kept
    with running_redis(rendered("local")) as store:
        password = PASSWORDS["REDIS_PASSWORD"]
        assert redis.Redis(host="localhost", port=store.port, password=password).ping()
