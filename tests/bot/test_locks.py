"""Locks of conversations outlive no process, and are never held twice."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def silent_redis() -> Iterator[tuple[str, list[socket.socket]]]:
    """The URL of a server that takes every connection and says nothing; whom it has taken."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        taken: list[socket.socket] = []

        def take() -> None:
            while True:
                try:
                    taken.append(server.accept()[0])
                except OSError:
                    return

        threading.Thread(target=take, daemon=True).start()
        yield f"redis://127.0.0.1:{server.getsockname()[1]}/0", taken
        server.shutdown(socket.SHUT_RDWR)


async def refused(one: RedisLocks, conversation: str) -> bool:
    try:
        async with one.lock(conversation):
            return False
    except LockError:
        return True


def test_others_go_on_while_redis_says_nothing() -> None:
    async def count_beside(url: str) -> int:
        turn, steps = asyncio.create_task(refused(RedisLocks(url), "sms-1")), 0
        while not turn.done():
            await asyncio.sleep(0.01)
            steps += 1
        assert turn.result()
        return steps

    with silent_redis() as (url, _):
        # One step if the loop stood still meanwhile.
        assert asyncio.run(count_beside(url)) > 5


def test_whom_redis_let_wait_in_vain_is_not_followed_by_others_for_a_while(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def ask(url: str, taken: list[socket.socket]) -> None:
        one = RedisLocks(url)
        assert await refused(one, "sms-0")
        asked = len(taken)
        assert all([await refused(one, f"sms-{n}") for n in range(1, 20)])
        assert len(taken) == asked
        monkeypatch.setattr(one, "_away_until", 0.0)
        assert await refused(one, "sms-0") and len(taken) > asked

    with silent_redis() as (url, taken):
        asyncio.run(ask(url, taken))


def test_who_is_told_to_go_while_waiting_holds_nothing(
    redis: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "HELD_S", 600.0)

    async def give_up() -> None:
        one = RedisLocks(redis)
        for pause_s in (0, 0.0002, 0.0005, 0.001, 0.002):
            waiting = asyncio.create_task(refused(one, "sms-1"))
            await asyncio.sleep(pause_s)
            waiting.cancel()
            await asyncio.wait({waiting})
        # What was under way is undone by a thread.
        assert not await refused(one, "sms-1")

    asyncio.run(asyncio.wait_for(give_up(), 60))
