"""One turn: a message in, the text of the one reply out."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from rasa.core.channels.channel import UserMessage

from bot.channel import metrics
from bot.channel.inbound import Inbound
from bot.channel.output import TurnOutput
from bot.channel.recognise import ParseData, recognise
from bot.channel.replies_store import RepliesStore
from bot.channel.segments import fit, segments
from bot.channel.tracker import acts_of_last_turn, erase, note_erasure
from bot.channel.words import APOLOGY, NOTHING_SAID, WITHOUT_RASA

logger = logging.getLogger(__name__)

# Twilio waits 15 s; a person less.
DEADLINE_S = 10.0
# What an exact word promises holds even if Rasa fails to say so.
PROMISE_OF = {"stop": "utter_stop", "start": "utter_start", "delete_data": "action_delete_data"}
# Who asked for silence is still told where help is, and may still come back or be forgotten.
HEARD_IN_SILENCE = frozenset({"start", "emergency", "delete_data"})
Handler = Callable[[UserMessage], Awaitable[Any]]


async def answer(
    message: Inbound,
    sender: str,
    handler: Handler,
    trackers: Any,
    store: RepliesStore,
    limit_s: float = DEADLINE_S,
) -> str:
    """The text of the reply, fitted to the channel; empty where nothing may be said."""
    parsed = recognise(message)
    wish = parsed["intent"]["name"] if parsed else ""
    silent = store.has_opted_out(sender)
    if silent and wish not in HEARD_IN_SILENCE:
        return ""
    output = TurnOutput(message.channel)
    turn = _take_turn(_user_message(message, sender, parsed, output), handler, trackers)
    acts, said = await _outcome(turn, output, wish, limit_s)
    try:
        # The last act is the one that spoke: an act that handed over has promised nothing.
        await _obey({*acts[-1:], PROMISE_OF.get(wish, "")}, sender, trackers, store)
    except Exception:
        said = _failed("promise", APOLOGY)
    metrics.TURNS.labels(message.channel, acts[-1] if acts else "none").inc()
    if silent and wish == "delete_data":
        return ""
    reply = fit(said, message.channel)
    if message.channel == "sms":
        metrics.SEGMENTS.inc(segments(reply))
    return reply


def _user_message(
    message: Inbound, sender: str, parsed: ParseData | None, output: TurnOutput
) -> UserMessage:
    return UserMessage(
        text=parsed["text"] if parsed else message.text,
        output_channel=output,
        sender_id=sender,
        parse_data=parsed,
        input_channel=message.channel,
        message_id=message.sid,
    )


async def _take_turn(turn: UserMessage, handler: Handler, trackers: Any) -> list[str]:
    """Let Rasa answer, and return the acts that it performed."""
    await handler(turn)
    return await acts_of_last_turn(trackers, turn.sender_id)


async def _outcome(
    turn: Awaitable[list[str]], output: TurnOutput, wish: str, limit_s: float
) -> tuple[list[str], str]:
    """The acts of a turn and what is said: always something, whatever went wrong inside."""
    try:
        acts = await asyncio.wait_for(turn, limit_s)
    except asyncio.TimeoutError:
        return [], _failed("deadline", WITHOUT_RASA.get(wish, APOLOGY))
    except Exception:
        return [], _failed("error", WITHOUT_RASA.get(wish, APOLOGY))
    if output.text():
        return acts, output.text()
    metrics.FAILURES.labels("silence").inc()
    logger.error("nothing was said; acts: %s", ", ".join(acts) or "none")
    # An action that says nothing has failed: Rasa goes on without it.
    failed = any(act.startswith("action_") for act in acts)
    return acts, WITHOUT_RASA.get(wish, APOLOGY if failed else NOTHING_SAID)


def _failed(reason: str, said: str) -> str:
    metrics.FAILURES.labels(reason).inc()
    logger.exception("a turn failed: %s", reason)
    return said


async def _obey(acts: Iterable[str], sender: str, trackers: Any, store: RepliesStore) -> None:
    """Do what an act promised about the sender's own data and silence."""
    if "action_delete_data" in acts:
        erase(trackers, sender)
        store.forget_replies(sender)
        await note_erasure(trackers, sender)
    if "utter_stop" in acts:
        store.opt_out(sender)
    if "utter_start" in acts:
        store.opt_in(sender)
