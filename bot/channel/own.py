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
from bot.channel.understand import LANGUAGE, value_of
from bot.channel.words import MEDIA
from bot.responses.catalogue import QUECHUA, SPANISH, said, with_spanish

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
        heard = parsed or parsed_as("out_of_scope", "")
        unread = {**heard, "text": f"[{message.media}]"}
        text = spoken(MEDIA[message.media], value_of(parsed, LANGUAGE), message.channel)
        return OwnAnswer(text, unread, "utter_out_of_scope")
    if rest and parsed and parsed["intent"]["name"] == "more":
        return OwnAnswer(rest, parsed, "action_more")
    return None


def spoken(text: str, language: str, channel: str) -> str:
    """A text in the person's language; in Quechua with the Spanish one beside it."""
    if language == QUECHUA:
        return with_spanish(text, language, channel)
    return said(text, language or SPANISH)


async def note(answer: OwnAnswer, message: Inbound, sender: str, trackers: Any) -> LastTurn:
    """Let the tracker show the turn; an answer is not lost where it cannot."""
    heard = UserUttered(
        answer.parsed["text"],
        answer.parsed["intent"],
        answer.parsed["entities"],
        input_channel=message.channel,
        message_id=message.sid,
    )
    done = [ActionExecuted(answer.act), BotUttered(answer.text), ActionExecuted("action_listen")]
    try:
        await append(trackers, sender, [heard, *done])
        return await last_turn(trackers, sender)
    except Exception:
        logger.exception("a turn could not be noted")
        return LastTurn((answer.act,))
