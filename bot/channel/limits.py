"""How much is answered: so many messages a minute of one sender, and so many turns at once."""

from __future__ import annotations

import asyncio
import logging

from limits import RateLimitItemPerMinute
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

from bot.channel import metrics
from bot.channel.inbound import Inbound
from bot.channel.recognise import recognise
from bot.channel.replies_store import RepliesStore
from bot.channel.segments import fit
from bot.channel.words import BUSY, TOO_MANY

logger = logging.getLogger(__name__)

# Who writes too much is told so once, then nothing for as long.
A_NOTICE = RateLimitItemPerMinute(1, namespace="notices")
# A Redis that is away must not hold a message up.
_PATIENCE_S = 0.5
# What is answered whatever the limit.
NEVER_REFUSED = frozenset({"emergency", "stop", "cancel", "delete_data"})


class Gate:
    """Counts messages by hashed sender, in this process or, with Redis, for all together.

    `a_minute` messages of each sender are answered; `most_turns` counts for this process alone.
    """

    def __init__(self, url: str, a_minute: int, most_turns: int, store: RepliesStore) -> None:
        self._is_shared = not url.startswith("memory")
        patience = {"socket_timeout": _PATIENCE_S, "socket_connect_timeout": _PATIENCE_S}
        # The limiter itself holds its storage weakly.
        self._storage = storage_from_string(url, **(patience if self._is_shared else {}))
        self._limiter = MovingWindowRateLimiter(self._storage)
        self._a_minute = RateLimitItemPerMinute(a_minute, namespace="messages")
        self._most_turns, self._store = most_turns, store

    async def refusal(self, message: Inbound, sender: str, turns: int) -> str | None:
        """What is said instead of a turn, "" for silence; None where the turn may begin."""
        parsed = recognise(message)
        if parsed and parsed["intent"]["name"] in NEVER_REFUSED:
            return None
        if turns >= self._most_turns:
            return await self._refused(message, sender, "overload")
        if await self._hit(self._a_minute, sender):
            return None
        return await self._refused(message, sender, "sender")

    async def _refused(self, message: Inbound, sender: str, limit: str) -> str:
        metrics.LIMITED.labels(limit).inc()
        if self._store.has_opted_out(sender):
            return ""
        if limit == "overload":
            return fit(BUSY, message.channel)
        return fit(TOO_MANY, message.channel) if await self._hit(A_NOTICE, sender) else ""

    async def _hit(self, item: RateLimitItemPerMinute, sender: str) -> bool:
        if not self._is_shared:
            return bool(self._limiter.hit(item, sender))
        try:
            return bool(await asyncio.to_thread(self._limiter.hit, item, sender))
        except Exception as error:
            # Better a message too many than nobody answered.
            logger.warning("messages could not be counted: %s", type(error).__name__)
            return True
