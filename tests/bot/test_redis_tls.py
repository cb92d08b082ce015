"""A Redis on another machine is reached over TLS or not at all, tried on a real server."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from limits import RateLimitItemPerMinute
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter
from rasa.core.lock_store import LockError

from bot.locks import RedisLocks
from bot.settings import Settings
from bot.variables import SettingsError
from tests.redis import SealedRedis, serving_redis_over_tls

OWN = {"TWILIO_AUTH_TOKEN": "a-token", "TECHHUB_HASH_KEY": "a-key"}
FAR = "redis://:secret@redis.example.org:6379/0"
both = pytest.mark.parametrize("name", ["BOT_REDIS_URL", "BOT_LIMITS_URL"])


@pytest.fixture(scope="module")
def sealed() -> Iterator[SealedRedis]:
    with serving_redis_over_tls() as running:
        yield running


def settings(**changed: str) -> Settings:
    return Settings.from_environment({**OWN, **changed})


def lock_count(url: str, authority: str) -> int:
    store = RedisLocks(settings(BOT_REDIS_URL=url, BOT_REDIS_CA=authority).redis_url)

    async def held() -> int:
        async with store.lock("sms-1"):
            return int(store.red.dbsize())

    return asyncio.run(held())


def test_locks_go_to_who_proves_its_name(sealed: SealedRedis) -> None:
    assert lock_count(sealed.url(), str(sealed.authority)) == 1
    with pytest.raises(LockError, match="certificate verify failed"):
        lock_count(sealed.url(), str(sealed.other_authority))
    with pytest.raises(LockError, match="IP address mismatch"):
        lock_count(sealed.url("127.0.0.1"), str(sealed.authority))


def test_messages_are_counted_there_too_by_the_same_address(sealed: SealedRedis) -> None:
    changed = {"BOT_REDIS_URL": sealed.url(), "BOT_REDIS_CA": str(sealed.authority)}
    storage = storage_from_string(settings(**changed).limits_url)
    limiter, once = MovingWindowRateLimiter(storage), RateLimitItemPerMinute(1)
    assert limiter.hit(once, "sms-1") and not limiter.hit(once, "sms-1")


@both
@pytest.mark.parametrize("far", [FAR, "redis://:secret@10.0.0.7/0", "redis:///0?host=redis.pe"])
def test_another_machine_without_tls_is_refused_with_what_to_write(name: str, far: str) -> None:
    with pytest.raises(SettingsError, match=f"{name}.*rediss://") as refused:
        settings(**{name: far})
    assert "secret" not in str(refused.value)
    assert settings(**{name: far, "TECHHUB_ENV": "development"}).limits_url == far


@both
@pytest.mark.parametrize("query", ["ssl_cert_reqs=none", "ssl_check_hostname=false"])
def test_blind_trust_is_refused(name: str, query: str) -> None:
    with pytest.raises(SettingsError, match=f"{name}.*{query.split('=')[0]}"):
        settings(**{name: f"rediss://redis.example.org/0?{query}"})


@pytest.mark.parametrize("near", ["redis://localhost:6379/0", "redis://127.0.0.1/1", "unix:///r"])
def test_this_machine_needs_none(near: str) -> None:
    assert settings(BOT_REDIS_URL=near).redis_url == near


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(SettingsError, match="BOT_REDIS_CA.*/none.pem"):
        settings(BOT_REDIS_URL="rediss://redis.example.org/0", BOT_REDIS_CA="/none.pem")
