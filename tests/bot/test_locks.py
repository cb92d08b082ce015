"""Locks of conversations outlive no process, and are never held twice."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from rasa.core.lock_store import LockError

from bot import locks
from bot.locks import RedisLocks
from tests.redis import serving_redis

HOLD = """
import asyncio, sys
from bot.locks import RedisLocks

async def hold():
    async with RedisLocks(sys.argv[1]).lock("sms-1"):
        print("held", flush=True)
        await asyncio.sleep(600)

asyncio.run(hold())
"""


@pytest.fixture
def redis(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A Redis, and locks at a tenth of the time."""
    monkeypatch.setattr(locks, "HELD_S", 0.6)
    monkeypatch.setattr(locks, "RENEW_S", 0.2)
    with serving_redis() as url:
        yield url


def test_a_lock_ends_with_the_process_that_was_killed(redis: str) -> None:
    command = [sys.executable, "-c", HOLD, redis]
    root = Path(__file__).parents[2]
    holder = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root, text=True)
    assert holder.stdout is not None and holder.stdout.readline() == "held\n"
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()

    async def take() -> str:
        async with RedisLocks(redis).lock("sms-1", lock_lifetime=30) as lock:
            return lock.conversation_id

    assert asyncio.run(take()) == "sms-1"


def test_a_lock_is_held_for_as_long_as_its_turn_runs(redis: str) -> None:
    async def wait_beside() -> None:
        async with RedisLocks(redis).lock("sms-1"):
            # Three times as long as a lock lives that nobody renews.
            with pytest.raises(LockError):
                async with RedisLocks(redis).lock("sms-1", lock_lifetime=1.8):
                    pass

    asyncio.run(wait_beside())


def test_one_at_a_time_of_many_holds_a_conversation(redis: str) -> None:
    inside: list[int] = []
    most = 0

    async def enter(one: RedisLocks) -> None:
        nonlocal most
        async with one.lock("sms-1"):
            inside.append(1)
            most = max(most, len(inside))
            await asyncio.sleep(0.01)
            inside.pop()

    async def all_at_once() -> None:
        await asyncio.gather(*(enter(RedisLocks(redis)) for _ in range(12)))

    asyncio.run(all_at_once())
    assert most == 1


def test_without_its_redis_a_lock_is_refused() -> None:
    async def take() -> None:
        async with RedisLocks("redis://127.0.0.1:1/0").lock("sms-1"):
            raise AssertionError("it was given")

    with pytest.raises(LockError):
        asyncio.run(take())
