"""How many hubs and how many kilometres a message speaks of, in figures or in words."""

from __future__ import annotations

import re

from actions.reading import NUMBERS, fold

COUNTS: dict[str, int] = {
    **{word: value for word, value in NUMBERS.items() if not word.startswith(("primer", "segund",
       "tercer", "cuart", "quint"))},
    **{f"veinti{word}": 20 + NUMBERS[word] for word in ("dos", "tres", "cuatro", "cinco", "seis")},
    "treinta": 30, "cuarenta": 40, "cincuenta": 50, "cien": 100,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
    "huk": 1, "iskay": 2, "ishkay": 2, "kimsa": 3, "kinsa": 3, "tawa": 4, "pichqa": 5, "pisqa": 5,
    "phisqa": 5, "suqta": 6, "soqta": 6, "qanchis": 7, "pusaq": 8, "isqun": 9, "isqon": 9,
    "chunka": 10,
}  # fmt: skip
BESIDE_A_NUMBER = ("y", "e", "o", "and", "el", "la", "the", "numero", "number", "pe", "pues")
# After "un" something else than a number of hubs mostly follows.
WORDS = "|".join(sorted((word for word in COUNTS if len(word) > 2), key=len, reverse=True))
COUNT = rf"(?P<n>\d{{1,3}}|{WORDS})"
SOME = rf"(?P<n>\d{{1,2}}|un[oa]?|{WORDS})"
DISTANCE = rf"(?P<km>\d{{1,3}}(?:[.,]\d+)?|un|{WORDS})"
HUBS = (
    r"(?:hubs?(?:kuna\w*)?|tambos?|centros?|sedes?|puntos?|lugares|locales|local|sitios|ubicaciones"
    r"|telecentros?|places|centers|centres|sites|locations)"
)
RADIUS = (
    rf"\b{DISTANCE}[\s-]*(?:kms?|kilometros?|kilomet(?:er|re)s?)\b"
    r"(?: (?:de radio|a la redonda|radius))?",
    r"\b(?:radio|radius|alcance)(?: (?:de|del|a|en|sea|seria|es|fuera|of|to|is|unos))*[\s:=]+"
    rf"{DISTANCE}(?![\w.,]*\s+{HUBS}\b)",
    rf"\b{DISTANCE} (?:a la redonda|de radio|radius)\b",
)
MORE = (
    rf"\b(?:(?:agrega|añade|aumenta|suma|pon)\w* )?{SOME}(?: {HUBS})?"
    r" (?:mas|more)\b(?! (?:lejos|grandes?|cerca|de|gente|personas))",
    rf"\b(?:agreg|añad|aument|sum)\w+ {SOME}\b(?! en\b)(?: {HUBS})?(?! en\b)",
)
FEWER = (
    rf"\b{SOME}(?: {HUBS})? (?:menos|less|fewer)\b",
    rf"\b(?:quita|saca|resta)\w* {SOME}\b(?! en\b)(?: {HUBS})?",
)
NOT_HUBS = (
    r"(?!\s*(?:%|[.,]\d|mil\b|años|personas|soles|dias|minutos|horas|metros|distritos|provincias))"
)
ASKED = (
    rf"\b{COUNT} (?:nuevos? |new |mejores )?{HUBS}\b",
    rf"\b(?:con|de|solo) (?P<n>un) (?:solo )?{HUBS}\b",
    r"\b(?:con|sean?|fueran?|fuesen|son|serian?|mejor|ahora|solo|pon(?:le|emos)?|hazlo (?:de|con)"
    r"|haz|dame|de|with|about|make it|only|be|if)(?: (?:solo|unos|como|just|only))? "
    rf"(?P<n>\d{{1,3}}|un[oa]|{WORDS})\b{NOT_HUBS}",
    rf"\b{COUNT}[\s-]?(?:wan|wanqa|wanri)\b",
    rf"^[\s¿¡]*(?:(?:y|e|o|and|a ver|ok|ya)\b[\s,]*)*{COUNT}"
    r"(?: (?:pues|pe|ps|porfa|nomas|please|mejor))?[\s.?!]*$",
)  # fmt: skip


def only_a_number(text: str) -> bool:
    """Whether a message says a number and nothing of what it counts: "2", "y la 3?"."""
    words = [word for word in re.findall(r"\w+", fold(text)) if word not in BESIDE_A_NUMBER]
    return len(words) == 1 and (words[0].isdigit() or words[0] in COUNTS)


def cut_radius(text: str) -> tuple[float | None, str]:
    """The distance in km that a folded text names, if any, and the text without it."""
    for pattern in RADIUS:
        found = re.search(pattern, text)
        if found:
            said = found["km"]
            number = COUNTS[said] if said in COUNTS else float(said.replace(",", "."))
            return float(number), f"{text[: found.start()]} {text[found.end() :]}"
    return None, text


def cut_number(text: str) -> tuple[int | None, int, str]:
    """How many hubs are asked for, or how many more than before, and the text without that."""
    for sign, patterns in ((1, MORE), (-1, FEWER), (0, ASKED)):
        for pattern in patterns:
            found = re.search(pattern, text)
            if not found:
                continue
            number = _count(found["n"])
            left = f"{text[: found.start()]} {text[found.end() :]}"
            return (None, sign * number, left) if sign else (number, 0, left)
    return None, 0, text


def _count(word: str) -> int:
    return COUNTS[word] if word in COUNTS else int(word)
