"""Puts the parts of sending together, where the settings allow it."""

from __future__ import annotations

import asyncio
from typing import Any

from sanic import Blueprint

from bot.channel.outbound.queue import OutboundQueue
from bot.channel.outbound.twilio_api import TwilioSender
from bot.channel.outbound.worker import OutboundWorker
from bot.channel.replies_store import RepliesStore
from bot.channel.visits.store import VisitsStore
from bot.settings import Settings


def open_queue(settings: Settings) -> OutboundQueue | None:
    """The queue of who is to be asked; None where nothing is sent."""
    outbound = settings.outbound
    if outbound is None:
        return None
    channels = frozenset(outbound.senders)
    return OutboundQueue(settings.database_url, outbound.key, channels, settings.report_after_s)


def send_in_background(
    routes: Blueprint,
    settings: Settings,
    queue: OutboundQueue,
    visits: VisitsStore,
    store: RepliesStore,
) -> None:
    """Let the server send what is due for as long as it runs."""
    assert settings.outbound is not None
    outbound = settings.outbound
    sender = TwilioSender(
        outbound.account_sid, settings.auth_token, outbound.senders, outbound.api_url
    )
    worker = OutboundWorker(queue, visits, store, sender, settings.report_after_s)
    running: list[asyncio.Task[None]] = []

    @routes.listener("before_server_start")
    async def start(_: Any, __: Any) -> None:
        running.append(asyncio.create_task(worker.run()))

    @routes.listener("before_server_stop")
    async def stop(_: Any, __: Any) -> None:
        for task in running:
            task.cancel()
