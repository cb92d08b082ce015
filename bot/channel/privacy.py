"""What must reach no store or log: phone and identity numbers, addresses, exact places."""

from __future__ import annotations

import hashlib
import hmac
import re

HIDDEN = "[oculto]"
# Six digits or more, however they are grouped, and what is written on to them: DNI (8), phones (9),
# cards (13 to 19). A wish never needs a number that long.
_LONG_NUMBER = re.compile(
    r"(?<![^\W\d_])[^\W\d_]*\+?\(?\d(?:(?:[\s()._\u2010-\u2015\u00b7\ufe0f\u20e3-]{0,3}|[,/*:])\d){5,}"
)
# "987, 654, 321": groups, and not "1, 2, 3, 4, 5, 6".
_GROUPS = re.compile(r"\b\d{2,4}(?:[,:;] ?\d{2,4}){2,}\b")
# A point on a map, finer than about 1 km: "-12.9394", and 12°56'21.8"S.
_FINE = re.compile(r"(-?\b\d{1,2}\.\d{2})\d+\b")
_MINUTES = re.compile(
    r"\b\d{1,2}\s?[°º]\s?\d{1,2}\s?['’′]\s?(?:\d{1,2}(?:[.,]\d+)?\s?(?:\"|''|”|″))?\s?[NSEWO]?",
    re.IGNORECASE,
)
_TWO_YEARS = re.compile(r"(?:1[5-9]|20)\d\d\D{1,3}(?:1[5-9]|20)\d\d")
_EMAIL = re.compile(r"[\w.+-]+ ?@ ?[\w-]+(?:\.[\w-]+)+")


def sender_id(number: str, channel: str, key: bytes) -> str:
    """The name of a sender: channel and keyed hash (HMAC-SHA256) of the number."""
    digest = hmac.new(key, f"{channel}:{number}".encode(), hashlib.sha256).hexdigest()
    return f"{channel}-{digest[:40]}"


def turn_name(message_sid: str, key: bytes) -> str:
    """What a message is called in the log: 16 digits of a keyed hash of Twilio's name for it."""
    return hmac.new(key, f"turn:{message_sid}".encode(), hashlib.sha256).hexdigest()[:16]


def mask(text: str) -> str:
    """The text with long numbers and e-mail addresses hidden; "1879-1883" stays.

    Degrees keep two decimals, about 1 km.
    """
    coarse_points = _FINE.sub(r"\1", _MINUTES.sub(HIDDEN, _EMAIL.sub(HIDDEN, text)))
    return _GROUPS.sub(_hide, _LONG_NUMBER.sub(_hide, coarse_points))


def _hide(number: re.Match[str]) -> str:
    return number[0] if _TWO_YEARS.fullmatch(number[0]) else HIDDEN


def coarse(degrees: float) -> float:
    """Degrees rounded to two decimals, about 1 km."""
    return round(degrees, 2)
