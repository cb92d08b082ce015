"""Words of a message that may be the name of a place: what follows "en", "cerca de", "near"."""

from __future__ import annotations

import re

from actions import quechua
from actions.reading.text import LONGEST, fold

# After these hardly anything but a place is named.
SURE_MARKER = re.compile(
    r"\b(?:cerca (?:del?|al?)|en|near(?: to)?|(?:nearest|closest) to|close (?:to|by)|next to"
    r"|around|in)\s+"
)
MARKER = re.compile(
    r"\b(?:cerca (?:del?|al?)|cercan[oa]s? (?:al?|del?)|en|por|x|desde|near(?:by)?(?: to)?"
    r"|(?:nearest|closest) to|close (?:to|by)|next to|around|in|at|from|by|outside(?: of)?)\s+"
)
WEAK_MARKER = re.compile(r"\b(?:del?|para|pa|a)\s+")
WEAK_MARKER_EN = re.compile(
    r"\b(?:of|for|to|about|(?:town|village|district|province|community|place) is(?: called)?"
    r"|called"
    r"|meant?|it's)\s+"
)
# These are never Spanish: in such a sentence "a" and "de" are no prepositions of ours.
ENGLISH = re.compile(
    r"\b(?:the|is|are|there|where|what|which|how|does|can|could|would|want|need|near|close|find"
    r"|looking|please|with|of|for|this|that|any|about|i'm|it's|meant?|live)\b"
)
# Where the name of a place ends, when the sentence goes on.
AFTER_A_NAME = re.compile(
    r"[?!;:]|[.](?:\s|$)|\s\d|\b(?:hay|habra|donde|quiero|quisiera|necesito|busco|hubs?|tambos"
    r"|centros?"
    r"|cerca|que|con|para|radio|porfa(?:vor)?|por favor|gracias|cual|tengo|tienen|queda|esta|puedo"
    r"|pero|como|cuant[oa]s?|algun[oa]?|y|o|nuevo|conviene|pe|ps|pues|nomas|porfis|xfa|plis|causa"
    r"|please|pls|plz|thanks|thank you|(?:is|are) there|there|where|which|what|with|within"
    r"|without|for"
    r"|how|and|or|but|has|have|had|who|when|that|because|would|should|could|can|will|want|need"
    r"|wants|needs"
    r"|near|nearby|close|around|radius|cent(?:er|re)s?|computers?|lacks?|does|if|already|so|get"
    r"|is|are"
    r"|i'm|i'd|i (?:am|need|want|have|can|would|live)|we|my|our|they|he|she|to|at|from|by"
    r"|right now|instead|most|best|out|then|too|now|got|help)\b"
)
NO_PLACE = re.compile(
    r"^(?:(?:aqui|aca|ahi|alla|mi|mis|tu|su|la|el|los|las|un|una|ese|esa|este|esta|esos|donde|casa"
    r"|zona|barrio|lugar|lugares|pueblo|comunidad|distrito|provincia|region|internet|celular"
    r"|computadoras?|compus?|linea|total|mas|nada|todo|eso|favor|pais|\d+|kms?"
    r"|muni|municipalidad|municipio|alcalde|alcaldia|ong|comite|junta|profe|docente|director"
    r"|here|there|me|us|him|her|them|it|my|your|our|his|their|its|the|a|an|this|that|these|those"
    r"|one|ones|in|of"
    r"|all|any|some|more|else|house|home|towns?|villages?|city|cities|places?|spots?|sites?"
    r"|locations?|areas?"
    r"|neighbou?rhood|community|district|province|department|country|school|university|work|phone"
    r"|laptop"
    r"|person|general|online|offline|english|spanish|quechua|aymara|advance|total|mind|charge"
    r"|need|touch"
    r"|map|list|order|morning|afternoon|evening|night|weekends?|today|tomorrow|now|moment|street"
    r"|road|way"
    r"|bus|car|foot|walking|chat|messages?|sms|text|whatsapp|minutes?|hours?|least|first|last"
    r"|next|same"
    r"|free|new|best|nearest|closest|most|many|people|kids|students|children|work|learn|use|know"
    r"|plan|lessons?)"
    r"\b[\s,.']*)*$"
)
COUNTRY = re.compile(
    r"\b(?:todo el (?:peru|pais)|en el peru|en peru|a nivel nacional"
    r"|all (?:of |over |across )?(?:the )?(?:peru|country)|(?:the )?(?:whole"
    r"|entire) (?:of )?(?:the )?(?:country|peru)"
    r"|nation-?wide|country-?wide|(?:any|every)where in (?:the country|peru)|(?:in|across) peru)\b"
)
_LEVELS = {
    "province": "provincia", "district": "distrito", "region": "region",
    "department": "departamento",
}  # fmt: skip
_LEVEL = "|".join(_LEVELS)
_LEVEL_BEFORE = re.compile(rf"\b(?:the )?({_LEVEL}) (?:of|called) (?=\w)", re.IGNORECASE)
_LEVEL_AFTER = re.compile(
    r"\b(?:the )?((?:(?:la|el|san|santa|santo|dos de|alto|nuevo|nueva|madre de) )?"
    # "region" is also a word of Spanish.
    r"(?!(?:the|my|this|that|your|our|which|what|same|whole|other|new|every|each|any|a|in|of|for"
    r"|and"
    r"|mi|tu|su|la|esta|esa|una|otra|cada|toda|que|q|en|de|del|para|pa|por|y|o|nuestra"
    r"|misma)\b)\w+) "
    rf"({_LEVEL})\b(?! (?:of|de|del|called))",
    re.IGNORECASE,
)
_BEFORE_A_NAME = re.compile(
    r"^(?:(?:in|at|near|around|from|by|close to|next to|about|and|or|no|not|sorry|it's|the one"
    r"|i mean(?:t)?"
    r"|(?:the |a )?(?:town|village|city|community|hamlet|place|area|outskirts)(?: of| called"
    r"| named)?)\b[\s,]+)+",
    re.IGNORECASE,
)
_INSIDE = re.compile(r",? in (?:the )?")
_LEVEL_AT_END = re.compile(rf"(?<=\w) (?:{_LEVEL})$")


