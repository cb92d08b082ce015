"""Sends what waits in the queue, and finishes what a process that has gone left behind."""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from bot import trace
from bot.channel import metrics
from bot.channel.claims import Claims, Orphan
from bot.channel.late.queue import KEPT_S, MARGIN_S, MOST_WAITING, LateQueue, LateReply
from bot.channel.late.sealing import Sealer
from bot.channel.late.table import SENDING
from bot.channel.outbound.twilio_api import NotSent, Sent, TryAgain, Unknown, Unsubscribed
from bot.channel.replies_store import RepliesStore

logger = logging.getLogger(__name__)

AT_ONCE = 8


@dataclass(frozen=True)
class Pace:
    """How patient sending is, in seconds: pauses double from `first_s` to `most_s`, with jitter.

    With the defaults the tries last some three and a half hours. A row left by its process is
    looked up after `hold_s`, one whose connection broke after `unsure_s` at least.
    """

    first_s: float = 2.0
    most_s: float = 1_800.0
    tries: int = 16
    hold_s: float = 60.0
    unsure_s: float = 15.0
    look_every_s: float = 1.0

    def pause_s(self, tries: int) -> float:
        """The pause after so many tries."""
        return min(self.most_s, self.first_s * 2.0**tries) * random.uniform(0.5, 1.5)


class Sender(Protocol):
    """What carries a text to a number, once, and knows what it carried."""

    def send_once(
        self, channel: str, number: str, text: str, content_sid: str = "",
        variables: dict[str, str] | None = None,
    ) -> str: ...  # fmt: skip

    def sent_since(self, channel: str, number: str, since: float) -> list[Sent]: ...


class Whose:
    """Which request of this process each waiting reply belongs to."""

    def __init__(self) -> None:
        self._traces: dict[tuple[str, str], trace.Trace] = {}

    def keep(self, key: tuple[str, str]) -> None:
        """Note that the request at work has a reply waiting; the oldest is forgotten for it."""
        at_work = trace.current()
        if at_work:
            self._traces[key] = at_work
        if len(self._traces) > MOST_WAITING:
            del self._traces[next(iter(self._traces))]

    def of(self, key: tuple[str, str]) -> trace.Trace | None:
        """The request; None where another process had it."""
        return self._traces.get(key)


class LateWorker:
    """Looks for what is due, for as long as the server runs."""

    def __init__(
        self,
        queue: LateQueue,
        claims: Claims,
        store: RepliesStore,
        sealer: Sealer,
        sender: Sender,
        pace: Pace,
        whose: Whose | None = None,
    ) -> None:
        self._queue, self._claims, self._store = queue, claims, store
        self._sealer, self._sender, self._pace = sealer, sender, pace
        self._whose = whose or Whose()
        self._at_work: dict[tuple[str, str], asyncio.Task[None]] = {}

    async def run(self, wake: asyncio.Event, resume: Callable[[Orphan], Awaitable[None]]) -> None:
        """Look at every wake-up and once a second until cancelled; `resume` runs a turn again."""
        while True:
            with trace.background():
                try:
                    self.look(resume)
                except Exception:
                    # The store is out of reach, say; it may be back at the next look.
                    logger.exception("late replies could not be looked for")
            try:
                await asyncio.wait_for(wake.wait(), self._pace.look_every_s)
            except asyncio.TimeoutError:
                continue
            finally:
                wake.clear()

    def is_busy(self) -> bool:
        """Whether something is being sent or taken up again."""
        return bool(self._at_work)

    def look(self, resume: Callable[[Orphan], Awaitable[None]]) -> None:
        """Begin with what is due, some at once."""
        self._queue.expire()
        self._claims.expire(time.time() - KEPT_S + MARGIN_S)
        for reply in self._queue.due():
            self._begin((reply.sender, reply.message_sid), self.deliver(reply))
        for orphan in self._claims.orphans():
            self._begin((orphan.sender, orphan.message_sid), resume(orphan))

    def _begin(self, key: tuple[str, str], work: Awaitable[None]) -> None:
        if key in self._at_work or len(self._at_work) >= AT_ONCE:
            work.close()  # type: ignore[attr-defined]
            return
        self._at_work[key] = asyncio.ensure_future(self._guarded(key, work))

    async def _guarded(self, key: tuple[str, str], work: Awaitable[None]) -> None:
        with trace.background(self._whose.of(key)):
            try:
                await work
            except Exception:
                logger.exception("a late reply could not be dealt with")
            finally:
                self._at_work.pop(key, None)

    async def deliver(self, reply: LateReply) -> None:
        """Send one reply, or find out whether it was sent."""
        if self._store.has_opted_out(reply.sender):
            return self._give_up(reply, "stopped")
        if reply.tries >= self._pace.tries:
            logger.error("a late reply is given up after %s tries", reply.tries)
            return self._give_up(reply, "given_up")
        number = self._sealer.number(reply.sealed)
        if number is None:
            return self._give_up(reply, "unreadable")
        if not self._queue.claim(reply, self._pace.hold_s):
            return None
        pause_s = self._pace.pause_s(reply.tries)
        try:
            sid = await asyncio.to_thread(self._once, reply, number)
        except Unsubscribed:
            self._store.opt_out(reply.sender)
            self._give_up(reply, "stopped")
        except TryAgain:
            self._queue.wait(reply, pause_s, unsure=False)
        except Unknown:
            self._queue.wait(reply, max(pause_s, self._pace.unsure_s), unsure=True)
        except NotSent:
            if reply.content is None:
                return self._give_up(reply, "refused")
            self._queue.as_text(reply)
        else:
            self._queue.sent(reply, sid)
            metrics.LATE.labels("sent").inc()
            logger.info("a late reply is sent")

    def _once(self, reply: LateReply, number: str) -> str:
        """Twilio's name for the reply: of an earlier try if that was taken, else of this one."""
        if reply.state == SENDING:
            known = self._queue.sent_sids(reply.sender)
            since = reply.sending_since or time.time()
            for sent in self._sender.sent_since(reply.channel, number, since):
                if sent.sid not in known and _same(sent.body, _body(reply)):
                    return sent.sid
            # Since Twilio was asked the person may have asked for silence.
            if self._store.has_opted_out(reply.sender):
                raise Unsubscribed
        if reply.content is None:
            return self._sender.send_once(reply.channel, number, reply.reply)
        content = reply.content
        variables = dict(content.variables)
        return self._sender.send_once(reply.channel, number, "", content.sid, variables)

    def _give_up(self, reply: LateReply, outcome: str) -> None:
        self._queue.drop(reply)
        metrics.LATE.labels(outcome).inc()
        logger.info("a late reply is not sent: %s", outcome)


def _body(reply: LateReply) -> str:
    """What stands in the message that a reply became."""
    return reply.content.variables.get("1", reply.reply) if reply.content else reply.reply


def _same(body: str, reply: str) -> bool:
    """Whether a message that Twilio took holds a reply; trial accounts put words before it."""
    return " ".join(reply.split()) in " ".join(body.split())
