"""Puts the parts of late replies together, where the settings allow sending."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

from sanic import Blueprint

from bot.channel.claims import Claims, Orphan
from bot.channel.inbound import Inbound
from bot.channel.late.queue import Content, LateQueue
from bot.channel.late.sealing import Sealer
from bot.channel.late.worker import LateWorker, Pace, Whose
from bot.channel.outbound.twilio_api import TwilioSender
from bot.channel.replies_store import RepliesStore
from bot.settings import Outbound

Resume = Callable[[Orphan, Any], Awaitable[None]]


class LateReplies:
    """The queue of what is sent by REST, for the channels that have a number of ours."""

    def __init__(self, url: str, outbound: Outbound, pace: Pace) -> None:
        self._outbound, self._pace = outbound, pace
        self.queue, self.sealer = LateQueue(url), Sealer(outbound.key)
        self._wake, self._whose = asyncio.Event(), Whose()
        self._worker: LateWorker | None = None
        self._looking: asyncio.Task[None] | None = None

    def takes(self, channel: str) -> bool:
        """Whether a person on this channel can be written to."""
        return channel in self._outbound.senders

    def put(
        self,
        key: tuple[str, str],
        message: Inbound,
        reply: str,
        content: Content | None,
        received_at: float | None = None,
    ) -> None:
        """Keep the reply to a message and let it be sent at once."""
        sealed = self.sealer.seal_number(message.number)
        moment = received_at or time.time()
        self._whose.keep(key)
        self.queue.put(key, message.channel, sealed, reply, moment, content)
        self._wake.set()

    def send_in_background(
        self, routes: Blueprint, token: str, claims: Claims, store: RepliesStore, resume: Resume
    ) -> None:
        """Let the server send what is due for as long as it runs."""
        outbound = self._outbound
        sender = TwilioSender(outbound.account_sid, token, outbound.senders, outbound.api_url)
        worker = LateWorker(self.queue, claims, store, self.sealer, sender, self._pace, self._whose)
        self._worker = worker

        @routes.listener("before_server_start")
        async def start(app: Any, _: Any) -> None:
            async def again(orphan: Orphan) -> None:
                agent = getattr(app.ctx, "agent", None)
                if agent is not None and agent.is_ready():
                    await resume(orphan, agent)

            self._wake = asyncio.Event()
            self._looking = asyncio.create_task(worker.run(self._wake, again))

    def is_busy(self) -> bool:
        """Whether a reply is being sent."""
        return self._worker is not None and self._worker.is_busy()

    def stop(self) -> None:
        """Send no more; what waits is sent by the next process that looks."""
        if self._looking is not None:
            self._looking.cancel()

    def leave(self) -> None:
        """Nothing: a reply whose sending broke off is looked up by whoever comes next."""
