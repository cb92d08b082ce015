"""Puts the parts of sending together, where the settings allow it."""

from __future__ import annotations

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


def open_worker(
    settings: Settings, queue: OutboundQueue | None, visits: VisitsStore, store: RepliesStore
) -> OutboundWorker | None:
    """What asks those in the queue; None where nothing is sent."""
    outbound = settings.outbound
    if outbound is None or queue is None:
        return None
    sender = TwilioSender(
        outbound.account_sid, settings.auth_token, outbound.senders, outbound.api_url
    )
    return OutboundWorker(queue, visits, store, sender, settings.report_after_s)


def send_in_background(routes: Blueprint, worker: OutboundWorker) -> None:
    """Let the server send what is due until it ends."""

    @routes.listener("before_server_start")
    async def start(_: Any, __: Any) -> None:
        worker.start()
