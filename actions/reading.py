"""What a message says beside its intent: numbers, distances, topics, and words after "en"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from actions import quechua, quechua_topics
from actions.turn import Turn

NUMBERS = {
    "un": 1, "uno": 1, "una": 1, "primer": 1, "primero": 1, "primera": 1,
    "dos": 2, "segundo": 2, "segunda": 2,
    "tres": 3, "tercer": 3, "tercero": 3, "tercera": 3,
    "cuatro": 4, "cuarto": 4, "cuarta": 4,
    "cinco": 5, "quinto": 5, "quinta": 5,
    "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10,
    "once": 11, "doce": 12, "trece": 13, "catorce": 14, "quince": 15,
    "dieciseis": 16, "diecisiete": 17, "dieciocho": 18, "diecinueve": 19, "veinte": 20,
} | quechua.NUMBERS  # fmt: skip
LAST = re.compile(r"\b(?:ultim[oa]|mas lejos|mas lejan[oa])\b")
NEAREST = re.compile(r"\bmas (?:cerca|cercan[oa])\b")
RADIUS = re.compile(r"\b(\d{1,3}(?:[.,]\d+)?)\s*(?:kms?|kilometros?)\b")
MARKER = re.compile(r"\b(?:cerca (?:del?|al?)|cercan[oa]s? (?:al?|del?)|en|por|x|desde)\s+")
# After these hardly anything but a place is named.
SURE_MARKER = re.compile(r"\b(?:cerca (?:del?|al?)|en)\s+")
WEAK_MARKER = re.compile(r"\b(?:del?|para|pa|a)\s+")
# Where the name of a place ends, when the sentence goes on.
AFTER_A_NAME = re.compile(
    r"[?!;:]|[.](?:\s|$)|\s\d|\b(?:hay|habra|donde|quiero|quisiera|necesito|busco|hubs?|tambos|centros?"
    r"|cerca|que|con|para|radio|porfa(?:vor)?|por favor|gracias|cual|tengo|tienen|queda|esta|puedo"
    r"|pero|como|cuant[oa]s?|algun[oa]?|y|o|nuevo|conviene)\b"
)
NO_PLACE = re.compile(
    r"^(?:(?:aqui|aca|ahi|alla|mi|mis|tu|su|la|el|los|las|un|una|ese|esa|este|esta|esos|donde|casa"
    r"|zona|barrio|lugar|lugares|pueblo|comunidad|distrito|provincia|region|internet|celular"
    r"|computadoras?|compus?|linea|total|mas|nada|todo|eso|favor|pais|\d+|kms?)\b[\s,.]*)*$"
)
# Nobody names a place or a topic after so many characters; longer texts only cost time.
LONGEST = 500
COUNTRY = re.compile(r"\b(?:todo el (?:peru|pais)|en el peru|en peru|a nivel nacional)\b")
TOPIC_LEAD = re.compile(
    r"^(?:(?:hola|buen[oa]s?(?: (?:dias?|tardes|noches))?|por ?fa(?:vor)?|y|quiero|kiero"
    r"|quisiera|me|gustaria|deseo|necesito|busco|puedo|podria|aprender|aprendo|estudiar|estudio|saber|donde"
    r"|como|que|hay|tienes?|tienen|algun[oa]?s?|algo|cursos?|libros?|videos?|tutorial(?:es)?"
    r"|clases?|leccion(?:es)?|recursos?|ayuda(?:me)?|ensen[ae](?:me|s)?|dame|mandame|info(?:rmacion)?|gratis|de|del"
    r"|a|al|en|sobre|para|con|un|una|otro|tema|ahora)\b[\s,:]*)+"
)
# A question is looked for as it was asked: of "como adjunto un archivo a un correo" its one noun
# finds anything about mail, and not the answer.
QUESTION = re.compile(
    r"^(?:(?:hola|buen[oa]s?|oye|y|pero|mi \w+|dias?|tardes|noches)\b[\s,.]*)*"
    r"(?:que (?:es|son|significa|diferencia|pongo|partes|hago|lleva|debe)|cual es|cuando|por ?que"
    r"|para que|se escribe|me (?:roba|hackea|clona|estafa)ron|como(?! (?:puedo )?aprend))\b"
)
TOPIC_TAIL = re.compile(
    r"[\s,]*\b(?:gratis|por ?fa(?:vor)?|gracias|nuevo|con certificado)[\s.!?]*$"
)


def fold(text: str) -> str:
    """Lower case without accents, ñ kept, spaces single: the form that the patterns here read."""
    kept = text.lower().replace("ñ", "\0")
    bare = unicodedata.normalize("NFKD", kept)
    bare = "".join(part for part in bare if not unicodedata.combining(part))
    return re.sub(r"\s+", " ", bare.replace("\0", "ñ")).strip()


def chosen_number(turn: Turn, length: int) -> int | None:
    """The number that was picked from a list of `length`; it may lie outside the list."""
    text = fold(turn.text)
    if LAST.search(text):
        return length
    if (picked := quechua.choice(turn.text, length)) is not None:
        return picked
    number = _first_number([*turn.values("number"), *re.findall(r"\w+", text)])
    if number is None and NEAREST.search(text):
        return 1
    return number


def named_number(turn: Turn) -> int | None:
    """How many hubs the message asks for; distances and "un hub" are no such number."""
    if (counted := quechua.named_number(turn.text)) is not None:
        return counted
    a_hub = ("un", "una", "uno", "huk")
    values = [
        value
        for value in turn.values("number")
        if fold(value) not in a_hub and not quechua.is_distance(value, turn.text)
    ]
    number = _first_number(values)
    if number is not None:
        return number
    found = re.search(
        r"\b(\d{1,3}|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez) "
        r"(?:hubs?|tambos?|centros?|sedes?|puntos?|lugares|locales|sitios|ubicaciones)\b",
        fold(turn.text),
    )
    return _first_number([found[1]]) if found else None


def named_radius(turn: Turn) -> float | None:
    """The distance in km that the message names, if any."""
    for value in turn.values("radius_km"):
        try:
            return abs(float(value.replace(",", ".")))
        except ValueError:
            continue
    found = RADIUS.search(fold(turn.text))
    return float(found[1].replace(",", ".")) if found else quechua.named_radius(turn.text)


def named_topic(turn: Turn) -> str:
    """What the message wants to learn, in its own words; empty where it names nothing."""
    named = " ".join(turn.values("topic")).strip()
    if (in_quechua := quechua_topics.topic_of(turn.text[:LONGEST], named)) is not None:
        return in_quechua[:200]
    if not named:
        named = TOPIC_TAIL.sub("", TOPIC_LEAD.sub("", fold(turn.text[:LONGEST])))
    return named.strip(" ?!.,;:¿¡")[:200]


def question_asked(turn: Turn) -> str:
    """The message itself, for the search: it reads sentences, and knows which words decide.

    Empty where the message also speaks of a place, or is in Quechua: then only the topic is
    searched for.
    """
    if quechua.speaks(turn.text[:LONGEST]):
        return ""
    if turn.values("place") or surely_names_a_place(turn.text):
        folded = fold(turn.text[:LONGEST]).lstrip("¿¡ ")
        return folded.strip(" ?!.,;:¿¡")[:200] if QUESTION.search(folded) else ""
    return fold(turn.text[:LONGEST]).strip(" ?!.,;:¿¡")[:200]


def phrases_after_markers(text: str, limit: int = 3) -> list[str]:
    """What may be a place's name: the words after "cerca de", "en", "por", the longest first."""
    folded = fold(text[:LONGEST])
    found: list[str] = []
    for pattern in (MARKER, WEAK_MARKER):
        for marker in pattern.finditer(folded):
            phrase = name_at_start(folded[marker.end() :])
            if phrase and phrase not in found:
                found.append(phrase)
    return found[:limit]


def surely_names_a_place(text: str) -> bool:
    """Whether something that may be a name follows "en" or "cerca de"."""
    folded = fold(text[:LONGEST])
    return any(name_at_start(folded[mark.end() :]) for mark in SURE_MARKER.finditer(folded))


def name_at_start(text: str) -> str:
    """The name that a text begins with; empty where it begins with no name."""
    end = AFTER_A_NAME.search(text)
    phrase = (text[: end.start()] if end else text).strip(" ,.-\"'¿¡")[:80]
    return "" if NO_PLACE.match(phrase) else phrase


def says_whole_country(text: str) -> bool:
    """Whether the message speaks of all of Peru."""
    return bool(COUNTRY.search(fold(text))) or quechua.says_whole_country(text)


def _first_number(words: Iterable[str]) -> int | None:
    for word in words:
        plain = fold(word)
        if plain in NUMBERS:
            return NUMBERS[plain]
        digits = plain.rstrip("°ºªoa.)")
        if digits.isascii() and digits.isdigit() and len(digits) <= 3:
            return int(digits)
        if (counted := quechua.number(plain)) is not None:
            return counted
    return None
