"""Make a reply fit: GSM-7 and at most two segments by SMS, 1,600 characters by WhatsApp.

GSM 03.38: 160 septets in one message, 153 in each part of a longer one; ten characters of the
extension table count two. Any other character would turn the whole message into UCS-2 (70 and 67).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from bot.channel.words import GO_ON_SMS, GO_ON_WHATSAPP
from bot.responses.catalogue import SPANISH, said

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = frozenset("^{}\\[~]|€\f")
SINGLE, PART, PARTS = 160, 153, 2
LONGEST_WHATSAPP = 1_600
# A space before, so that no phone takes the points for part of a link.
CUT = " ..."
# XML, in which the reply travels, has no place for these.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINK = re.compile(r"https?://")
_SENTENCE_END = re.compile(r"[.?!](?=\s|$)|(?=\n)")
_PLAIN = str.maketrans(
    {"“": '"', "”": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...",
     "•": "-", "·": "-", "\u00a0": " ", "\u202f": " ", "→": "->", "°": "o", "`": "'", "\t": " ",
     "½": " 1/2", "¼": " 1/4", "¾": " 3/4"}
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
    """How many messages GSM-7 text is billed as.

    An extension character is an escape and a letter, which no two parts share.
    """
    if septets(text) <= SINGLE:
        return 1
    parts, used = 1, 0
    for character in text:
        size = septets(character)
        if used + size > PART:
            parts, used = parts + 1, 0
        used += size
    return parts


def _cut(text: str, fits: Callable[[str], bool]) -> str:
    """The longest beginning of whole words that fits, up to a sentence's end where one is near."""
    taken = ""
    for word in re.findall(r"\s*\S+", text):
        if not fits(taken + word):
            break
        taken += word
    # A single word longer than a whole message can only be cut inside, and a link not at all.
    if not taken:
        word = text.split()[0]
        return "" if _LINK.match(word) else _letters(word, fits)
    sentence = max((end.end() for end in _SENTENCE_END.finditer(taken)), default=0)
    return taken[:sentence].rstrip() if sentence > len(taken) * 0.6 else taken


def _letters(word: str, fits: Callable[[str], bool]) -> str:
    length = len(word)
    while not fits(word[:length]):
        length -= 1
    return word[:length]


def _shorten(text: str, fits: Callable[[str], bool]) -> str:
    """The text, or a beginning of it that says with three points that it is one."""
    if fits(text):
        return text
    return _cut(text, lambda part: fits(part + CUT)).rstrip(" ,;:-.") + CUT


def fit_sms(text: str) -> str:
    """The reply in GSM-7 within two segments."""
    return _shorten(to_gsm7(text), lambda part: segments(part) <= PARTS)


def fit_whatsapp(text: str) -> str:
    """The reply within 1,600 characters, cut between sentences or words."""
    return _shorten(text.strip(), lambda part: len(part) <= LONGEST_WHATSAPP)


def fit(text: str, channel: str) -> str:
    """The reply as this channel can carry it, and no more of it."""
    writable = _NOT_XML.sub("", text)
    return fit_sms(writable) if channel == "sms" else fit_whatsapp(writable)


def split(text: str, channel: str, language: str = SPANISH) -> tuple[str, str]:
    """What goes into one message, and the rest, which MÁS brings; "" where all of it fits.

    How to go on is said in the `language`.
    """
    writable = _NOT_XML.sub("", text)
    if channel == "sms":
        whole, go_on = to_gsm7(writable), GO_ON_SMS.get(language, GO_ON_SMS[SPANISH])

        def fits(part: str) -> bool:
            return segments(part) <= PARTS
    else:
        whole, go_on = writable.strip(), "\n\n" + said(GO_ON_WHATSAPP, language or SPANISH)

        def fits(part: str) -> bool:
            return len(part) <= LONGEST_WHATSAPP

    if fits(whole):
        return whole, ""
    head = _cut(whole, lambda part: fits(part + go_on))
    rest = whole[len(head) :].strip()
    # A link longer than a whole message cannot be sent; what stands before it can.
    return (head.rstrip() + go_on, rest) if head.strip() and rest else (fit(text, channel), "")
