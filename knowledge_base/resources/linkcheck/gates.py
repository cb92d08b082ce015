"""One request at a time to each host, with a pause between two."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class HostRests(Exception):
    """The host asked to be left alone for longer than this run waits."""


class Gate:
    """The way to one host."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._opens_at = 0.0
        self.rests = False

    @asynccontextmanager
    async def turn(self, pause_s: float) -> AsyncIterator[None]:
        """Wait for one's turn; the next one comes `pause_s` after it ended. Raises HostRests."""
        async with self._turn:
            loop = asyncio.get_running_loop()
            await asyncio.sleep(max(0.0, self._opens_at - loop.time()))
            if self.rests:
                raise HostRests
            try:
                yield
            finally:
                self._opens_at = max(self._opens_at, loop.time() + pause_s)

    def close_for(self, seconds: float) -> None:
        """Let nobody in for a while."""
        self._opens_at = max(self._opens_at, asyncio.get_running_loop().time() + seconds)


class Gates:
    """The gates of all hosts."""

    def __init__(self) -> None:
        self._gates: dict[str, Gate] = defaultdict(Gate)

    def of(self, host: str) -> Gate:
        """Return a host's gate, always the same one."""
        return self._gates[host]
