"""Numbers in a message: which of a list, how many hubs, how far."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from actions import quechua
from actions.reading.text import fold
from actions.turn import Turn

# "once" is eleven; in an English sentence it stands for nothing that is counted here.
CARDINALS = {
    "un": 1, "uno": 1, "una": 1, "one": 1,
    "dos": 2, "two": 2, "tres": 3, "three": 3, "cuatro": 4, "four": 4, "cinco": 5, "five": 5,
    "seis": 6, "six": 6, "siete": 7, "seven": 7, "ocho": 8, "eight": 8, "nueve": 9, "nine": 9,
    "diez": 10, "ten": 10, "once": 11, "eleven": 11, "doce": 12, "twelve": 12,
    "trece": 13, "thirteen": 13, "catorce": 14, "fourteen": 14, "quince": 15, "fifteen": 15,
    "dieciseis": 16, "sixteen": 16, "diecisiete": 17, "seventeen": 17,
    "dieciocho": 18, "eighteen": 18, "diecinueve": 19, "nineteen": 19, "veinte": 20, "twenty": 20,
}  # fmt: skip
ORDINALS = {
    "primer": 1, "primero": 1, "primera": 1, "first": 1,
    "segundo": 2, "segunda": 2, "second": 2,
    "tercer": 3, "tercero": 3, "tercera": 3, "third": 3,
    "cuarto": 4, "cuarta": 4, "fourth": 4,
    "quinto": 5, "quinta": 5, "fifth": 5,
    "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
NUMBERS = CARDINALS | ORDINALS | quechua.NUMBERS
LAST = re.compile(
    r"\b(?:ultim[oa]|mas lejos|mas lejan[oa]|last|farthest|furthest|farest|most distant)\b"
)
NEAREST = re.compile(r"\b(?:mas (?:cerca|cercan[oa])|nearest|closest)\b")
# In "the second one" and "that one" it stands for a thing, in "option one" it counts.
PRONOUN_ONE = re.compile(r"\b(?!(?:option|number|choice|step|lesson|plan) )([a-z]+) ones?\b")
_COUNTED = (
    "hubs?|tambos?|centr(?:os?|ers?|es?)|sedes?|puntos?|lugares|locales|sitios|ubicaciones"
    "|sites?|places|spots|locations|points|branches|telecentr(?:os?|ers?|es?)"
)
_MANY = "|".join(word for word, number in CARDINALS.items() if number > 1)
_BETWEEN = (
    "(?:nuev[oa]s|mas|mejores|new|more|best|good|nearest|closest|other|different|community"
    "|computer|digital|tech|learning|of the|of|additional|extra)"
)
COUNTED = re.compile(rf"\b(\d{{1,3}}|{_MANY}) (?:{_BETWEEN} ){{0,3}}(?:{_COUNTED})\b")
# "and with eight?" of a plan: a bare number ends the message.
BARE_COUNT = re.compile(
    rf"\b(?:con|with|make (?:it|that)|what about|what if (?:it were|we had)) (\d{{1,3}}|{_MANY})"
    r"(?: please)?[\s?.!]*$"
)
# What a number counts when it counts no hubs.
OTHER_UNITS = re.compile(
    r"\s*(?:°|%|km|kilom|k\b|mile|milla|m\b|metros?\b|met(?:er|re)s?\b|años?\b|anos?\b|years?\b"
    r"|yrs?\b|soles\b|dolares\b|dollars\b|personas?\b|people\b|jovenes\b|alumn|estudiantes?\b"
    r"|students?\b|hij[oa]s?\b|kids?\b|children\b|am\b|pm\b|h(?:ora|our)?s?\b|min(?:uto|ute)?s?\b"
    r"|di?as\b|days?\b|semanas?\b|weeks?\b|grado\b|de (?:primaria|secundaria)\b|a \w)"
)
# "10k" is a distance, "10 k" may be "10 que".
UNIT = r"(kms?|kilometros?|kilomet(?:er|re)s?|(?<=\d)k|miles?|millas?)"
RADIUS = re.compile(rf"\b(\d{{1,3}}(?:[.,]\d+)?|{_MANY}|one|un)\s*-?{UNIT}\b")
KM_OF_A_MILE = 1.609


def chosen_number(turn: Turn, length: int) -> int | None:
    """The number that was picked from a list of `length`; it may lie outside the list."""
    text = fold(turn.text)
    if LAST.search(text):
        return length
    if (picked := quechua.choice(turn.text, length)) is not None:
        return picked
    said = PRONOUN_ONE.sub(r"\1", text)
    entities = (value for value in turn.values("number") if fold(value) in said)
    number = _first_number([*entities, *re.findall(r"\w+", said)])
    if number is None and NEAREST.search(text):
        return 1
    return number


def named_number(turn: Turn) -> int | None:
    """How many hubs the message asks for; distances, ages and "a hub" are no such number."""
    if (counted := quechua.named_number(turn.text)) is not None:
        return counted
    text = fold(turn.text)
    found = COUNTED.search(text)
    if found:
        return _first_number([found[1]])
    number = _first_number(_counts(turn))
    if number is not None:
        return number
    bare = BARE_COUNT.search(text)
    return _first_number([bare[1]]) if bare else None


def named_radius(turn: Turn) -> float | None:
    """The distance in km that the message names, if any; miles are converted."""
    found = RADIUS.search(fold(turn.text))
    if found:
        word = found[1].replace(",", ".")
        distance = float(CARDINALS.get(word) or word)
        return round(distance * KM_OF_A_MILE, 1) if found[2].startswith("mi") else distance
    for value in turn.values("radius_km"):
        try:
            return abs(float(CARDINALS.get(fold(value)) or value.replace(",", ".")))
        except ValueError:
            continue
    return quechua.named_radius(turn.text)


def _counts(turn: Turn) -> Iterator[str]:
    """The number entities that count nothing else, an order ("first") and "a" aside."""
    for entity in turn.entities:
        if entity.name != "number" or NUMBERS.get(fold(entity.value)) == 1:
            continue
        if quechua.is_distance(entity.value, turn.text):
            continue
        if fold(entity.value) in ORDINALS:
            continue
        after = turn.text[entity.start + len(entity.value) :] if entity.start is not None else ""
        if not OTHER_UNITS.match(fold(after[:30])):
            yield entity.value


def _first_number(words: Iterable[str]) -> int | None:
    for word in words:
        plain = fold(word)
        if plain in NUMBERS:
            return NUMBERS[plain]
        digits = re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", plain).rstrip("°ºªoa.)")
        if digits.isascii() and digits.isdigit() and len(digits) <= 3:
            return int(digits)
        if (counted := quechua.number(plain)) is not None:
            return counted
    return None
