"""One post from Twilio, read and checked."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import parse_qsl

from twilio.request_validator import RequestValidator

from bot.channel.privacy import coarse, mask
from bot.channel.problems import Refused

LARGEST_BODY = 10_240
# More than that is a forwarded text, not a wish; the NLU reads its beginning.
LONGEST_TEXT = 1_000
_SENDER = re.compile(r"(whatsapp:)?\+\d{6,15}|\d{3,8}")
_INVISIBLE = {"Cc", "Cf", "Co", "Cs"}


@dataclass(frozen=True)
class Pin:
    """A shared location in degrees, rounded to two decimals before anything else sees it."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class Inbound:
    """A message: `number` as Twilio gives it without the channel's prefix, `text` clean and masked.

    `pin` is None without a location; `broken_pin` says that one was sent and could not be read.
    """

    sid: str
    number: str
    channel: str
    text: str
    pin: Pin | None
    broken_pin: bool
    has_media: bool


def parse_form(body: bytes, content_type: str) -> dict[str, str]:
    """The fields of a form post, blank ones kept, since signatures cover them.

    Raises Refused when the body is too large or is no form.
    """
    if len(body) > LARGEST_BODY:
        raise Refused(413, "too_large", "The body is over 10 KB.")
    if not content_type.startswith("application/x-www-form-urlencoded"):
        raise Refused(415, "not_a_form", "The body must be application/x-www-form-urlencoded.")
    try:
        pairs = parse_qsl(
            body.decode("ascii"), keep_blank_values=True, strict_parsing=True, errors="strict"
        )
    except ValueError:
        raise Refused(400, "malformed", "The body is not a well-formed form.") from None
    return dict(pairs)


def check_signature(form: dict[str, str], signature: str, url: str, token: str) -> None:
    """Raises Refused unless the signature is Twilio's over this address and these fields."""
    if not signature or not RequestValidator(token).validate(url, form, signature):
        raise Refused(403, "invalid_signature", "X-Twilio-Signature does not fit this post.")


def read_message(form: dict[str, str]) -> Inbound:
    """The message that a form holds. Raises Refused when sender or MessageSid is missing."""
    sender = form.get("From", "")
    sid = form.get("MessageSid") or form.get("SmsSid") or ""
    if not _SENDER.fullmatch(sender) or not 1 <= len(sid) <= 64:
        raise Refused(422, "not_a_message", "From and MessageSid are needed.")
    has_location = bool(form.get("Latitude") or form.get("Longitude"))
    pin = read_pin(form) if has_location else None
    return Inbound(
        sid=sid,
        number=sender.removeprefix("whatsapp:"),
        channel="whatsapp" if sender.startswith("whatsapp:") else "sms",
        text=clean(form.get("Body", "")),
        pin=pin,
        broken_pin=has_location and pin is None,
        has_media=form.get("NumMedia", "0") not in ("", "0"),
    )


def read_pin(form: dict[str, str]) -> Pin | None:
    """The pin of a form, or None when it is no position on Earth."""
    try:
        latitude, longitude = float(form.get("Latitude", "")), float(form.get("Longitude", ""))
    except ValueError:
        return None
    if not (math.isfinite(latitude) and math.isfinite(longitude)):
        return None
    if abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return Pin(coarse(latitude), coarse(longitude))


def clean(text: str) -> str:
    """One line, composed accents, nothing invisible, nothing private, no command.

    Rasa takes a text that begins with "/" for an intent; a person never means one.
    """
    composed = unicodedata.normalize("NFC", text)
    visible = "".join(
        " " if character.isspace() else character
        for character in composed
        if character.isspace() or unicodedata.category(character) not in _INVISIBLE
    )
    return mask(" ".join(visible.split()).lstrip("/ "))[:LONGEST_TEXT]
