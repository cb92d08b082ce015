"""Several wishes in one message: the first is answered, the second is offered."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

ParseData = dict[str, Any]
Parse = Callable[[str], Awaitable[ParseData]]

WISHES = frozenset({"nearest_hubs", "recommend_sites", "plan_sites", "learn", "lesson"})
# Where one place serves both wishes: "hay un hub? y donde conviene abrir otro, en Puno".
NEEDS_A_PLACE = frozenset({"nearest_hubs", "recommend_sites", "plan_sites"})
# A part is a wish of its own only where that is clear: half a sentence is easily mistaken.
LEAST_CONFIDENCE, CLEAR = 0.5, 0.65
LEAST_WORDS, MOST_PARTS = 2, 4
LONGEST_OFFER = 80
_A_HUB = re.compile(
    r"\b(?:hubs?|tambo\w*|centr\w+|internet|wi-?fi|compu\w*|pcs?|cabinas?|cyber|telecentr\w*|"
    r"plan\w*|sedes?|locales?|sitios?|lugar\w*|places?|sites?|biblioteca\w*|librar\w+)",
    re.IGNORECASE,
)
_BEGINS_A_WISH = (
    r"(?:quiero|kiero|quisiera|necesito|busco|donde|dónde|dnd|hay|ay|que|qué|como|cómo|cual|cuál|"
    r"dame|dime|ensename|enséñame|me|un curso|cursos?|libros?|clases?|i|where|how|what|is|are|can|"
    r"courses?|books?|an? (?:\w+ )?course)\b"
)
_BETWEEN = re.compile(
    r"[.;!?\n]+\s+|\s*[,;]?\s+(?:y|and|e)?\s*(?:tambien|también|tmb|tb|tbn|ademas|además|aparte|"
    r"de paso|despues|después|luego|also|then|afterwards|hinallataq|hinaspa|hinaspataq|chaymanta|"
    r"chaymantataq)\s+|"
    rf"\s*[,;]?\s+(?:y|and)\s+(?={_BEGINS_A_WISH})|\s*,\s*(?={_BEGINS_A_WISH})",
    re.IGNORECASE,
)


def parts_of(text: str) -> list[str]:
    """The parts of a message that may each hold a wish; the message alone where it has but one."""
    parts = [part.strip(" ,.;") for part in _BETWEEN.split(text) if part]
    long_enough = [part for part in parts if len(part.split()) >= LEAST_WORDS]
    return long_enough[:MOST_PARTS] or [text]


async def first_and_second(whole: ParseData, parse: Parse) -> ParseData:
    """The parse of the first wish, with the second as the entity `also`.

    The parse of the whole where it holds but one wish. A part without the place that its wish needs
    keeps the whole text, which may name it.
    """
    parts = parts_of(str(whole["text"]))
    if len(parts) < 2 or _name(whole) not in WISHES:
        return whole
    read = [(part, await parse(part)) for part in parts]
    wishes = [(part, parsed) for part, parsed in read if _is_a_wish(parsed)]
    different = [pair for pair in wishes[1:] if _name(pair[1]) != _name(wishes[0][1])]
    if not different:
        return whole
    first_text, first = wishes[0]
    lacks_place = _name(first) in NEEDS_A_PLACE and not _values(first, "place")
    kept = {**whole, "intent": first["intent"]} if lacks_place else {**first, "text": first_text}
    also = {
        "entity": "also", "value": different[0][0][:LONGEST_OFFER], "start": 0,
        "end": len(kept["text"]), "extractor": "channel",
    }  # fmt: skip
    return {**kept, "entities": [*kept["entities"], also]}


def _is_a_wish(parsed: Mapping[str, Any]) -> bool:
    intent = parsed["intent"]
    if intent["name"] in NEEDS_A_PLACE:
        # "soy docente en zona rural" names neither a place nor what is looked for there.
        if not (_values(parsed, "place") or _A_HUB.search(str(parsed["text"]))):
            return False
    return intent["name"] in WISHES and float(intent.get("confidence", 0)) >= CLEAR


def _name(parsed: Mapping[str, Any]) -> str:
    return str(parsed["intent"]["name"])


def _values(parsed: Mapping[str, Any], entity: str) -> list[str]:
    return [str(one["value"]) for one in parsed["entities"] if one["entity"] == entity]
