"""The store on another machine is reached over TLS or not at all, tried on a real server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from recommender.settings import Settings
from tests.postgres_tls import Server, server

URL, CA = "RECOMMENDER_DATABASE_URL", "RECOMMENDER_DATABASE_CA"


@pytest.fixture(scope="module")
def sealed() -> Iterator[Server]:
    with server(tls=True) as running:
        yield running


def encrypted(environ: dict[str, str]) -> bool:
    engine = create_engine(Settings.from_environment(environ).store_url)
    try:
        with engine.connect() as connection:
            asked = text("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
            return bool(connection.execute(asked).scalar_one())
    finally:
        engine.dispose()


def test_the_right_authority_is_believed_and_no_other(sealed: Server) -> None:
    assert encrypted({URL: sealed.url(), CA: str(sealed.authority)})
    with pytest.raises(OperationalError, match="certificate verify failed"):
        encrypted({URL: sealed.url(), CA: str(sealed.other_authority)})
    with pytest.raises(OperationalError, match="does not match host name"):
        encrypted({URL: sealed.url("other.example.org"), CA: str(sealed.authority)})


def test_a_server_without_tls_is_refused_outside_development() -> None:
    with server(tls=False) as plain:
        with pytest.raises(OperationalError, match="server does not support SSL"):
            encrypted({URL: plain.url(), CA: str(plain.authority)})
        assert not encrypted({URL: plain.url(), "TECHHUB_ENV": "development"})


@pytest.mark.parametrize("mode", ["disable", "allow", "prefer"])
def test_a_mode_that_may_not_encrypt_is_refused_with_what_to_write(mode: str) -> None:
    far = f"postgresql://u:secret@db.example.org/d?sslmode={mode}"
    with pytest.raises(ValueError, match=f"{URL}.*sslmode=verify-full") as refused:
        Settings.from_environment({URL: far})
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("near", ["postgresql://u:p@localhost/d", "sqlite:////data/x.sqlite", ""])
def test_this_machine_needs_none(near: str) -> None:
    url = Settings.from_environment({URL: near}).store_url
    assert "ssl" not in url
    assert near.removeprefix("postgresql") in url


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
    with pytest.raises(ValueError, match=f"{URL}.*(service|PG).* without TLS"):
        Settings.from_environment({URL: near, **around})
    Settings.from_environment({URL: near, **around, "TECHHUB_ENV": "development"})


@pytest.mark.parametrize("name", ["PGHOST", "PGHOSTADDR", "PGSERVICE"])
def test_a_host_that_the_address_names_is_reached_as_ever(name: str) -> None:
    far, around = "postgresql://u@db.example.org/d", {name: "other"}
    assert Settings.from_environment({URL: far, **around}) == Settings.from_environment({URL: far})
