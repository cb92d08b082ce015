"""Locks of conversations in Redis, which end soon after the process that held them.

Rasa's own are lists of tickets that are read, changed and written back, so that two processes may
both find themselves first; and the ticket of a process that was killed holds everybody up for a
minute.
"""

from __future__ import annotations

import asyncio
import logging
import time
import uuid
from collections.abc import AsyncGenerator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Any

import redis
from rasa.core.lock import TicketLock
from rasa.core.lock_store import LOCK_LIFETIME, LockError, RedisLockStore

logger = logging.getLogger(__name__)

# Redis is asked in threads of its own, so that nobody else waits where it says nothing; for so long
# after one that waited in vain no further turn waits for it.
SOCKET_TIMEOUT_S, AWAY_S, THREADS = 0.5, 3.0, 16
# As long as a claim on a message outlives its process (channel/claims.py).
HELD_S, RENEW_S, LOOK_S = 6.0, 2.0, 0.05
# Only the holder may renew or end a lock: it may have lapsed and be another's by now.
RENEW = "return redis.call('get', KEYS[1]) == ARGV[1] and redis.call('pexpire', KEYS[1], ARGV[2])"
END = "return redis.call('get', KEYS[1]) == ARGV[1] and redis.call('del', KEYS[1])"


class RedisLocks(RedisLockStore):
    """One key a conversation in the Redis of a URL (redis:// or rediss://), renewed while held."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.red = redis.from_url(
            url, socket_timeout=SOCKET_TIMEOUT_S, socket_connect_timeout=SOCKET_TIMEOUT_S
        )
        self._away_until = 0.0
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="lock")

    @asynccontextmanager
    async def lock(
        self,
        conversation_id: str,
        lock_lifetime: float = LOCK_LIFETIME,
        wait_time_in_seconds: float = LOOK_S,
    ) -> AsyncGenerator[TicketLock, None]:
        """Hold a conversation; raise LockError where it is not free within `lock_lifetime`."""
        key, holder = f"{self.key_prefix}held:{conversation_id}", uuid.uuid4().hex
        try:
            await asyncio.wait_for(self._take(key, holder, wait_time_in_seconds), lock_lifetime)
        except (asyncio.TimeoutError, redis.RedisError) as error:
            raise LockError(f"a conversation could not be locked: {error!r}") from error
        renewing = asyncio.create_task(self._renew(key, holder))
        try:
            yield TicketLock(conversation_id)
        finally:
            renewing.cancel()
            await asyncio.wrap_future(self._threads.submit(self._end, key, holder))

    async def _take(self, key: str, holder: str, look_every_s: float) -> None:
        wanted = partial(self.red.set, key, holder, nx=True, px=int(HELD_S * 1000))
        while True:
            asked = self._threads.submit(self._ask, wanted)
            try:
                if await asyncio.wrap_future(asked):
                    return
            except asyncio.CancelledError:
                if not asked.cancelled():
                    # It is under way and may still get the lock.
                    asked.add_done_callback(lambda _: self._threads.submit(self._end, key, holder))
                raise
            await asyncio.sleep(look_every_s)

    async def _renew(self, key: str, holder: str) -> None:
        renewed = partial(self.red.eval, RENEW, 1, key, holder, int(HELD_S * 1000))
        while True:
            await asyncio.sleep(RENEW_S)
            try:
                # Asked whatever befell others: a turn that has begun is at stake.
                await asyncio.wrap_future(self._threads.submit(renewed))
            except redis.RedisError:
                logger.warning("a lock could not be renewed")

    def _end(self, key: str, holder: str) -> None:
        # A lock that cannot be ended lapses.
        with suppress(redis.RedisError):
            self._ask(partial(self.red.eval, END, 1, key, holder))

    def _ask(self, question: Callable[[], Any]) -> Any:
        """Redis's answer; RedisError at once where it has just let somebody wait in vain."""
        if time.monotonic() < self._away_until:
            raise redis.ConnectionError("Redis has not answered just now")
        try:
            return question()
        except redis.TimeoutError:
            self._away_until = time.monotonic() + AWAY_S
            raise
