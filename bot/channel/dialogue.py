"""CANCELAR: it ends what is open in the dialogue, and where nothing is, the dialogue itself."""

from __future__ import annotations

import time
from typing import Any

from rasa.shared.core.events import SlotSet

from bot.channel.recognise import ParseData
from bot.channel.tracker import append, last_turn, time_of_last_event

CANCEL = "cancel"
# Slots end with the session (bot/domain/slots.yml).
SESSION_S = 24 * 3600
_OPEN_KINDS = frozenset({"ask_place", "topics", "lesson", "plan"})
_CLOSED = ("pending_act", "listing", "lesson")


async def settled(parsed: ParseData | None, trackers: Any, sender: str) -> ParseData | None:
    """The parse with CANCELAR read as `deny` of what is open, which is closed, or as `stop`.

    A tracker that cannot be read hides what is open: then CANCELAR asks for silence.
    """
    if not parsed or parsed["intent"]["name"] != CANCEL:
        return parsed
    try:
        is_open = await _is_open(trackers, sender)
        if is_open:
            await append(trackers, sender, [SlotSet(name, None) for name in _CLOSED])
    except Exception:
        is_open = False
    return {**parsed, "intent": {**parsed["intent"], "name": "deny" if is_open else "stop"}}


async def _is_open(trackers: Any, sender: str) -> bool:
    if await time_of_last_event(trackers, sender) < time.time() - SESSION_S:
        return False
    slots = (await last_turn(trackers, sender)).slots
    listing = slots.get("listing")
    listing = listing if isinstance(listing, dict) else {}
    in_list = listing.get("kind") in _OPEN_KINDS and not listing.get("done")
    return in_list or bool(slots.get("pending_act"))
