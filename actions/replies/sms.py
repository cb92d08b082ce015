"""What an SMS can hold: the GSM-7 alphabet, its septets, and segments of 160 or 153 of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from actions.speech import shares_the_message

SEGMENT = 160
# A message of two parts gives seven septets of each to the header that joins them.
PART = 153
TWO_SEGMENTS = 2 * PART
# Only an answer that a person asked for may be longer; the channel gives its rest on MÁS.
THREE_SEGMENTS = 3 * PART
# Of two segments that two languages share, what is there for each beside the line end between them.
SHARE = (TWO_SEGMENTS - 1) // 2

# 3GPP TS 23.038, section 6.2.1: the basic table, and the extension, whose characters take two.
BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = frozenset("\f^{}\\[~]|€")

_PUNCTUATION = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "´": "'",
        "`": "'",
        "“": '"',
        "”": '"',
        "«": '"',
        "»": '"',
        "–": "-",
        "—": "-",
        "…": "...",
        "•": "-",
        "·": "-",
        "→": "->",
        "½": " 1/2",
        "¼": " 1/4",
        "¾": " 3/4",
        "º": "o",
        "ª": "a",
        "°": "o",
        "\u00a0": " ",
        "\u202f": " ",
        "\t": " ",
    }
)


def segment() -> int:
    """What a text best keeps to, in septets: a segment, or its share of two."""
    return SHARE if shares_the_message() else SEGMENT


def two_segments() -> int:
    """What a text keeps to where one segment is too little: two, or its share of them."""
    return SHARE if shares_the_message() else TWO_SEGMENTS


def plain(text: str) -> str:
    """Write `text` in the GSM-7 alphabet: á í ó ú lose their accent, emoji are left out.

    One character outside the alphabet would turn the whole message into segments of 70.
    """
    # An ñ may come as n and a tilde; apart, the tilde would be dropped.
    composed = unicodedata.normalize("NFC", text.translate(_PUNCTUATION))
    return "".join(_gsm7(character) for character in composed)


def writable(character: str) -> bool:
    """Whether the GSM-7 alphabet has this character."""
    return character in BASIC or character in EXTENSION


def _gsm7(character: str) -> str:
    if writable(character):
        return character
    decomposed = unicodedata.normalize("NFKD", character)
    return "".join(part for part in decomposed if part in BASIC or part in EXTENSION)


def septets(text: str) -> int:
    """Count the septets of a text that is written in the GSM-7 alphabet."""
    return sum(2 if character in EXTENSION else 1 for character in text)


def segments(text: str) -> int:
    """Count the messages that a text in the GSM-7 alphabet is billed as.

    A character of the extension is an escape and a letter, which no two parts share.
    """
    if septets(text) <= SEGMENT:
        return 1
    parts, used = 1, 0
    for character in text:
        size = septets(character)
        if used + size > PART:
            parts, used = parts + 1, 0
        used += size
    return parts


def fit(candidates: Sequence[str]) -> str:
    """Return the first candidate that one segment holds, else the first that two hold.

    Candidates run from the fullest to the shortest; the last one is cut where even two are too few.
    Beside another language a candidate takes its share of two segments; where none does, more than
    that, for then the other language may be left out.
    """
    texts = [plain(candidate) for candidate in candidates]
    for limit in (segment(), two_segments(), TWO_SEGMENTS):
        for text in texts:
            if septets(text) <= limit:
                return text
    return shorten(texts[-1], TWO_SEGMENTS)


def whole(candidates: Sequence[str]) -> str:
    """Return the first candidate of those that take the fewest segments; nothing is ever cut.

    For texts that mean something only as a whole, such as a step of a lesson.
    """
    texts = [plain(candidate) for candidate in candidates]
    for limit in (segment(), two_segments(), TWO_SEGMENTS, THREE_SEGMENTS):
        for text in texts:
            if septets(text) <= limit:
                return text
    return texts[-1]


def beside(shared: str, candidates: Sequence[str]) -> str:
    """What two languages say alike, and on a line of its own what this one says besides.

    That is the first candidate that takes half of what is left of two segments, else nothing. The
    shared line is the same in both languages, so that it is said once (`actions.both`).
    """
    line = plain(shared)
    room = (TWO_SEGMENTS - septets(line)) // 2 - 1
    texts = (plain(candidate).strip() for candidate in candidates)
    own = next((text for text in texts if septets(text) <= room), "")
    return f"{line}\n{own}" if own else line


def shorten(text: str, limit: int) -> str:
    """Cut at a word's end so that `text` has at most `limit` septets, never a link."""
    text = plain(text).strip()
    if septets(text) <= limit:
        return text
    # No character takes less than one septet, so the rest need not be counted.
    kept = text[: limit - 3]
    while septets(kept) > limit - 3:
        kept = kept[:-1]
    at_word = kept.rsplit(" ", 1)[0] if " " in kept[limit // 2 :] else kept
    return at_word.rstrip(" ,;:-") + "..."
