"""Requests are counted in a Redis on another machine over TLS or not at all, on a real server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
import redis
from flask import Flask

from knowledge_base.console.settings import ConsoleSettings
from knowledge_base.settings import Settings, SettingsError
from tests.knowledge_base.console.conftest import Visitor
from tests.redis import SealedRedis, serving_redis_over_tls

URL, CA = "KNOWLEDGE_BASE_LIMITS_URL", "KNOWLEDGE_BASE_REDIS_CA"
FAR = "redis://:secret@redis.example.org:6379/0"


@pytest.fixture(scope="module")
def sealed() -> Iterator[SealedRedis]:
    with serving_redis_over_tls() as running:
        yield running


def limits_url(**changed: str) -> str:
    return Settings.from_environment(changed).console.limits_url


def test_the_console_counts_over_tls(
    start: Callable[[Settings], Flask],
    settings: Settings,
    console_settings: ConsoleSettings,
    sealed: SealedRedis,
) -> None:
    url = limits_url(**{URL: sealed.url(), CA: str(sealed.authority)})
    app = start(replace(settings, console=replace(console_settings, limits_url=url)))
    someone = Visitor(app.test_client())
    wrong = {"csrf_token": someone.token(), "name": "nadie", "password": "x"}
    assert someone.post("/console/sign-in", wrong).status_code == 401
    assert redis.Redis.from_url(url).dbsize() > 0


def test_no_other_authority_or_name_is_believed(sealed: SealedRedis) -> None:
    other = limits_url(**{URL: sealed.url(), CA: str(sealed.other_authority)})
    with pytest.raises(redis.ConnectionError, match="certificate verify failed"):
        redis.Redis.from_url(other).ping()
    unnamed = limits_url(**{URL: sealed.url("127.0.0.1"), CA: str(sealed.authority)})
    with pytest.raises(redis.ConnectionError, match="IP address mismatch"):
        redis.Redis.from_url(unnamed).ping()


def test_another_machine_without_tls_is_refused_with_what_to_write() -> None:
    with pytest.raises(SettingsError, match=f"{URL}.*rediss://") as refused:
        limits_url(**{URL: FAR})
    assert "secret" not in str(refused.value)
    assert limits_url(**{URL: FAR, "TECHHUB_ENV": "development"}) == FAR


@pytest.mark.parametrize("query", ["ssl_cert_reqs=none", "ssl_check_hostname=false"])
def test_blind_trust_is_refused(query: str) -> None:
    with pytest.raises(SettingsError, match=f"{URL}.*{query.split('=')[0]}"):
        limits_url(**{URL: f"rediss://redis.example.org/0?{query}"})


@pytest.mark.parametrize("near", ["redis://localhost:6379/0", "redis+unix:///r", "memory://"])
def test_this_machine_needs_none(near: str) -> None:
    assert limits_url(**{URL: near}) == near


def test_what_is_no_place_to_count_is_refused() -> None:
    with pytest.raises(SettingsError, match=URL):
        limits_url(**{URL: "memcached://localhost"})
