"""What a message means, put together before Rasa's dialogue sees it.

Exact words, dangers and answers to the channel's own question are recognised without the
classifier, everything else is parsed by it; then come a second wish and the language to answer in.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable
from typing import Any

from bot.channel.grave import settled_grave
from bot.channel.inbound import Inbound
from bot.channel.keywords import chosen_number, intent_of, language_of_word, plain
from bot.channel.languages import LanguageStore, asked_language
from bot.channel.recognise import ParseData, parsed_as, recognise
from bot.channel.tracker import LastTurn
from bot.channel.visits.follow_up import FollowUp
from bot.channel.wishes import LEAST_CONFIDENCE, WISHES, Parse, first_and_second

logger = logging.getLogger(__name__)

LANGUAGE, ASKED, ALSO = "language", "asked_language", "also"
CHANGE = "language_change"
CORRECTIONS = WISHES | {"inform_place", "hub_details", "choose"}
NOT_SURE = ("nlu_fallback", "out_of_scope")
# What a person who tells on of a danger is easily taken for.
TELLS_ON = ("plan_sites", "recommend_sites", "inform_place", "hub_details", *NOT_SURE)
_ABOUT_HUBS = re.compile(
    r"\b(?:hubs?|tambos?|centros?|internet|wifi|planes|plan|cursos?|leccion\w*|aprend\w*|learn\w*|"
    r"courses?|yacha\w*|computador\w*|broma|jaja\w*|joking|kidding)\b"
)
_AFTER_NO = re.compile(
    r"(?:no+|nop|nope|mana|manan|manam \w+)(?: (?:no|ese no|esa no|eso no|ahi no|asi no|ese|esa|"
    r"that one|not that|not that one))*\s*[,.;:!]+\s*(.{3,})",
    re.IGNORECASE | re.DOTALL,
)


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
            return await self._still_in_danger(
                await self._read(message.text, sender, parse, last_turn), last_turn
            )
        return self._spoken(heard, sender, await _language_in(message, parse))

    async def _read(
        self,
        text: str,
        sender: str,
        parse: Parse,
        last_turn: Callable[[], Awaitable[LastTurn]] | None = None,
    ) -> ParseData:
        whole = await _corrected(settled_grave(await parse(text)), parse)
        if _name(whole) == "affirm" and last_turn and (offered := await _offered(last_turn)):
            return await self._read(offered, sender, parse)
        told = value_of(whole, LANGUAGE)
        return self._spoken(await first_and_second(whole, parse), sender, told)

    async def _still_in_danger(
        self, parsed: ParseData, last_turn: Callable[[], Awaitable[LastTurn]]
    ) -> ParseData:
        """Who goes on telling after an emergency is heard as in danger still.

        "tengo 15, mi colegio es el ..." asks for no plan, and nothing of it is said back.
        """
        if _name(parsed) not in TELLS_ON or _ABOUT_HUBS.search(plain(str(parsed["text"]))):
            return parsed
        last = await last_turn()
        if last.acts[-1:] != ("utter_emergency",):
            return parsed
        danger = str(last.slots.get("danger") or "none")
        language = value_of(parsed, LANGUAGE)
        found = {"danger": danger, **({LANGUAGE: language} if language else {})}
        return parsed_as("emergency", str(parsed["text"]), **found)

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


async def _corrected(whole: ParseData, parse: Parse) -> ParseData:
    """What stands after "no," where that is a wish: "no, word", "no, mejor en Iquitos"."""
    rest = _AFTER_NO.match(str(whole["text"]))
    if not rest or _name(whole) not in (*NOT_SURE, "deny"):
        return whole
    meant = await parse(rest[1])
    confidence = float(meant["intent"].get("confidence", 0.0))
    is_a_wish = _name(meant) in CORRECTIONS and confidence >= LEAST_CONFIDENCE
    return {**meant, "text": rest[1]} if is_a_wish else whole


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
