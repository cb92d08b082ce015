"""`databases.sql` gives each pod a database that no other user reaches, on a real PostgreSQL."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres_tls import NAME, Server, server

FILE = Path(__file__).parents[2] / "k8s" / "terraform" / "modules" / "postgres" / "databases.sql"
USERS = ("bot", "recommender", "knowledge_base")


def psql(stores: Server, user: str, database: str, *arguments: str) -> tuple[int, str]:
    """Run psql as a user; return its exit code and all that it said."""
    program = shutil.which("psql")
    assert program is not None
    address = f"host={NAME} hostaddr=127.0.0.1 port={stores.port} user={user} dbname={database}"
    command = [program, f"{address} connect_timeout=10", "-X", "-q", "-A", "-t", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, (done.stdout + done.stderr).strip()


@pytest.fixture(scope="module")
def stores() -> Iterator[Server]:
    """A server whose master is as RDS makes it: no superuser, but it makes roles and databases."""
    with server(tls=True) as running:
        made = psql(running, "test", "postgres", "-c",
                    "CREATE ROLE master LOGIN CREATEROLE CREATEDB PASSWORD 'm'")  # fmt: skip
        assert made == (0, "")
        passwords = [part for user in USERS for part in ("-v", f"{user}_password={user}-secret")]
        code, said = psql(running, "master", "postgres", *passwords, "-f", str(FILE))
        assert code == 0, said
        yield running


@pytest.mark.parametrize("user", USERS)
def test_each_has_a_database_of_its_own_to_make_tables_in(stores: Server, user: str) -> None:
    made = "CREATE TABLE kept (id int); INSERT INTO kept VALUES (1); SELECT id FROM kept"
    assert psql(stores, user, user, "-c", made) == (0, "1")


@pytest.mark.parametrize("user", USERS)
def test_none_reaches_what_is_anothers(stores: Server, user: str) -> None:
    for other in USERS:
        if other != user:
            code, said = psql(stores, user, other, "-c", "SELECT 1")
            assert code != 0 and "permission denied for database" in said


def test_no_password_is_in_the_clear(stores: Server) -> None:
    kept = psql(stores, "test", "postgres", "-c", "SELECT rolpassword FROM pg_authid")[1]
    assert "SCRAM-SHA-256" in kept and "-secret" not in kept


def test_a_second_run_stops_and_says_why(stores: Server) -> None:
    passwords = [part for user in USERS for part in ("-v", f"{user}_password=other")]
    code, said = psql(stores, "master", "postgres", *passwords, "-f", str(FILE))
    assert code != 0 and 'role "bot" already exists' in said
