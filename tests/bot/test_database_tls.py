"""A store on another machine is reached over TLS or not at all, tried on a real server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from bot.channel.database import open_engine
from bot.settings import Settings
from bot.variables import SettingsError
from tests.postgres_tls import Server, server

OWN = {"TWILIO_AUTH_TOKEN": "a-token", "TECHHUB_HASH_KEY": "a-key"}
CA = "BOT_DATABASE_CA"
STORES = {"BOT_DATABASE_URL": "database_url", "BOT_TRACKER_URL": "tracker_url"}
both = pytest.mark.parametrize("name", STORES)


@pytest.fixture(scope="module")
def sealed() -> Iterator[Server]:
    with server(tls=True) as running:
        yield running


def url_of(name: str, **changed: str) -> str:
    url: Any = getattr(Settings.from_environment({**OWN, **changed}), STORES[name])
    return str(url)


def encrypted(url: str) -> bool:
    engine = open_engine(url)
    try:
        with engine.connect() as connection:
            asked = text("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
            return bool(connection.execute(asked).scalar_one())
    finally:
        engine.dispose()


@both
def test_the_right_authority_is_believed_and_no_other(sealed: Server, name: str) -> None:
    assert encrypted(url_of(name, **{name: sealed.url(), CA: str(sealed.authority)}))
    with pytest.raises(OperationalError, match="certificate verify failed"):
        encrypted(url_of(name, **{name: sealed.url(), CA: str(sealed.other_authority)}))
    with pytest.raises(OperationalError, match="does not match host name"):
        other = sealed.url("other.example.org")
        encrypted(url_of(name, **{name: other, CA: str(sealed.authority)}))


def test_a_server_without_tls_is_refused_outside_development() -> None:
    name = "BOT_DATABASE_URL"
    with server(tls=False) as plain:
        with pytest.raises(OperationalError, match="server does not support SSL"):
            encrypted(url_of(name, **{name: plain.url(), CA: str(plain.authority)}))
        assert not encrypted(url_of(name, **{name: plain.url(), "TECHHUB_ENV": "development"}))


@both
@pytest.mark.parametrize("mode", ["disable", "allow", "prefer"])
def test_a_mode_that_may_not_encrypt_is_refused_with_what_to_write(name: str, mode: str) -> None:
    far = f"postgres://u:secret@db.example.org/d?sslmode={mode}"
    with pytest.raises(SettingsError, match=f"{name}.*sslmode=verify-full") as refused:
        url_of(name, **{name: far})
    assert "secret" not in str(refused.value)


@both
def test_no_part_of_what_is_no_address_is_shown(name: str) -> None:
    with pytest.raises(SettingsError, match=f"{name}.*no address of a database") as refused:
        url_of(name, **{name: "secret"})
    assert "'secret'" not in str(refused.value)


@both
@pytest.mark.parametrize("near", ["postgresql://u:p@localhost/d", "sqlite:////data/x.sqlite"])
def test_this_machine_needs_none(name: str, near: str) -> None:
    url = url_of(name, **{name: near})
    assert "ssl" not in url
    assert near.removeprefix("postgresql") in url


@both
@pytest.mark.parametrize(
    ("url", "leading", "why"),
    [("postgresql:///d?service=x", "", "service"), ("postgresql://localhost/d", "PGSERVICE", ""),
     ("postgresql:///d", "PGHOST", ""), ("postgresql:///d", "PGHOSTADDR", ""),
     ("postgresql:///d", "PGSERVICE", ""), ("postgresql://localhost/d", "PGHOSTADDR", "")],
)  # fmt: skip
def test_who_is_led_to_a_server_by_what_the_url_does_not_show_is_refused(
    name: str, url: str, leading: str, why: str
) -> None:
    led = {leading: "far"} if leading else {}
    with pytest.raises(SettingsError, match=f"{name}.*{why or leading}.*may lead to any server"):
        url_of(name, **{name: url}, **led)
    assert url_of(name, **{name: url, "TECHHUB_ENV": "development"}, **led)


@both
@pytest.mark.parametrize("url", ["postgresql://localhost/d", "postgresql:///d?host=/run/pg"])
def test_who_names_a_host_is_not_led_by_pghost(name: str, url: str) -> None:
    assert "ssl" not in url_of(name, **{name: url, "PGHOST": "db.example.org"})
    far = url_of(name, **{name: "postgresql://db.example.org/d", "PGSERVICE": "x"})
    assert "sslmode=verify-full" in far
