"""Each message gets one turn and one answer, whatever the network does and however long it takes.

What the webhook answers is known within five seconds where late replies can be sent, else within
ten: until then a turn may run. Turns of one sender run one after the other.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from weakref import WeakValueDictionary

from bot.channel import metrics
from bot.channel.claims import TAKEN_OVER, Claims, Orphan
from bot.channel.content import content_of
from bot.channel.inbound import Inbound
from bot.channel.late.queue import Content
from bot.channel.late.start import LateReplies
from bot.channel.limits import Gate
from bot.channel.privacy import sender_id
from bot.channel.replies_store import RepliesStore
from bot.channel.segments import fit
from bot.channel.tracker import last_turn, once
from bot.channel.turn import DEADLINE_S, Handler, answer
from bot.channel.visits.follow_up import FollowUp
from bot.channel.words import APOLOGY

logger = logging.getLogger(__name__)

# A turn that takes longer is answered by REST, until it has taken too long for anybody.
LATE_AFTER_S, LONGEST_TURN_S = 5.0, 60.0
RENEW_S, LOOK_S, LOOKS_A_CLAIM = 2.0, 0.05, 10
# So many processes may go while one message is being answered.
MOST_TRIES = 3
Key = tuple[str, str]


@dataclass(frozen=True)
class Turn:
    """A message on its way to its reply; `answered` is what the webhook says."""

    key: Key
    message: Inbound
    handler: Handler
    trackers: Any
    answered: asyncio.Future[str]
    received_at: float
    began: float

    @property
    def is_left(self) -> bool:
        """Whether the webhook has gone without the reply."""
        return self.answered.done()


class Desk:
    """Answers messages by sender and MessageSid, in one of several processes."""

    def __init__(
        self,
        store: RepliesStore,
        claims: Claims,
        follow_up: FollowUp,
        gate: Gate,
        hash_key: bytes,
        late: LateReplies | None,
        templates: Mapping[str, str],
    ) -> None:
        self._store, self._claims, self._follow_up = store, claims, follow_up
        self._gate, self._hash_key, self._late, self._templates = gate, hash_key, late, templates
        self._running: dict[Key, Turn] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        # An entry lives as long as a turn holds or awaits its lock.
        self._queues: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def reply_to(self, message: Inbound, handler: Handler, trackers: Any) -> str:
        """What the webhook answers; a repeat gets the same, also while the first still runs."""
        key = (sender_id(message.number, message.channel, self._hash_key), message.sid)
        known = self._store.reply_to(*key)
        if known is not None:
            metrics.REPEATS.inc()
            return known
        if key not in self._running:
            refusal = await self._gate.refusal(message, key[0], len(self._running))
            if refusal is not None:
                return refusal
        # Another post of the same message may have come in meanwhile.
        if key not in self._running:
            claim = self._claims.take(*key, self._sealed(message))
            if claim is None:
                metrics.REPEATS.inc()
                return await self._from_elsewhere(key, message, handler, trackers)
            self._begin(key, message, handler, trackers, again=claim == TAKEN_OVER)
        else:
            metrics.REPEATS.inc()
        # A caller who hangs up does not end the turn: Twilio asks again, and the reply is kept.
        return await asyncio.shield(self._running[key].answered)

    async def resume(self, orphan: Orphan, handler: Handler, trackers: Any) -> None:
        """Finish what a process that has gone left behind; its reply is sent by REST."""
        key = (orphan.sender, orphan.message_sid)
        if self._late is None or key in self._running or not self._claims.take_over(*key):
            return
        message = self._late.sealer.message(orphan.sealed)
        known = self._store.reply_to(*key)
        if message is None or known:
            self._claims.release(*key)
            return
        # From here on the webhook's answer to a repeat is empty.
        self._store.keep(*key, "", done=False)
        if orphan.tries >= MOST_TRIES:
            logger.error("a message is given up after %s processes", orphan.tries)
            apology = fit(APOLOGY, message.channel)
            self._late.put(key, message, apology, None, orphan.received_at)
            self._claims.release(*key)
            return
        received_at = orphan.received_at
        self._begin(key, message, handler, trackers, again=True, left_at=received_at)

    async def _from_elsewhere(
        self, key: Key, message: Inbound, handler: Handler, trackers: Any
    ) -> str:
        """The reply that another process is working on, or our own where that one has gone."""
        latest = time.monotonic() + DEADLINE_S
        looks = 0
        while time.monotonic() < latest:
            await asyncio.sleep(LOOK_S)
            looks += 1
            known = self._store.reply_to(*key)
            if known is not None:
                return known
            if looks % LOOKS_A_CLAIM == 0 and self._claims.take(*key, self._sealed(message)):
                self._begin(key, message, handler, trackers, again=True)
            if key in self._running:
                return await asyncio.shield(self._running[key].answered)
        return fit(APOLOGY, message.channel)

    def _sealed(self, message: Inbound) -> str | None:
        if self._late is None or not self._late.takes(message.channel):
            return None
        return self._late.sealer.seal(message)

    def _begin(
        self,
        key: Key,
        message: Inbound,
        handler: Handler,
        trackers: Any,
        *,
        again: bool,
        left_at: float | None = None,
    ) -> None:
        """Start a turn of our own; `left_at` says when a message came whose webhook has gone."""
        answered: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        if left_at is not None:
            answered.set_result("")
        handler = once(handler, trackers) if again else handler
        moment = left_at or time.time()
        turn = Turn(key, message, handler, trackers, answered, moment, time.monotonic())
        self._running[key] = turn
        task = asyncio.create_task(self._see_through(turn))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _see_through(self, turn: Turn) -> None:
        """Run a turn, hold its claim meanwhile, and let the webhook go when its time is over."""
        can_be_late = self._sealed(turn.message) is not None
        limit_s = LONGEST_TURN_S if can_be_late else DEADLINE_S
        work = asyncio.create_task(self._speak(turn, limit_s))
        try:
            while not work.done():
                await asyncio.wait({work}, timeout=self._pause_s(turn, can_be_late))
                if not work.done():
                    self._claims.renew(*turn.key)
                    can_be_late = self._let_go(turn, can_be_late)
            text, content = work.result()
            self._hand_over(turn, text, content, can_be_late)
        except Exception as error:
            # The store is out of reach, say.
            if not turn.is_left:
                turn.answered.set_exception(error)
            else:
                logger.exception("a late turn failed")
        finally:
            self._running.pop(turn.key, None)

    def _pause_s(self, turn: Turn, can_be_late: bool) -> float:
        if turn.is_left:
            return RENEW_S
        leave_s = LATE_AFTER_S if can_be_late else DEADLINE_S
        left_s = leave_s - (time.monotonic() - turn.began)
        return min(RENEW_S, max(left_s, 0.01))

    def _let_go(self, turn: Turn, can_be_late: bool) -> bool:
        """Answer the webhook without the reply when it is time; return whether one may be late."""
        waited_s = time.monotonic() - turn.began
        if turn.is_left or not can_be_late or waited_s < LATE_AFTER_S:
            return can_be_late
        assert self._late is not None
        if self._late.queue.has_room():
            turn.answered.set_result(self._store.keep(*turn.key, "", done=False))
            return True
        if waited_s >= DEADLINE_S:
            apology = fit(APOLOGY, turn.message.channel)
            turn.answered.set_result(self._store.keep(*turn.key, apology))
        return True

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
        try:
            await asyncio.wait_for(queue.acquire(), limit_s)
        except asyncio.TimeoutError:
            metrics.FAILURES.labels("deadline").inc()
            return fit(APOLOGY, message.channel), None
        try:
            left_s = limit_s - (time.monotonic() - turn.began)
            text = await answer(
                message, sender, turn.handler, turn.trackers, self._store, self._follow_up, left_s
            )
            return text, await self._content(message, sender, text, turn.trackers)
        finally:
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
