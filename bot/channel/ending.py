"""How a process ends that was told to: ready for nothing more, and no turn of its own cut off."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import Any, Protocol

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

logger = logging.getLogger(__name__)

# What is left after this is another process's to finish. With the 15 s that Sanic then gives to
# open connections it must fit into a pod's grace period.
FINISH_S, LOOK_S = 20.0, 0.05


class Busy(Protocol):
    """What has work of its own to finish."""

    def is_busy(self) -> bool:
        """Whether something is still being done."""

    def stop(self) -> None:
        """Begin with nothing of one's own accord any more."""

    def leave(self) -> None:
        """Hand what is not finished over to another process."""


class Ending:
    """Knows whether the process ends, and sees its work through."""

    def __init__(self, *parts: Busy) -> None:
        self._parts, self.begun = parts, False

    def listen(self, routes: Blueprint) -> None:
        """Take part in the end of the server; messages that still come are answered meanwhile."""

        @routes.listener("before_server_stop")
        async def end(_: Any, __: Any) -> None:
            await self.see_through()

        @routes.middleware("response")
        async def last_of_its_connection(request: Request, _: HTTPResponse) -> None:
            # Else the next message by this connection would find it closed.
            if self.begun and request.stream is not None:
                request.stream.keep_alive = False

    async def see_through(self) -> None:
        """Wait for what is being done, FINISH_S at most, and hand over the rest."""
        self.begun = True
        for part in self._parts:
            part.stop()
        end = time.monotonic() + FINISH_S
        while any(part.is_busy() for part in self._parts) and time.monotonic() < end:
            await asyncio.sleep(LOOK_S)
        for part in self._parts:
            if part.is_busy():
                logger.warning("%s is not done and is left to others", type(part).__name__)
            part.leave()
