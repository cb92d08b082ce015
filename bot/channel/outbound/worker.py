"""Sends the questions that are due, beside the webhook."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable
from typing import Protocol

from bot import trace
from bot.channel import metrics
from bot.channel.outbound.hours import is_day
from bot.channel.outbound.queue import OutboundQueue, Recipient
from bot.channel.outbound.twilio_api import NotSent, Unknown, Unsubscribed
from bot.channel.replies_store import RepliesStore
from bot.channel.visits.store import VisitsStore
from bot.channel.visits.wording import question_alone

logger = logging.getLogger(__name__)

LOOK_EVERY_S = 30.0


class Sender(Protocol):
    """What carries a text to a number."""

    def send(self, channel: str, number: str, text: str) -> None: ...


class OutboundWorker:
    """Asks, one after the other, those whose time has come."""

    def __init__(
        self,
        queue: OutboundQueue,
        visits: VisitsStore,
        store: RepliesStore,
        sender: Sender,
        after_s: float,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._queue, self._visits, self._store = queue, visits, store
        self._sender, self._after_s, self._now = sender, after_s, now
        self._ending, self._sending = threading.Event(), False
        self._looking: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Look for what is due for as long as the running loop does."""
        self._looking = asyncio.create_task(self.run())

    def is_busy(self) -> bool:
        """Whether a question is being sent."""
        return self._sending

    def stop(self) -> None:
        """Ask nobody more; who waits in the queue is asked by the next process that looks."""
        # Cancelling alone would leave the thread at work that sends.
        self._ending.set()
        if self._looking is not None:
            self._looking.cancel()

    def leave(self) -> None:
        """Nothing: whoever is being asked is in no queue any more."""

    async def run(self) -> None:
        """Look for what is due until cancelled."""
        while True:
            with trace.background():
                try:
                    await asyncio.to_thread(self.send_due)
                except Exception:
                    # The store is out of reach, say; it may be back at the next look.
                    logger.exception("questions could not be sent")
            await asyncio.sleep(LOOK_EVERY_S)

    def send_due(self) -> int:
        """Send what is due, by day only and until told to stop; return how many were sent."""
        self._sending, sent = True, 0
        try:
            self._queue.expire()
            while is_day(self._now()) and not self._ending.is_set():
                recipient = self._queue.claim()
                if recipient is None:
                    break
                sent += self._ask(recipient)
        finally:
            self._sending = False
        return sent

    def _ask(self, recipient: Recipient) -> bool:
        if self._store.has_opted_out(recipient.sender):
            return False
        visit = self._visits.due(recipient.sender, self._after_s)
        if visit is None or not self._visits.ask(visit):
            return False
        try:
            text = question_alone(visit.name, recipient.channel)
            self._sender.send(recipient.channel, recipient.number, text)
        except Unsubscribed:
            self._store.opt_out(recipient.sender)
            return False
        except NotSent:
            # The number is gone; the next message that the person writes brings the question.
            self._visits.take_back(visit)
            return False
        except Unknown:
            return False
        metrics.QUESTIONS.labels(recipient.channel, "outbound").inc()
        return True
