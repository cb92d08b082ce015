"""Reduce names to what stays the same when people spell them their own way.

Every function works on one text or on many texts joined by line feeds, so that the names of all
95,000 places are reduced by a handful of passes over one long string.
"""

from __future__ import annotations

import re
import unicodedata

SMALL_WORDS = frozenset("de del la las los el lo y e da".split())

_ABBREVIATIONS = {
    "sta": "santa",
    "sto": "santo",
    "sn": "san",
    "pto": "puerto",
    "pta": "punta",
    "cnel": "coronel",
    "gral": "general",
    "gnral": "general",
    "pblo": "pueblo",
    "ntra": "nuestra",
    "sra": "senora",
    "vlla": "villa",
}
_ABBREVIATION = re.compile(r"\b(" + "|".join(_ABBREVIATIONS) + r")\b")
_SMALL = re.compile(r"\b(?:" + "|".join(sorted(SMALL_WORDS)) + r")\b")
_LETTER_DOTS = re.compile(r"\b((?:[a-z]\.){2,})(?=[a-z]?\b|\s|$)")

# Spanish spellings of one sound, and the vowels that Quechua does not tell apart (e/i, o/u).
_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"),
        (r"[cs]h", "X"),
        (r"tz", "s"),
        (r"qu(?=[ei])|q|k|c(?![ei])", "K"),
        (r"hu(?=[aeiou])|gu(?=[ao])|\bu(?=[aeiou])", "w"),
        (r"(?<=[aeiou])u(?=[aeiou])", "w"),
        (r"gu(?=[ei])", "G"),
        (r"g(?=[ei])", "j"),
        (r"[czx]", "s"),
        (r"v", "b"),
        (r"ll", "y"),
        (r"y(?![aeiou])", "i"),
        (r"h", ""),
        (r"e", "i"),
        (r"o", "u"),
        (r"n(?=[pb])", "m"),
        (r"([A-Za-z])\1+", r"\1"),
    )
)


def plain(text: str) -> str:
    """Lower case without accents or punctuation, abbreviations written out, one space between."""
    text = unicodedata.normalize("NFKD", text.lower())
    text = "".join(char for char in text if not unicodedata.combining(char))
    text = _LETTER_DOTS.sub(lambda dotted: dotted[0].replace(".", ""), text)
    text = re.sub(r"[^a-z0-9\n]+", " ", text)
    text = _ABBREVIATION.sub(lambda short: _ABBREVIATIONS[short[0]], text)
    return re.sub(r"^ +| +$", "", re.sub(r" {2,}", " ", text), flags=re.MULTILINE)


def compact(text: str) -> str:
    """A plain text without articles and prepositions; a text of these alone stays as it is."""
    lines = _SMALL.sub(" ", text).split("\n")
    whole = text.split("\n")
    return "\n".join(
        " ".join(line.split()) or full for line, full in zip(lines, whole, strict=True)
    )


def sound(text: str) -> str:
    """The sound of a compact text, without spaces: "wanta" and "guanta" fall on "huanta"."""
    for pattern, replacement in _SOUNDS:
        text = pattern.sub(replacement, text)
    return text.replace(" ", "")
