"""One turn of the conversation, free of Rasa: what came in, and what goes out."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from actions.speech import SPANISH

Channel = Literal["whatsapp", "sms"]
# "nothing": the service answered, and there was nothing to tell. After "unavailable" and "failed"
# the person has read an apology.
Label = Literal["answered", "nothing", "asked", "followed", "unavailable", "refused", "failed"]

NEAREST_HUBS = "action_nearest_hubs"
HUB_DETAILS = "action_hub_details"
RECOMMEND_SITES = "action_recommend_sites"
PLAN_SITES = "action_plan_sites"
LEARN = "action_learn"
MORE = "action_more"
DELETE_DATA = "action_delete_data"
ASK_PLACE = "action_ask_place"
REPORT_HUB = "action_report_hub"
ACTS = (
    NEAREST_HUBS,
    HUB_DETAILS,
    RECOMMEND_SITES,
    PLAN_SITES,
    LEARN,
    MORE,
    DELETE_DATA,
    ASK_PLACE,
    REPORT_HUB,
)


@dataclass(frozen=True)
class Entity:
    """A part of the message that means something; `start` is its first character, if known."""

    name: str
    value: str
    start: int | None = None


@dataclass(frozen=True)
class Turn:
    """The latest message, what was understood of it, and what is remembered."""

    text: str
    intent: str
    channel: Channel
    entities: tuple[Entity, ...] = ()
    slots: Mapping[str, Any] = field(default_factory=dict)
    previous_action: str = ""
    sender: str = ""
    language: str = SPANISH

    def values(self, name: str) -> list[str]:
        """The values of the entities of a name, in the order of the text, each once."""
        return list(dict.fromkeys(entity.value for entity in self.entities if entity.name == name))

    def word(self, name: str) -> str:
        """A text slot, or an empty text."""
        value = self.slots.get(name)
        return value if isinstance(value, str) else ""

    @property
    def owner(self) -> str:
        """The secret that the sender's plans are kept under; the service never sees the sender."""
        return self._known_as(b"plan-owner")

    @property
    def reporter(self) -> str:
        """By what the recommender tells one reporter from another; it is no owner of plans."""
        return self._known_as(b"hub-reporter")

    def _known_as(self, label: bytes) -> str:
        if not self.sender:
            return ""
        return hmac.new(label, self.sender.encode(), "sha256").hexdigest()

    @property
    def listing(self) -> Mapping[str, Any]:
        """The list that MÁS and a number refer to; empty where there is none."""
        listing = self.slots.get("listing")
        return listing if isinstance(listing, dict) else {}

    @property
    def kind(self) -> str:
        """What was listed last: hubs, sites, plan, learn, topics, lessons, lesson, ask_place,
        or nothing."""
        return str(self.listing.get("kind", ""))


@dataclass(frozen=True)
class Outcome:
    """What an act says, remembers and hands on; `forget` clears every slot.

    `response` names a fixed reply of the bot's domain that is the fitting act after all, and
    `department` where the hub stands that is told of in full.
    """

    text: str = ""
    slots: Mapping[str, Any] = field(default_factory=dict)
    follow_up: str = ""
    response: str = ""
    label: Label = "answered"
    forget: bool = False
    department: str = ""

    def keeping(self, **numbers: float | None) -> Outcome:
        """The same outcome that also remembers the numbers which the message named."""
        named = {name: float(number) for name, number in numbers.items() if number}
        return replace(self, slots={**self.slots, **named})


def listing(turn: Turn, kind: str, **content: Any) -> dict[str, Any]:
    """A new list; the place with its point is carried on from the list before."""
    kept = {"place": turn.listing["place"]} if "place" in turn.listing else {}
    return {**kept, "kind": kind, **content}