def phrases_after_markers(text: str, limit: int = 3) -> list[str]:
    """What may be a place's name: the words after "cerca de", "en", "near", surest first."""
    folded = in_spanish_levels(fold(text[:LONGEST]))
    weak = WEAK_MARKER_EN if ENGLISH.search(folded) else WEAK_MARKER
    found: list[str] = []
    for pattern in (MARKER, weak):
        for marker in pattern.finditer(folded):
            phrase = name_at_start(folded[marker.end() :])
            if phrase and phrase not in found:
                found.append(phrase)
    return found[:limit]


def surely_names_a_place(text: str) -> bool:
    """Whether something that may be a name follows "en", "cerca de" or "near"."""
    folded = fold(text[:LONGEST])
    return any(name_at_start(folded[mark.end() :]) for mark in SURE_MARKER.finditer(folded))


def name_at_start(text: str) -> str:
    """The name that a text begins with; empty where it begins with no name."""
    text = _BEFORE_A_NAME.sub("", text)
    end = AFTER_A_NAME.search(text)
    phrase = (text[: end.start()] if end else text).strip(" ,.-\"'¿¡")[:80]
    if NO_PLACE.match(phrase):
        return ""
    # "ayaviri in melgar": a name and what holds it, as the place search reads them.
    name, *holders = _INSIDE.split(_LEVEL_AT_END.sub("", phrase))
    return ", ".join([name, *(holder for holder in holders if not NO_PLACE.match(holder))])


def trimmed(name: str) -> str:
    """A name that was read in a message, without the English words around it; empty for none."""
    bare = _BEFORE_A_NAME.sub("", in_spanish_levels(name.strip())).strip(" ,.")
    return "" if NO_PLACE.match(fold(bare)) else bare


def in_spanish_levels(text: str) -> str:
    """A text with "province of X" and "X province" as the place search reads them."""
    text = _LEVEL_BEFORE.sub(lambda found: f"{_LEVELS[found[1].lower()]} de ", text)
    return _LEVEL_AFTER.sub(lambda found: f"{_LEVELS[found[2].lower()]} de {found[1]}", text)


def says_whole_country(text: str) -> bool:
    """Whether the message speaks of all of Peru."""
    return bool(COUNTRY.search(fold(text))) or quechua.says_whole_country(text)
