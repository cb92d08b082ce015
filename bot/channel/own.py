"""What the channel answers itself: the rest of a long reply, and what came without words.

The tracker shows these turns like any other.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from rasa.shared.core.events import ActionExecuted, BotUttered, UserUttered

from bot.channel.inbound import Inbound
from bot.channel.recognise import ParseData, parsed_as
from bot.channel.tracker import LastTurn, append, last_turn
from bot.channel.words import MEDIA

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class OwnAnswer:
    """What is said, to which wish, and the act that would have said it."""

    text: str
    parsed: ParseData
    act: str


def own_answer(message: Inbound, parsed: ParseData | None, rest: str) -> OwnAnswer | None:
    """The channel's own answer; None where Rasa is to be asked. `rest` waits for MÁS."""
    if message.media in MEDIA and not message.text:
        unread = parsed_as("out_of_scope", f"[{message.media}]")
        return OwnAnswer(MEDIA[message.media], unread, "utter_out_of_scope")
    if rest and parsed and parsed["intent"]["name"] == "more":
        return OwnAnswer(rest, parsed, "action_more")
    return None


async def note(answer: OwnAnswer, message: Inbound, sender: str, trackers: Any) -> LastTurn:
    """Let the tracker show the turn; an answer is not lost where it cannot."""
    heard = UserUttered(
        answer.parsed["text"],
        answer.parsed["intent"],
        answer.parsed["entities"],
        input_channel=message.channel,
        message_id=message.sid,
    )
    said = [ActionExecuted(answer.act), BotUttered(answer.text), ActionExecuted("action_listen")]
    try:
        await append(trackers, sender, [heard, *said])
        return await last_turn(trackers, sender)
    except Exception:
        logger.exception("a turn could not be noted")
        return LastTurn((answer.act,))
