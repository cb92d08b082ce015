"""What the channel itself knows about a message, so that no classifier need guess it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from bot.channel.danger import danger_in
from bot.channel.inbound import Inbound
from bot.channel.keywords import chosen_number, intent_of, lesson_number
from bot.channel.mischief import is_mischief

ParseData = dict[str, Any]
# A message is looked at when it comes in and when its turn begins, and the net is wide.
_danger_in = lru_cache(maxsize=16)(danger_in)


def parsed_as(intent: str, text: str, **entities: object) -> ParseData:
    """The parse of a message that means just this; entities by name."""
    return {
        "text": text,
        "intent": {"name": intent, "confidence": 1.0},
        "entities": [
            {"entity": name, "value": value, "start": 0, "end": len(text), "extractor": "channel"}
            for name, value in entities.items()
        ],
    }


def recognise(message: Inbound) -> ParseData | None:
    """The parse of danger, pins, mischief, lessons, numbers, exact words; None for all others."""
    danger = _danger_in(message.whole or message.text)
    if danger:
        return parsed_as("emergency", message.text, danger=danger)
    if message.pin is not None:
        place = {"latitude": message.pin.latitude, "longitude": message.pin.longitude}
        return parsed_as("share_location", "[ubicación]", **place)
    if message.broken_pin:
        # Without coordinates the act asks for the place in words.
        return parsed_as("share_location", "[ubicación ilegible]")
    if is_mischief(message.text):
        return parsed_as("out_of_scope", message.text)
    lesson = lesson_number(message.text)
    if lesson is not None:
        return parsed_as("lesson", message.text, number=str(lesson))
    number = chosen_number(message.text)
    if number is not None:
        return parsed_as("choose", message.text, number=str(number))
    intent = intent_of(message.text)
    return parsed_as(intent, message.text or "[vacío]") if intent else None
