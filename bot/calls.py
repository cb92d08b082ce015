"""Calls to the action server that outlive a pod of it.

A connection that stays open ends with its pod, and for a second or two after a pod was killed a new
one may be led to it still. Such a call is made again: an act only reads, but for a report, which
counts once however often it comes, an erasure, and a plan, which is then made twice.
"""

from __future__ import annotations

import asyncio
import time
from types import TracebackType
from typing import Any

import aiohttp

# Longer than it takes until no new connection is led to a pod that has gone; less than a webhook
# waits for a turn.
PATIENCE_S = 4.0
FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.05, 0.4
# A pod whose node has gone refuses nothing; the whole is as long as a turn may take.
LIMITS = aiohttp.ClientTimeout(total=60.0, sock_connect=1.0)
# Out of reach, refused, closed or reset; and an answer that breaks off.
BROKEN = (aiohttp.ClientConnectionError, aiohttp.ClientPayloadError, ConnectionError)


class Call:
    """A request as aiohttp's own, for `async with`: what it answers has been read whole."""

    def __init__(self, session: aiohttp.ClientSession, method: str, url: str, **content: Any):
        self._session, self._method, self._url = session, method, url
        self._content = {**content, "timeout": LIMITS}
        self._response: aiohttp.ClientResponse | None = None

    async def __aenter__(self) -> aiohttp.ClientResponse:
        end, pause_s = time.monotonic() + PATIENCE_S, FIRST_PAUSE_S
        while True:
            try:
                return await self._answered()
            except BROKEN:
                if time.monotonic() + pause_s >= end:
                    raise
            await asyncio.sleep(pause_s)
            pause_s = min(2 * pause_s, LONGEST_PAUSE_S)

    async def _answered(self) -> aiohttp.ClientResponse:
        response = await self._session.request(self._method, self._url, **self._content)
        try:
            # Rasa reads what a refusal says off the stream itself.
            if response.status < 400:
                await response.read()
        except BaseException:
            response.close()
            raise
        self._response = response
        return response

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self._response is not None:
            self._response.release()
