"""One turn: a message in, the text of the one reply out."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import UserMessage

from bot.channel import metrics
from bot.channel.inbound import Inbound
from bot.channel.output import TurnOutput
from bot.channel.recognise import ParseData, recognise
from bot.channel.replies_store import RepliesStore
from bot.channel.segments import fit, segments
from bot.channel.tracker import acts_of_last_turn, erase

logger = logging.getLogger(__name__)

# Twilio waits 15 s; a person less.
DEADLINE_S = 10.0
APOLOGY = "Disculpa, tuve un problema para responderte. Prueba otra vez en un minuto."
NOTHING_SAID = "Disculpa, no supe qué responder. Escribe AYUDA para ver qué puedo hacer."
Handler = Callable[[UserMessage], Awaitable[Any]]


async def answer(
    message: Inbound, sender: str, handler: Handler, trackers: Any, store: RepliesStore
) -> str:
    """The text of the reply, fitted to the channel; empty where nothing may be said."""
    parsed = recognise(message)
    wish = parsed["intent"]["name"] if parsed else None
    silent = store.has_opted_out(sender) and wish != "start"
    if silent and wish != "delete_data":
        return ""
    output = TurnOutput(message.channel)
    turn = _take_turn(_user_message(message, sender, parsed, output), handler, trackers, store)
    try:
        act = await asyncio.wait_for(turn, DEADLINE_S)
        said = output.text() or NOTHING_SAID
    except asyncio.TimeoutError:
        act, said = "none", _apologise("deadline")
    except Exception:
        # Whatever went wrong inside, the person gets a sentence and the log the reason.
        act, said = "none", _apologise("error")
    metrics.TURNS.labels(message.channel, act).inc()
    reply = "" if silent else fit(said, message.channel)
    if message.channel == "sms" and reply:
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


def _apologise(reason: str) -> str:
    metrics.FAILURES.labels(reason).inc()
    logger.exception("a turn failed: %s", reason)
    return APOLOGY


async def _take_turn(
    turn: UserMessage, handler: Handler, trackers: Any, store: RepliesStore
) -> str:
    """Let Rasa answer, do what the acts promised, and return the act that spoke last."""
    await handler(turn)
    acts = await acts_of_last_turn(trackers, turn.sender_id)
    _obey(acts, turn.sender_id, trackers, store)
    return acts[-1] if acts else "none"


def _obey(acts: list[str], sender: str, trackers: Any, store: RepliesStore) -> None:
    """Do what an act promised about the sender's own data and silence."""
    if "action_delete_data" in acts:
        erase(trackers, sender)
        store.forget_replies(sender)
    if "utter_stop" in acts:
        store.opt_out(sender)
    if "utter_start" in acts:
        store.opt_in(sender)
