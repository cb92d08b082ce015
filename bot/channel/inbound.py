"""One post from Twilio, read and checked."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote_to_bytes

from sanic.request import Request
from twilio.request_validator import RequestValidator

from bot.channel.attachments import media_of, words_of
from bot.channel.danger import danger_in
from bot.channel.keywords import intent_of
from bot.channel.privacy import coarse, mask
from bot.channel.problems import Refused

# In characters, once decoded: a form writes each emoji as twelve.
LARGEST_BODY = 10_240
LARGEST_POST = 12 * LARGEST_BODY
# More than that is a forwarded text, not a wish; the NLU reads its beginning.
LONGEST_TEXT = 1_000
LONGEST_PIN = 80
MOST_FIELDS = 200
_SENDER = re.compile(r"(whatsapp:)?\+\d{6,15}|\d{3,8}")
# "-12.9394, -74.2480", as maps copy a point; the pair is as private as a pin.
_WRITTEN_PIN = re.compile(r"\s*(-?\d{1,3}\.\d{1,20})\s*[,; ]\s*(-?\d{1,3}\.\d{1,20})\s*")
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
    `media` is what came without words: a kind of `attachments`, "" where words or a pin came.
    """

    sid: str
    number: str
    channel: str
    text: str
    pin: Pin | None
    broken_pin: bool
    media: str = ""
    # A long text to its end, which is read for danger alone: a cry may come last.
    whole: str = ""


class Form(dict[str, str]):
    """The fields of a post by name, the first value of each; `getlist` has them all."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._all: dict[str, list[str]] = {}
        for name, value in pairs:
            self._all.setdefault(name, []).append(value)
        super().__init__({name: values[0] for name, values in self._all.items()})

    def getlist(self, name: str) -> list[str]:
        """Every value of a field, as RequestValidator asks for them."""
        return self._all[name]


async def read_body(request: Request) -> bytes:
    """The body of a post, read no further than it may be long. Raises Refused beyond that."""
    body = b""
    async for part in request.stream:
        body += part
        if len(body) > LARGEST_POST:
            raise Refused(413, "too_large", "The body is over 10 KB.")
    return body


def parse_form(body: bytes, content_type: str) -> Form:
    """The fields of a form post; blank ones and repeats are kept, since signatures cover them.

    Raises Refused when the body is too large or is no form.
    """
    if len(unquote_to_bytes(body).decode(errors="replace")) > LARGEST_BODY:
        raise Refused(413, "too_large", "The body is over 10 KB.")
    if not content_type.lower().startswith("application/x-www-form-urlencoded"):
        raise Refused(415, "not_a_form", "The body must be application/x-www-form-urlencoded.")
    try:
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            strict_parsing=True,
            errors="strict",
            max_num_fields=MOST_FIELDS,
        )
    except ValueError:
        raise Refused(400, "malformed", "The body is not a well-formed form.") from None
    return Form(pairs)


def check_signature(form: Mapping[str, str], signature: str, url: str, token: str) -> None:
    """Raises Refused unless the signature is Twilio's over this address and these fields."""
    if not signature or not RequestValidator(token).validate(url, form, signature):
        raise Refused(403, "invalid_signature", "X-Twilio-Signature does not fit this post.")


def read_message(form: Mapping[str, str]) -> Inbound:
    """The message that a form holds. Raises Refused when sender or MessageSid is missing."""
    sender, sid = form.get("From", ""), form.get("MessageSid", "")
    if not _SENDER.fullmatch(sender) or not 1 <= len(sid) <= 64:
        raise Refused(422, "not_a_message", "From and MessageSid are needed.")
    has_location = bool(form.get("Latitude", "") or form.get("Longitude", ""))
    pin = read_pin(form.get("Latitude", ""), form.get("Longitude", "")) if has_location else None
    media = media_of(form)
    body = words_of(form, media)
    written = _WRITTEN_PIN.fullmatch(body) if len(body) < LONGEST_PIN else None
    if written and not has_location:
        pin = read_pin(*written.groups())
    text = clean(body)
    is_wordless = not text and pin is None and not has_location
    return Inbound(
        sid=sid,
        number=sender.removeprefix("whatsapp:"),
        channel="whatsapp" if sender.startswith("whatsapp:") else "sms",
        text=text,
        pin=pin,
        broken_pin=has_location and pin is None,
        media=media if is_wordless else "",
        whole=clean(body, LARGEST_BODY) if len(body) > LONGEST_TEXT else "",
    )


def read_pin(first: str, second: str) -> Pin | None:
    """The pin of a latitude and a longitude, or None when they are no position on Earth."""
    try:
        latitude, longitude = float(first), float(second)
    except ValueError:
        return None
    if not (math.isfinite(latitude) and math.isfinite(longitude)):
        return None
    if abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return Pin(coarse(latitude), coarse(longitude))


def clean(text: str, longest: int = LONGEST_TEXT) -> str:
    """One line, composed accents, nothing invisible, nothing private, no command.

    Rasa takes a text that begins with "/" for an intent, which no person means. Nothing is left of
    a lone "/restart" or of anything with braces; "/alto" and "/busco un hub" lose the slash.
    """
    # The cut comes first too: what follows looks at each character, some of it more than once.
    said = text[: 2 * longest].replace("🆘", " SOS ")
    composed = unicodedata.normalize("NFC", said)
    visible = "".join(
        " " if character.isspace() else character
        for character in composed
        if character.isspace() or unicodedata.category(character) not in _INVISIBLE
    )
    return mask(_without_command(" ".join(visible.split())))[:longest]


def _without_command(line: str) -> str:
    bare = line.lstrip("/@ ")
    if not line.lstrip("@ ").startswith("/"):
        return bare
    is_command = "{" in bare or (" " not in bare and not (intent_of(bare) or danger_in(bare)))
    return "" if is_command else bare
