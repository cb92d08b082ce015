"""The one place where acts meet rasa-sdk: tracker in, messages and events out, nothing raised."""

from __future__ import annotations

import asyncio
import logging
import time
from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActionExecuted, AllSlotsReset, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.both import heard_again, heard_once, side_by_side
from actions.clients.http import BadRequest, ServiceUnavailable
from actions.metrics import ACTIONS, DURATION, count_hub
from actions.replies import care
from actions.services import Services, services
from actions.speech import LANGUAGES, QUECHUA, SPANISH, speaking
from actions.turn import ACTS, Entity, Outcome, Turn

log = logging.getLogger(__name__)

LISTEN = "action_listen"


class Act(Action, ABC):
    """An action of the assistant; a subclass says its name and what it performs."""

    act: str

    def __init__(self, own_services: Services | None = None) -> None:
        self._services = own_services

    def name(self) -> str:
        """The name by which the rules call the act."""
        return self.act

    @abstractmethod
    def perform(self, turn: Turn, services: Services) -> Outcome:
        """Answer a turn; may raise what the clients raise."""

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any
    ) -> list[dict[str, Any]]:
        """Perform the act in a thread of its own, so that a slow service holds up nobody else."""
        started = time.perf_counter()
        turn = turn_from(tracker)
        outcome = await asyncio.to_thread(self._spoken, turn)
        if outcome.text:
            dispatcher.utter_message(text=outcome.text)
        if outcome.response:
            dispatcher.utter_message(response=outcome.response)
        ACTIONS.labels(self.act, outcome.label).inc()
        count_hub(outcome.department)
        DURATION.labels(self.act).observe(time.perf_counter() - started)
        return events_of(outcome, turn)

    def _spoken(self, turn: Turn) -> Outcome:
        """The outcome in the language of the turn; unreviewed Quechua has the Spanish beside it."""
        known = self._services or services()
        if turn.language != QUECHUA or known.settings.quechua_reviewed:
            with speaking(turn.language):
                return self._guarded(turn, known)
        once = heard_once(known)
        with speaking(QUECHUA, beside=True):
            quechua = self._guarded(turn, once)
        with speaking(SPANISH, beside=True):
            spanish = self._guarded(turn, heard_again(once))
        both = side_by_side(quechua, spanish, turn.channel)
        if both:
            return both
        # What nobody has reviewed never stands alone: the Spanish has the message to itself.
        with speaking(SPANISH):
            return self._guarded(turn, heard_again(once))

    def _guarded(self, turn: Turn, known: Services) -> Outcome:
        try:
            return self.perform(turn, known)
        except ServiceUnavailable as error:
            log.warning("%s: %s", self.act, error)
            return Outcome(care.unavailable(error.service, turn.channel), label="unavailable")
        except BadRequest as error:
            log.warning("%s: %s", self.act, error)
            return Outcome(care.sorry(turn.channel), label="failed")
        except Exception:
            # A person waits at the other end: whatever broke is logged, and they are told.
            log.exception("%s failed", self.act)
            return Outcome(care.sorry(turn.channel), label="failed")


def turn_from(tracker: Tracker) -> Turn:
    """Take from Rasa's tracker what the acts look at."""
    message = tracker.latest_message or {}
    entities = [
        Entity(str(found.get("entity")), str(found.get("value")), found.get("start"))
        for found in message.get("entities") or []
        if found.get("value") is not None
    ]
    # What has no position, such as a pin's coordinates, keeps its place in the list.
    entities.sort(key=lambda entity: entity.start or 0)
    return Turn(
        text=str(message.get("text") or ""),
        intent=str((message.get("intent") or {}).get("name") or ""),
        channel="sms" if tracker.get_latest_input_channel() == "sms" else "whatsapp",
        entities=tuple(entities),
        slots=dict(tracker.slots),
        previous_action=str(tracker.latest_action_name or ""),
        sender=str(tracker.sender_id or ""),
        language=_language(tracker),
    )


def _language(tracker: Tracker) -> str:
    """The language that the channel has found the person to speak."""
    spoken = tracker.slots.get("language")
    return spoken if spoken in LANGUAGES else SPANISH


def events_of(outcome: Outcome, turn: Turn) -> list[dict[str, Any]]:
    """What Rasa is to remember, and which act comes next."""
    if outcome.forget:
        return [AllSlotsReset()]
    slots = {"channel": turn.channel, **outcome.slots}
    events = [
        SlotSet(name, value) for name, value in slots.items() if turn.slots.get(name) != value
    ]
    if outcome.follow_up:
        return [*events, FollowupAction(outcome.follow_up)]
    if outcome.response:
        # The response is the act of this turn, and the tracker says so.
        return [*events, ActionExecuted(outcome.response), FollowupAction(LISTEN)]
    # No rule foresees what comes after an act that another act has called.
    called = turn.previous_action in ACTS
    return [*events, FollowupAction(LISTEN)] if called else events
