"""Sees a turn through: holds its claim, lets the webhook go in time, hands the reply over."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from weakref import WeakValueDictionary

from bot.channel import metrics
from bot.channel.claims import Claims
from bot.channel.content import content_of
from bot.channel.inbound import Inbound
from bot.channel.late.queue import Content
from bot.channel.late.start import LateReplies
from bot.channel.recognise import recognise
from bot.channel.segments import fit
from bot.channel.tracker import last_turn
from bot.channel.turn import DEADLINE_S, Handler, Keeping, answer
from bot.channel.words import APOLOGY

logger = logging.getLogger(__name__)

# A turn that takes longer is answered by REST, until it has taken too long for anybody.
LATE_AFTER_S, LONGEST_TURN_S = 5.0, 60.0
RENEW_S, SHORTEST_S = 2.0, 0.05
URGENT, URGENT_WAIT_S = frozenset({"emergency", "stop", "start"}), 1.0
Key = tuple[str, str]


class ClaimLost(Exception):
    """Another process answers this message by now."""


@dataclass(frozen=True)
class Turn:
    """A message on its way to its reply; `answered` is what the webhook says."""

    key: Key
    message: Inbound
    handler: Handler
    agent: Any
    answered: asyncio.Future[str]
    received_at: float
    began: float
    # Danger and silence wait neither for an earlier turn nor for a later reply.
    urgent: bool

    @property
    def is_left(self) -> bool:
        """Whether the webhook has gone without the reply."""
        return self.answered.done()


class Runner:
    """Runs turns, those of one sender one after the other, and delivers what they say."""

    def __init__(
        self,
        keeping: Keeping,
        claims: Claims,
        late: LateReplies | None,
        templates: Mapping[str, str],
    ) -> None:
        self._keeping, self._store, self._claims = keeping, keeping.store, claims
        self._late, self._templates = late, templates
        # An entry lives as long as a turn holds or awaits its lock.
        self._queues: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def see_through(self, turn: Turn) -> None:
        """Run a turn, hold its claim meanwhile, and let the webhook go when its time is over."""
        can_send = self._late is not None and self._late.takes(turn.message.channel)
        can_be_late = can_send and not turn.urgent
        limit_s = LONGEST_TURN_S if can_be_late else LATE_AFTER_S if turn.urgent else DEADLINE_S
        work = asyncio.create_task(self._speak(turn, limit_s))
        try:
            while not work.done():
                await asyncio.wait({work}, timeout=self._pause_s(turn, can_be_late))
                if not work.done():
                    self._hold(turn)
                    if can_be_late:
                        self._let_go(turn)
            text, content = work.result()
            self._hand_over(turn, text, content, can_be_late)
        except asyncio.CancelledError:
            # Another process takes it up: the turn must not run on here meanwhile.
            work.cancel()
            raise
        except ClaimLost as lost:
            work.cancel()
            logger.warning("a turn is given up: another process has taken it over")
            if not turn.is_left:
                turn.answered.set_exception(lost)
        except Exception as error:
            work.cancel()
            # The store is out of reach, say.
            if turn.is_left:
                metrics.FAILURES.labels("not_answered").inc()
                logger.exception("a late turn failed")
                return
            # The webhook apologises; who asks again gets a new turn.
            turn.answered.set_exception(error)
            with suppress(Exception):
                self._claims.release(*turn.key)

    def _hold(self, turn: Turn) -> None:
        """Renew the claim on a message. Raises ClaimLost where it is another process's by now."""
        # An apology has ended it already.
        is_owed = not turn.is_left or turn.answered.result() == ""
        if is_owed and not self._claims.renew(*turn.key):
            raise ClaimLost

    def _pause_s(self, turn: Turn, can_be_late: bool) -> float:
        if turn.is_left:
            return RENEW_S
        leave_s = LATE_AFTER_S if can_be_late else DEADLINE_S
        left_s = leave_s - (time.monotonic() - turn.began)
        return min(RENEW_S, max(left_s, SHORTEST_S))

    def _let_go(self, turn: Turn) -> None:
        """Answer the webhook without the reply when it is time.

        Nothing for now where the reply can follow; an apology where too many wait already.
        """
        waited_s = time.monotonic() - turn.began
        if turn.is_left or waited_s < LATE_AFTER_S:
            return
        assert self._late is not None
        if self._late.queue.has_room():
            turn.answered.set_result(self._store.keep(*turn.key, "", done=False))
        elif waited_s >= DEADLINE_S:
            metrics.FAILURES.labels("no_room").inc()
            apology = fit(APOLOGY, turn.message.channel)
            turn.answered.set_result(self._store.keep(*turn.key, apology))

    def _hand_over(self, turn: Turn, text: str, content: Content | None, can_be_late: bool) -> None:
        """Give the reply to the webhook, or to the queue where that has gone or cannot carry it.

        The queue has it before the claim ends, so that a crash in between loses nothing.
        """
        by_rest = turn.is_left and turn.answered.result() == ""
        if not turn.is_left and content and can_be_late and self._late:
            by_rest = self._late.queue.has_room()
        if not by_rest and turn.is_left:
            self._claims.release(*turn.key)
            return
        if not by_rest:
            turn.answered.set_result(self._store.keep(*turn.key, text))
            return
        assert self._late is not None
        if text and not self._store.has_opted_out(turn.key[0]):
            self._late.put(turn.key, turn.message, text, content, turn.received_at)
        if turn.is_left:
            self._claims.release(*turn.key)
        else:
            turn.answered.set_result(self._store.keep(*turn.key, ""))

    async def _speak(self, turn: Turn, limit_s: float) -> tuple[str, Content | None]:
        """Take turns one by one for each sender (Rasa's own lock looks only once a second)."""
        sender, message = turn.key[0], turn.message
        queue = self._queues.setdefault(sender, asyncio.Lock())
        held = False
        try:
            await asyncio.wait_for(queue.acquire(), URGENT_WAIT_S if turn.urgent else limit_s)
        except asyncio.TimeoutError:
            if not turn.urgent:
                metrics.FAILURES.labels("deadline").inc()
                return fit(APOLOGY, message.channel), None
        else:
            held = True
        try:
            left_s = limit_s - (time.monotonic() - turn.began)
            text = await answer(message, sender, turn.handler, turn.agent, self._keeping, left_s)
            trackers = turn.agent.tracker_store
            return text, await self._content(message, sender, text, trackers)
        finally:
            if held:
                queue.release()

    async def _content(
        self, message: Inbound, sender: str, text: str, trackers: Any
    ) -> Content | None:
        if message.channel != "whatsapp" or not self._templates or not text:
            return None
        try:
            return content_of(text, await last_turn(trackers, sender), self._templates)
        except Exception:
            logger.exception("a reply goes out without its buttons")
            return None


def is_urgent(message: Inbound) -> bool:
    """Whether a message tells of danger, or asks for silence or its end."""
    parsed = recognise(message)
    return parsed is not None and parsed["intent"]["name"] in URGENT
