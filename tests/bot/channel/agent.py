"""What stands for Rasa's agent in these tests: it speaks by script and keeps real trackers."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore, SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered

# Which act answers which wish, as the bot's own rules have it.
ACT_OF = {
    "stop": "utter_stop",
    "start": "utter_start",
    "delete_data": "action_delete_data",
    "emergency": "utter_emergency",
    "share_location": "action_nearest_hubs",
    "choose": "action_hub_details",
    "more": "action_more",
    "report_visit": "action_report_hub",
}


def sql_store(folder: Path) -> FailSafeTrackerStore:
    """Rasa's SQL tracker store on SQLite, wrapped as Rasa's agent wraps it."""
    return FailSafeTrackerStore(
        SQLTrackerStore(Domain.empty(), dialect="sqlite", db=str(folder / "tracker.sqlite"))
    )


def memory_store() -> FailSafeTrackerStore:
    return FailSafeTrackerStore(InMemoryTrackerStore(Domain.empty()))


class ScriptedAgent:
    """Answers every message with `script(message)` and saves the turn as Rasa would.

    `held` delays each turn while it is cleared; `fault` is raised instead of answering.
    """

    def __init__(self, tracker_store: Any) -> None:
        self.tracker_store = tracker_store
        self.ready = True
        self.fault: Exception | None = None
        self.held = threading.Event()
        self.held.set()
        self.turns: list[UserMessage] = []
        # Acts by text, for what only a classifier understands.
        self.acts: dict[str, str] = {}
        self.parses: dict[str, dict[str, Any]] = {}
        # Slots that a turn sets, by text.
        self.slots: dict[str, dict[str, Any]] = {}
        self.script: Callable[[UserMessage], str] = lambda message: f"Escuché: {message.text}"

    def is_ready(self) -> bool:
        return self.ready

    async def parse_message(self, text: str) -> dict[str, Any]:
        """What a classifier would make of a text: `parses` by text, else nothing known."""
        nothing = {"intent": {"name": "out_of_scope", "confidence": 1.0}, "entities": []}
        return {"text": text, **self.parses.get(text, nothing)}

    async def handle_message(self, message: UserMessage) -> None:
        self.turns.append(message)
        while not self.held.is_set():
            await asyncio.sleep(0.01)
        if self.fault:
            raise self.fault
        said = self.script(message)
        await self._save(message, said)
        await message.output_channel.send_text_message(message.sender_id, said)

    async def _save(self, message: UserMessage, said: str) -> None:
        parsed = message.parse_data or {"intent": {"name": "out_of_scope"}, "entities": []}
        tracker = await self.tracker_store.get_or_create_tracker(message.sender_id)
        heard = UserUttered(
            message.text, parsed["intent"], parsed["entities"], message_id=message.message_id
        )
        tracker.update(heard)
        for entity in parsed["entities"]:
            tracker.update(SlotSet(entity["entity"], entity["value"]))
        for name, value in self.slots.get(message.text or "", {}).items():
            tracker.update(SlotSet(name, value))
        act = self.acts.get(message.text or "") or ACT_OF.get(parsed["intent"]["name"])
        tracker.update(ActionExecuted(act or "utter_out_of_scope"))
        tracker.update(BotUttered(said))
        tracker.update(ActionExecuted("action_listen"))
        await self.tracker_store.save(tracker)
