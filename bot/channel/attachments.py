"""What comes with or instead of words: photos, voice notes, contacts; taps on buttons and lists.

Field names: "Twilio's request to your incoming message webhook URL" and the pages on the content
types `twilio/quick-reply` and `twilio/list-picker`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.channel.keywords import chosen_number, intent_of, plain

IMAGE, AUDIO, VIDEO = "image", "audio", "video"
DOCUMENT, STICKER, CONTACT, FILE = "document", "sticker", "contact", "file"
_VCARDS = ("text/vcard", "text/x-vcard", "text/directory")
# As WhatsApp names a message without words or with more than them.
_BY_MESSAGE_TYPE = {
    "image": IMAGE, "audio": AUDIO, "voice": AUDIO, "video": VIDEO, "document": DOCUMENT,
    "sticker": STICKER, "contacts": CONTACT, "contact": CONTACT, "unsupported": FILE,
    "unknown": FILE, "order": FILE, "product": FILE,
}  # fmt: skip
# They ask for nothing: nobody waits for an answer.
_SILENT_TYPES = frozenset({"reaction", "system", "ephemeral", "typing", "read"})
_FILE_NAME = re.compile(
    r"\S.{0,150}\.(?:pdf|docx?|xlsx?|pptx?|odt|txt|csv|jpe?g|png|webp|mp[34]|ogg|opus|vcf|zip|apk)",
    re.IGNORECASE,
)
# Button and title, id: as quick replies and as lists send them.
_TAPS = (("ButtonText", "ButtonPayload"), ("ListTitle", "ListId"))


def media_of(form: Mapping[str, str]) -> str:
    """What kind of thing a message brings, "" where it is words alone."""
    content_type = form.get("MediaContentType0", "").split(";")[0].strip().lower()
    message_type = form.get("MessageType", "").strip().lower()
    by_type = _BY_MESSAGE_TYPE.get(message_type, "")
    if not _is_positive(form.get("NumMedia", "")):
        return by_type
    if content_type in _VCARDS:
        return CONTACT
    if by_type and by_type != FILE:
        return by_type
    kind, _, form_of_it = content_type.partition("/")
    if kind == "image":
        # WhatsApp's stickers come as WebP and its photos as JPEG.
        return STICKER if form_of_it == "webp" else IMAGE
    return {"audio": AUDIO, "video": VIDEO, "application": DOCUMENT}.get(kind, FILE)


def words_of(form: Mapping[str, str], media: str) -> str:
    """What a person says with a message: a tap, a caption or the text.

    The name of a document is no wish, and the name on a contact is somebody else's.
    """
    body = form.get("Body", "")
    if media == CONTACT or (media and _FILE_NAME.fullmatch(body.strip())):
        return ""
    return _tap(form) or body


def is_silent(form: Mapping[str, str]) -> bool:
    """Whether a post is a reaction or a note of the system, which nobody answers."""
    if form.get("MessageType", "").strip().lower() in _SILENT_TYPES:
        return True
    says_something = form.get("Body") or form.get("NumMedia", "0") not in ("", "0")
    return bool(form.get("EventType")) and not says_something


def _tap(form: Mapping[str, str]) -> str:
    """A tap as the number or word that it stands for, "" where none was made.

    A number on the button is what the person saw; else the template's own id is a number; a label
    such as the name of a place must not be taken for an exact word.
    """
    for title, identifier in _TAPS:
        label, payload = form.get(title, "").strip(), form.get(identifier, "").strip()
        if not (label or payload):
            continue
        for said in (label, payload):
            if chosen_number(said) is not None:
                return said
        return payload if plain(payload) and intent_of(payload) else label or payload
    return ""


def _is_positive(count: str) -> bool:
    return count.isascii() and count.isdigit() and int(count[:4]) > 0
