"""Text that fits one SMS: 160 septets of the GSM 7-bit default alphabet (3GPP TS 23.038)."""

from __future__ import annotations

import unicodedata

SMS_SEPTETS = 160
BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = frozenset("\f^{}\\[~]|€")
_TYPOGRAPHY = str.maketrans("“”„«»‘’‚–—−…\u00a0\t", '"""""\'\'\'---.  ')


def to_gsm7(text: str) -> str:
    """Return the text in the alphabet's own letters; what it has no letter for falls away.

    The alphabet has é and ñ but no á, í, ó, ú: those lose their accent.
    """
    return "".join(_letter(char) for char in text.translate(_TYPOGRAPHY))


def septets(text: str) -> int:
    """Return how many septets a text takes; extension characters take two.

    Raise ValueError for a character outside the alphabet.
    """
    foreign = {char for char in text if char not in BASIC and char not in EXTENSION}
    if foreign:
        raise ValueError(f"not in the GSM 7-bit alphabet: {sorted(foreign)}")
    return len(text) + sum(char in EXTENSION for char in text)


def cut(text: str, limit: int) -> str:
    """Return the text, or its longest start that fits the limit with a full stop after it."""
    if septets(text) <= limit:
        return text
    while text and septets(text) > limit - 1:
        text = text[:-1]
    return text.rstrip() + "." if limit > 0 else ""


def join_that_fits(head: str, sentences: list[str], limit: int = SMS_SEPTETS) -> str:
    """Return the head and, in order, each sentence for which there is still room."""
    message = cut(to_gsm7(head), limit)
    for sentence in sentences:
        longer = f"{message} {to_gsm7(sentence)}"
        if septets(longer) <= limit:
            message = longer
    return message


def _letter(char: str) -> str:
    if char in BASIC or char in EXTENSION:
        return char
    bare = unicodedata.normalize("NFKD", char)
    return "".join(part for part in bare if part in BASIC)
