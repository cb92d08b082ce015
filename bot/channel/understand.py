"""What a message means, put together before Rasa's dialogue sees it.

Exact words, dangers and answers to the channel's own question are recognised without the
classifier, everything else is parsed by it; then come a second wish and the language to answer in.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from bot.channel.grave import settled_grave
from bot.channel.inbound import Inbound
from bot.channel.keywords import chosen_number, intent_of, language_of_word
from bot.channel.languages import LanguageStore, asked_language
from bot.channel.recognise import ParseData, recognise
from bot.channel.tracker import LastTurn
from bot.channel.visits.follow_up import FollowUp
from bot.channel.wishes import Parse, first_and_second

logger = logging.getLogger(__name__)

LANGUAGE, ASKED, ALSO = "language", "asked_language", "also"
CHANGE = "language_change"


class Understanding:
    """Reads messages with what is known of their senders."""

    def __init__(self, follow_up: FollowUp, languages: LanguageStore) -> None:
        self._follow_up, self._languages = follow_up, languages

    async def of(
        self,
        message: Inbound,
        sender: str,
        parse: Parse,
        last_turn: Callable[[], Awaitable[LastTurn]],
    ) -> ParseData | None:
        """The parse of a message; None where only Rasa could make one, and failed to."""
        known = recognise(message)
        if known and _name(known) == "affirm":
            offered = await _offered(last_turn)
            if offered:
                return await self._read(offered, sender, parse)
        heard = self._follow_up.heard(message, sender, known)
        if heard is None:
            return await self._read(message.text, sender, parse)
        return self._spoken(heard, sender, await _language_in(message, parse))

    async def _read(self, text: str, sender: str, parse: Parse) -> ParseData:
        whole = settled_grave(await parse(text))
        told = value_of(whole, LANGUAGE)
        return self._spoken(await first_and_second(whole, parse), sender, told)

    def _spoken(self, parsed: ParseData, sender: str, told: str) -> ParseData:
        """The parse with the language to answer in: asked for, chosen before, or just spoken."""
        asked = asked_language(parsed["text"]) if _name(parsed) == CHANGE else ""
        chosen = asked if asked in ("es", "qu", "en") else self._languages.chosen_by(sender)
        # In need people fall back on their own words, whatever they chose before.
        language = (told or chosen) if _name(parsed) == "emergency" else (chosen or told)
        entities = [one for one in parsed["entities"] if one["entity"] != LANGUAGE]
        for name, value in ((LANGUAGE, language), (ASKED, asked)):
            if value:
                entities.append(_entity(name, value, parsed["text"]))
        return {**parsed, "entities": entities}


async def _offered(last_turn: Callable[[], Awaitable[LastTurn]]) -> str:
    """The second wish of the message before, which has just been offered."""
    last = await last_turn()
    return str(last.slots.get(ALSO) or "") if ALSO in last.changed else ""


async def _language_in(message: Inbound, parse: Parse) -> str:
    """The language of a message that the channel recognised itself."""
    if not message.text or message.pin or chosen_number(message.text) is not None:
        return ""
    if intent_of(message.text):
        return language_of_word(message.text) or ""
    try:
        return value_of(await parse(message.text), LANGUAGE)
    except Exception:
        # Someone in danger is answered in Spanish rather than not at all.
        logger.exception("the language of a message could not be told")
        return ""


def _entity(name: str, value: str, text: str) -> dict[str, Any]:
    return {"entity": name, "value": value, "start": 0, "end": len(text), "extractor": "channel"}


def _name(parsed: ParseData) -> str:
    return str(parsed["intent"]["name"])


def value_of(parsed: ParseData | None, entity: str) -> str:
    """The first value of an entity; empty where there is none."""
    found = (parsed or {}).get("entities", [])
    return next((str(one["value"]) for one in found if one["entity"] == entity), "")
