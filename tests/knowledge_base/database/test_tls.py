"""A PostgreSQL server elsewhere is spoken to over TLS or not at all, tried on real servers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from knowledge_base.settings import Settings, SettingsError
from tests.postgres_tls import Server, server

URL, CA = "KNOWLEDGE_BASE_DATABASE_URL", "KNOWLEDGE_BASE_DATABASE_CA"
DEVELOPMENT = {"TECHHUB_ENV": "development"}


@pytest.fixture(scope="module")
def sealed() -> Iterator[Server]:
    with server(tls=True) as running:
        yield running


@pytest.fixture(scope="module")
def plain() -> Iterator[Server]:
    with server(tls=False) as running:
        yield running


def address(environ: dict[str, str]) -> str:
    return Settings.from_environment(environ).database_url


def encrypted(url: str) -> bool:
    """Connect, and ask the server whether it encrypts; raises OperationalError."""
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            asked = text("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
            return bool(connection.execute(asked).scalar_one())
    finally:
        engine.dispose()


def test_the_right_authority_is_believed(sealed: Server) -> None:
    assert encrypted(address({URL: sealed.url(), CA: str(sealed.authority)}))


def test_another_authority_or_none_is_not(sealed: Server) -> None:
    with pytest.raises(OperationalError, match="certificate verify failed"):
        encrypted(address({URL: sealed.url(), CA: str(sealed.other_authority)}))
    with pytest.raises(OperationalError, match="certificate verify failed"):
        encrypted(address({URL: sealed.url()}))


def test_a_server_of_another_name_is_not_believed(sealed: Server) -> None:
    with pytest.raises(OperationalError, match="does not match host name"):
        encrypted(address({URL: sealed.url("other.example.org"), CA: str(sealed.authority)}))


def test_a_server_without_tls_is_refused(plain: Server) -> None:
    with pytest.raises(OperationalError, match="server does not support SSL"):
        encrypted(address({URL: plain.url(), CA: str(plain.authority)}))


def test_development_may_do_without(plain: Server) -> None:
    assert not encrypted(address({URL: plain.url(), **DEVELOPMENT}))
    weak = plain.url(extra="&sslmode=disable")
    assert not encrypted(address({URL: weak, **DEVELOPMENT}))


@pytest.mark.parametrize("mode", ["disable", "allow", "prefer"])
def test_a_mode_that_may_not_encrypt_is_refused_with_what_to_write(mode: str) -> None:
    far = f"postgresql://u:secret@db.example.org/d?sslmode={mode}"
    with pytest.raises(SettingsError, match=f"{URL}.*sslmode=verify-full") as refused:
        address({URL: far})
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    "near",
    [
        "postgresql://u:p@localhost/d",
        "postgresql://u:p@127.0.0.1:5432/d?sslmode=disable",
        "postgresql://u:p@[::1]/d",
        "postgresql://u@/d?host=/run/postgresql",
        "postgresql:///d",
        "sqlite:////data/x.sqlite",
    ],
)
def test_this_machine_needs_none(near: str) -> None:
    assert address({URL: near}) == near.replace("postgresql:", "postgresql+psycopg:")


@pytest.mark.parametrize(
    "far",
    [
        "postgresql://u:p%40ss@db.example.org:6432/d",
        "postgres://u:p%40ss@10.0.0.7/d",
        "postgresql://u:p%40ss@/d?host=db.example.org",
        "postgresql://u:p%40ss@/d?host=localhost:5432&host=db.example.org:5432",
        "postgresql://u:p%40ss@localhost/d?hostaddr=10.0.0.7",
        "postgresql+psycopg://u:p%40ss@db.example.org/d",
    ],
)
def test_another_machine_must_prove_who_it_is(far: str, tmp_path: Path) -> None:
    authority = tmp_path / "ca.pem"
    authority.write_text("")
    url = make_url(address({URL: far, CA: str(authority)}))
    assert (url.query["sslmode"], url.query["sslrootcert"]) == ("verify-full", str(authority))
    assert (url.password, url.database) == ("p@ss", "d")
    assert make_url(address({URL: far})).query["sslrootcert"]


def test_what_the_address_says_of_tls_is_kept(tmp_path: Path) -> None:
    own = "postgresql+psycopg://u:p@db.example.org/d?sslmode=require"
    assert address({URL: own}) == own
    given = "postgresql+psycopg://u:p@db.example.org/d?sslmode=verify-full&sslrootcert=%2Fmy.pem"
    assert make_url(address({URL: given})).query["sslrootcert"] == "/my.pem"
    # The process that builds an index reads the address once more.
    again = address({URL: "postgresql://u:p@db.example.org/d"})
    assert address({URL: again}) == again


def test_a_file_that_is_not_there_and_an_address_of_nothing_are_named() -> None:
    with pytest.raises(SettingsError, match=CA):
        address({URL: "postgresql://u:p@db.example.org/d", CA: "/nowhere/ca.pem"})
    with pytest.raises(SettingsError, match=URL):
        address({URL: "nonsense"})


@pytest.mark.parametrize(
    ("near", "around"),
    [
        ("postgresql:///d?service=x", {}),
        ("postgresql://localhost/d?service=x", {}),
        ("postgresql:///d", {"PGHOST": "db.example.org"}),
        ("postgresql:///d", {"PGHOSTADDR": "10.0.0.7"}),
        ("postgresql:///d", {"PGSERVICE": "x"}),
        ("postgresql://localhost/d", {"PGHOSTADDR": "10.0.0.7"}),
        ("postgresql:///d?host=/run/postgresql", {"PGSERVICE": "x"}),
    ],
)
def test_a_server_that_the_address_does_not_name_is_refused(
    near: str, around: dict[str, str]
) -> None:
    with pytest.raises(SettingsError, match=f"{URL}.*(service|PG).* without TLS"):
        address({URL: near, **around})
    address({URL: near, **around, "TECHHUB_ENV": "development"})


@pytest.mark.parametrize("name", ["PGHOST", "PGHOSTADDR", "PGSERVICE"])
def test_a_host_that_the_address_names_is_reached_as_ever(name: str) -> None:
    far, around = "postgresql://u@db.example.org/d", {name: "other"}
    assert address({URL: far, **around}) == address({URL: far})
