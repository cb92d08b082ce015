"""Each message gets one turn and one answer, whatever the network does and however long it takes.

What the webhook answers is known within five seconds where late replies can be sent, else within
ten: until then a turn may run.
"""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import suppress
from typing import Any

from bot.channel import metrics
from bot.channel.claims import TAKEN_OVER, Claims, Orphan
from bot.channel.inbound import Inbound
from bot.channel.late.start import LateReplies
from bot.channel.limits import Gate
from bot.channel.privacy import sender_id
from bot.channel.replies_store import RepliesStore
from bot.channel.runner import ClaimLost, Key, Runner, Turn, is_urgent
from bot.channel.segments import fit
from bot.channel.tracker import once
from bot.channel.turn import DEADLINE_S, Handler, instead_of_a_turn
from bot.channel.words import APOLOGY

logger = logging.getLogger(__name__)

LOOK_S, LOOKS_A_CLAIM = 0.05, 10
# So many processes may go while one message is being answered.
MOST_TRIES = 3


class Desk:
    """Answers messages by sender and MessageSid, in one of several processes."""

    def __init__(
        self,
        store: RepliesStore,
        claims: Claims,
        gate: Gate,
        runner: Runner,
        hash_key: bytes,
        late: LateReplies | None,
    ) -> None:
        self._store, self._claims, self._runner = store, claims, runner
        self._gate, self._hash_key, self._late = gate, hash_key, late
        self._running: dict[Key, Turn] = {}
        self._tasks: dict[Key, asyncio.Task[None]] = {}

    async def reply_to(self, message: Inbound, handler: Handler, agent: Any) -> str:
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
        if key in self._running:
            metrics.REPEATS.inc()
        else:
            known = self._take(key, message, handler, agent, waited=False)
            if known is not None:
                return known
        if key not in self._running:
            metrics.REPEATS.inc()
            return await self._from_elsewhere(key, message, handler, agent)
        try:
            # A caller who hangs up does not end the turn: Twilio asks again, and the reply is kept.
            return await asyncio.shield(self._running[key].answered)
        except ClaimLost:
            return await self._from_elsewhere(key, message, handler, agent)

    async def resume(self, orphan: Orphan, handler: Handler, agent: Any) -> None:
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
            metrics.FAILURES.labels("given_up").inc()
            logger.error("a message is given up after %s processes", orphan.tries)
            apology = fit(APOLOGY, message.channel)
            self._late.put(key, message, apology, None, orphan.received_at)
            self._claims.release(*key)
            return
        received_at = orphan.received_at
        self._begin(key, message, handler, agent, again=True, left_at=received_at)

    def is_busy(self) -> bool:
        """Whether turns run."""
        return bool(self._running)

    def stop(self) -> None:
        """Nothing: a message that still comes is answered."""

    def leave(self) -> None:
        """Break off what still runs, so that another process takes it up at once.

        Without the store it does so six seconds later, when the claims lapse.
        """
        left = list(self._tasks)
        for key in left:
            self._tasks[key].cancel()
            # A webhook that still waits is told to ask again.
            self._running[key].answered.cancel()
        try:
            for key in left:
                self._claims.abandon(*key)
        except Exception as error:
            # The next one would be waited for as long as this one was.
            logger.warning("claims are left to lapse: %s", error)

    async def _from_elsewhere(
        self, key: Key, message: Inbound, handler: Handler, agent: Any
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
            if looks % LOOKS_A_CLAIM == 0 and key not in self._running:
                known = self._take(key, message, handler, agent, waited=True)
                if known is not None:
                    return known
            if key in self._running:
                with suppress(ClaimLost):
                    return await asyncio.shield(self._running[key].answered)
        metrics.FAILURES.labels("given_up").inc()
        return fit(instead_of_a_turn(message), message.channel)

    def _take(
        self, key: Key, message: Inbound, handler: Handler, agent: Any, *, waited: bool
    ) -> str | None:
        """Begin a turn where the message is free; its reply where it has been answered by now.

        `waited` says that another process had it, which may have saved the turn.
        """
        claim = self._claims.take(*key, self._sealed(message))
        if claim is None:
            return None
        # Who had the claim may have answered since this one looked.
        known = self._store.reply_to(*key)
        if known is None:
            self._begin(key, message, handler, agent, again=waited or claim == TAKEN_OVER)
        elif claim == TAKEN_OVER:
            # Its process let the webhook go and went itself: the reply is still to be sent.
            self._claims.abandon(*key)
        else:
            self._claims.release(*key)
        return known

    def _sealed(self, message: Inbound) -> str | None:
        if self._late is None or not self._late.takes(message.channel):
            return None
        return self._late.sealer.seal(message)

    def _begin(
        self,
        key: Key,
        message: Inbound,
        handler: Handler,
        agent: Any,
        *,
        again: bool,
        left_at: float | None = None,
    ) -> None:
        """Start a turn of our own; `left_at` says when a message came whose webhook has gone."""
        answered: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        if left_at is not None:
            answered.set_result("")
        handler = once(handler, agent.tracker_store) if again else handler
        moment = left_at or time.time()
        began, urgent = time.monotonic(), is_urgent(message)
        turn = Turn(key, message, handler, agent, answered, moment, began, urgent)
        self._running[key] = turn
        self._tasks[key] = asyncio.create_task(self._runner.see_through(turn))
        self._tasks[key].add_done_callback(lambda _: self._end(key))

    def _end(self, key: Key) -> None:
        self._running.pop(key, None)
        self._tasks.pop(key, None)
