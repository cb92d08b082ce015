"""How long a text is by SMS: GSM-7 septets and segments, and the characters that it would lose.

Counted here so that a field can warn while the action server, which writes the replies, is away;
`tests/contract/gsm7.json` holds this counter to the same facts as that of the pods that send.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

# A message of several parts gives some of each to the header that joins them.
GSM7_SINGLE, GSM7_PART = 160, 153
UCS2_SINGLE, UCS2_PART = 70, 67

# 3GPP TS 23.038, section 6.2.1: the basic table, and the extension, whose characters take two.
BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = frozenset("\f^{}\\[~]|€")

_PUNCTUATION = str.maketrans(
    {
        **dict.fromkeys("‘’´`", "'"),
        **dict.fromkeys("“”«»", '"'),
        **dict.fromkeys("–—•·", "-"),
        **dict.fromkeys("\u00a0\u202f\t", " "),
        "…": "...",
        "→": "->",
        "½": " 1/2",
        "¼": " 1/4",
        "¾": " 3/4",
        "º": "o",
        "ª": "a",
        "°": "o",
    }
)
# Marks that only join or colour the character before them mean nothing to a reader.
_MARKS = ("Cf", "Me", "Mn")


@dataclass(frozen=True)
class Length:
    """What a text takes as it is written; `units` are septets in GSM-7, 16 bits in UCS-2."""

    encoding: str
    units: int
    segments: int


@dataclass(frozen=True)
class Lost:
    """A character that GSM-7 lacks and what an SMS has in its place; empty: it is left out."""

    character: str
    becomes: str


def measure(text: str) -> Length:
    """Count `text` as phones do: one character outside GSM-7 makes the whole of it UCS-2."""
    composed = unicodedata.normalize("NFC", text)
    if all(map(_writable, composed)):
        sizes = [2 if character in EXTENSION else 1 for character in composed]
        return Length("GSM-7", sum(sizes), _segments(sizes, GSM7_SINGLE, GSM7_PART))
    sizes = [2 if ord(character) > 0xFFFF else 1 for character in composed]
    return Length("UCS-2", sum(sizes), _segments(sizes, UCS2_SINGLE, UCS2_PART))


def plain(text: str) -> str:
    """Write `text` in the GSM-7 alphabet, as the replies by SMS are written."""
    composed = unicodedata.normalize("NFC", text.translate(_PUNCTUATION))
    return "".join(map(_nearest, composed))


def lost(text: str) -> tuple[Lost, ...]:
    """Each character of `text` that GSM-7 lacks, once, in the order of the text."""
    composed = unicodedata.normalize("NFC", text)
    return tuple(
        Lost(character, plain(character))
        for character in dict.fromkeys(composed)
        if not _writable(character) and unicodedata.category(character) not in _MARKS
    )


def _writable(character: str) -> bool:
    return character in BASIC or character in EXTENSION


def _nearest(character: str) -> str:
    if _writable(character):
        return character
    return "".join(filter(_writable, unicodedata.normalize("NFKD", character)))


def _segments(sizes: Iterable[int], single: int, part: int) -> int:
    """No two parts share the units of one character."""
    sizes = list(sizes)
    if sum(sizes) <= single:
        return 1
    parts, used = 1, 0
    for size in sizes:
        if used + size > part:
            parts, used = parts + 1, 0
        used += size
    return parts
