"""The stores that Rasa keeps conversations and locks in, as the settings say.

Rasa makes one of each for `tracker_store` and `lock_store` in endpoints.yml.
"""

from __future__ import annotations

import os
from typing import Any

import redis
from rasa.core.lock_store import InMemoryLockStore, LockStore, RedisLockStore
from rasa.utils.endpoints import EndpointConfig

from bot.settings import Settings

SOCKET_TIMEOUT_S = 10


class UrlRedisLockStore(RedisLockStore):
    """Rasa's locks in the Redis of a URL (redis:// or rediss://), for several processes."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.red = redis.from_url(url, socket_timeout=SOCKET_TIMEOUT_S)


class Locks:
    """Locks in Redis where BOT_REDIS_URL names one, else in this process alone."""

    def __new__(cls, endpoint_config: EndpointConfig | None = None) -> Any:
        url = Settings.from_environment(os.environ).redis_url
        store: LockStore = UrlRedisLockStore(url) if url else InMemoryLockStore()
        return store
