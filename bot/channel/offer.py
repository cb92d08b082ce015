"""A second wish in a message is offered below the answer to the first."""

from __future__ import annotations

from bot.channel.segments import LONGEST_WHATSAPP, segments, to_gsm7
from bot.channel.tracker import LastTurn
from bot.responses.catalogue import SPANISH, later, said

ALSO = "also"
MOST_SEGMENTS = 2
OFFER = later("También preguntaste: «{wish}». Responde *SÍ* y lo busco.")
OFFER_SMS = later("Tambien: {wish}? Responde SI")


def with_offer(reply: str, last: LastTurn, channel: str) -> str:
    """The reply with the offer, where this turn left a second wish and there is room for it."""
    wish = last.slots.get(ALSO) if ALSO in last.changed else None
    if not reply or not wish:
        return reply
    language = str(last.slots.get("language") or SPANISH)
    # Short as it is, the Quechua one stands alone: the answer above it has the Spanish.
    template = said(OFFER_SMS if channel == "sms" else OFFER, language)
    offer = template.replace("{wish}", str(wish))
    if channel == "sms":
        whole = f"{reply}\n{to_gsm7(offer)}"
        return whole if segments(whole) <= MOST_SEGMENTS else reply
    whole = f"{reply}\n\n{offer}"
    return whole if len(whole) <= LONGEST_WHATSAPP else reply
