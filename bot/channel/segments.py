"""Make a reply fit its channel: GSM-7 and at most two segments by SMS, 1,600 characters by WhatsApp.

GSM 03.38: 160 septets in one message, 153 in each part of a longer one; ten characters of the
extension table count two. Any other character would turn the whole message into UCS-2 (70 and 67).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = frozenset("^{}\\[~]|€\f")
SINGLE, PART, PARTS = 160, 153, 2
LONGEST_WHATSAPP = 1_600
MORE = " MAS"
_PLAIN = str.maketrans(
    {"“": '"', "”": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...",
     "•": "-", "·": "-", "\u00a0": " ", "\u202f": " ", "→": "->", "°": "o", "`": "'", "\t": " "}
)  # fmt: skip


def to_gsm7(text: str) -> str:
    """The text in GSM-7: é, ñ, ü, ¿ and ¡ stay; á, í, ó, ú lose their accent; emojis go."""
    kept = []
    for character in unicodedata.normalize("NFC", text.translate(_PLAIN)):
        if character in BASIC or character in EXTENDED:
            kept.append(character)
            continue
        decomposed = unicodedata.normalize("NFKD", character)
        kept.extend(part for part in decomposed if part in BASIC)
    return re.sub(r" {2,}", " ", "".join(kept)).strip()


def septets(text: str) -> int:
    """How many septets GSM-7 text takes."""
    return sum(2 if character in EXTENDED else 1 for character in text)


def segments(text: str) -> int:
    """How many messages GSM-7 text is billed as."""
    return 1 if septets(text) <= SINGLE else -(-septets(text) // PART)


def _cut(text: str, fits: int, weigh: Callable[[str], int] = len) -> str:
    """The longest beginning of whole words within `fits`, up to a sentence where one is near."""
    if weigh(text) <= fits:
        return text
    words, taken = re.split(r"(\s+)", text), ""
    for word in words:
        if weigh(taken + word) > fits:
            break
        taken += word
    # A single word longer than the whole message can only be cut inside.
    taken = taken.rstrip() or text[:fits]
    sentence = max(taken.rfind(mark) for mark in (". ", "? ", "! ", "\n"))
    return taken[: sentence + 1].rstrip() if sentence > len(taken) * 0.6 else taken


def fit_sms(text: str) -> str:
    """The reply in GSM-7 within two segments; what is cut is announced by MAS."""
    plain = to_gsm7(text)
    if segments(plain) <= PARTS:
        return plain
    return _cut(plain, PART * PARTS - septets(MORE), septets) + MORE


def fit_whatsapp(text: str) -> str:
    """The reply within 1,600 characters, cut between sentences or words."""
    return _cut(text.strip(), LONGEST_WHATSAPP)


def fit(text: str, channel: str) -> str:
    """The reply as this channel can carry it."""
    return fit_sms(text) if channel == "sms" else fit_whatsapp(text)
