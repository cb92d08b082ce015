"""Words that mean one thing when they stand alone, whatever the classifier would make of them."""

from __future__ import annotations

import re
import unicodedata

ALONE = {
    "stop": ("stop", "alto", "baja", "stopall", "unsubscribe"),
    "start": ("start", "alta", "iniciar", "unstop"),
    "delete_data": ("borrar", "borrar mis datos", "borra mis datos"),
    "more": ("mas", "more", "ver mas"),
    "help": ("ayuda", "help", "info", "menu"),
    "affirm": ("si", "yes", "ok"),
    "deny": ("no",),
}
_INTENT_OF = {word: intent for intent, words in ALONE.items() for word in words}
_THUMBS = {"👍": "affirm", "👎": "deny", "👋": "greet", "🙏": "thanks", "+": "more"}
_NUMBER = re.compile(r"(?:opcion |numero |n |el |la )?(\d{1,2})")


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


def chosen_number(text: str) -> int | None:
    """The number of a message that is only a number from 1 to 99, as in "2" or "opción 2"."""
    found = _NUMBER.fullmatch(plain(text))
    return int(found.group(1)) if found and int(found.group(1)) else None
