"""Words that mean one thing when they stand alone, whatever the classifier would make of them."""

from __future__ import annotations

import re
import unicodedata

# By intent, then by the language of the word; "any" holds what is the same in several.
ALONE: dict[str, dict[str, tuple[str, ...]]] = {
    "stop": {
        "es": ("alto", "baja", "darme de baja"),
        "en": ("unsubscribe", "quit", "end", "stopall", "opt out", "optout"),
        "any": ("stop",),
    },
    # Silence, unless a question, a lesson or a plan is open, which it ends.
    "cancel": {"es": ("cancelar", "cancela"), "en": ("cancel",)},
    "start": {"es": ("alta", "iniciar"), "en": ("unstop",), "any": ("start",)},
    "delete_data": {
        "es": ("borrar", "borrar mis datos", "borra mis datos", "borrar datos"),
        "en": ("delete my data", "delete data", "erase my data", "delete", "erase"),
        "qu": ("qulluy",),
    },
    "more": {
        "es": (
            "mas", "ver mas", "sigue", "siga", "seguir", "siguiente", "el siguiente",
            "continuar", "continua", "adelante", "avanza", "que sigue", "y ahora",
            "y ahora que", "ya lo hice", "ya hice", "ya esta hecho", "listo y ahora",
            "listo sigue", "siguiente paso", "el siguiente paso", "paso siguiente",
        ),
        "en": ("more", "next", "next step", "continue", "show more", "keep going"),
        "qu": ("aswan", "astawan", "huk", "hukta"),
    },
    "previous": {
        "es": (
            "atras", "anterior", "el anterior", "volver", "volver atras", "regresa", "regresar",
            "retrocede", "retroceder", "paso anterior", "el paso anterior", "paso atras",
            "regresa al paso anterior", "vuelve atras", "repite", "repetir", "repitelo",
            "repite el paso", "otra vez", "de nuevo", "no entendi", "no entiendo",
            "no lo entendi",
        ),
        "en": ("previous", "back", "go back", "previous step", "repeat", "repeat that"),
    },
    "lesson": {
        "es": (
            "leccion", "lecciones", "la leccion", "mi leccion", "las lecciones",
            "ver lecciones", "lista de lecciones", "lista lecciones", "que lecciones hay",
            "que lecciones tienes", "cuales son las lecciones", "clases por chat",
            "clases por mensaje", "lecciones por chat", "sigue la leccion", "seguir la leccion",
            "sigue mi leccion", "continuar leccion", "continua la leccion",
            "continuar la leccion", "volver a la leccion", "siguiente leccion",
            "la siguiente leccion", "otra leccion", "proxima leccion", "leccion anterior",
            "lecion", "leciones", "lecsion", "lecsiones",
        ),
        "en": ("lesson", "lessons", "list of lessons"),
    },
    # What can be learned without data is what such a message needs first.
    "learn": {
        "es": (
            "sin internet", "sin datos", "sin megas", "sin saldo", "no tengo internet",
            "no tengo datos", "no tengo megas", "no tengo saldo",
        ),
        "en": ("offline", "no internet", "no data"),
    },
    "help": {"es": ("ayuda",), "en": ("help",), "qu": ("yanapay",), "any": ("info", "menu")},
    "affirm": {"es": ("si", "dale", "listo"), "en": ("yes",), "qu": ("ari",), "any": ("ok",)},
    "deny": {"qu": ("mana", "manan", "manam"), "any": ("no",)},
}  # fmt: skip
_INTENT_OF = {
    word: intent
    for intent, by_language in ALONE.items()
    for words in by_language.values()
    for word in words
}
_LANGUAGE_OF = {
    word: language
    for by_language in ALONE.values()
    for language, words in by_language.items()
    for word in words
    if language != "any"
}
_THUMBS = {"👍": "affirm", "👎": "deny", "👋": "greet", "🙏": "thanks", "+": "more"}
_UP_TO_TEN = "uno dos tres cuatro cinco seis siete ocho nueve diez".split()
_TEENS = "once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte".split()
_WORDS = {word: number for number, word in enumerate(_UP_TO_TEN + _TEENS, start=1)}
# "la leccion nro 4", "quiero la leccion cuatro", "leccion4"; people write leccion in many ways.
_LESSON = re.compile(
    r"(?:(?:quiero|ver|abre|abrir|dame|mandame|empezar|empieza|iniciar|hacer|seguir|ir|a|con|la) )*"
    r"(?:lec+i?on|lecsion|lesion|lesson|clase|lec) ?(?:(?:numero|nro|num|no|n) ?)?"
    r"(?P<number>\d{1,3}|[a-z]+)(?: (?:por favor|porfa|porfavor|pe|gracias))?"
)
_NUMBER = re.compile(r"(?:opcion |numero |n |(?:el )?paso |el |la )?(\d{1,2})")


def plain(text: str) -> str:
    """Lower case, no accents, no punctuation, single spaces. "¡MÁS!" and "mas" are the same."""
    decomposed = unicodedata.normalize("NFD", text.lower())
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z0-9]+", letters))


def intent_of(text: str) -> str | None:
    """The intent of a message that is one of these words and nothing else; None for all others."""
    alone = plain(text)
    if alone:
        return _INTENT_OF.get(alone)
    signs = {intent for sign, intent in _THUMBS.items() if sign in text}
    return signs.pop() if len(signs) == 1 else "out_of_scope"


def language_of_word(text: str) -> str | None:
    """The language of such a word: "es", "en" or "qu"; None for other texts and shared words."""
    alone = plain(text)
    lesson = _LESSON.fullmatch(alone)
    if lesson and lesson_number(text) is not None:
        return "en" if "lesson" in alone else "es"
    return _LANGUAGE_OF.get(alone)


def chosen_number(text: str) -> int | None:
    """The number of a message that is only a number from 1 to 99, as in "2" or "opción 2"."""
    found = _NUMBER.fullmatch(plain(text))
    return int(found.group(1)) if found and int(found.group(1)) else None


def lesson_number(text: str) -> int | None:
    """The number of a message that asks for one lesson and nothing else: "LECCION 4"."""
    found = _LESSON.fullmatch(plain(text))
    if not found:
        return None
    word = found["number"]
    return int(word) if word.isdigit() else _WORDS.get(word)
