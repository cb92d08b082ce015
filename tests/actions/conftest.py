"""What the tests of the acts share: fake services, and a conversation that needs no Rasa."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.act import Act
from actions.ask_place import AskPlaceAct
from actions.details import HubDetailsAct
from actions.hubs import NearestHubsAct
from actions.learning import LearnAct
from actions.more import MoreAct
from actions.plans import PlanSitesAct
from actions.privacy import DeleteDataAct
from actions.services import Services
from actions.settings import Settings
from actions.sites import RecommendSitesAct
from actions.visits import ReportHubAct
from tests.actions.fake_services import FakeServices

RULES = {
    "nearest_hubs": "action_nearest_hubs",
    "share_location": "action_nearest_hubs",
    "inform_place": "action_ask_place",
    "nlu_fallback": "action_ask_place",
    "affirm": "action_more",
    "choose": "action_hub_details",
    "hub_details": "action_hub_details",
    "more": "action_more",
    "recommend_sites": "action_recommend_sites",
    "plan_sites": "action_plan_sites",
    "learn": "action_learn",
    "lesson": "action_learn",
    "previous": "action_more",
    "delete_data": "action_delete_data",
    "report_visit": "action_report_hub",
}
CLASSES: tuple[type[Act], ...] = (
    AskPlaceAct,
    DeleteDataAct,
    HubDetailsAct,
    LearnAct,
    MoreAct,
    NearestHubsAct,
    PlanSitesAct,
    RecommendSitesAct,
    ReportHubAct,
)
# A message: its intent, its text, and its entities by name.
Say = tuple[str, str, dict[str, Any]]
REPORTS_TOKEN = "the-assistants-token"


class Conversation:
    """Runs the act that a rule names, and those that follow it, as Rasa does."""

    def __init__(self, services: Services, channel: str = "whatsapp") -> None:
        self.acts = {kind.act: kind(services) for kind in CLASSES}
        self.channel = channel
        self.sender = "p"
        self.slots: dict[str, Any] = {}
        self.performed: list[str] = []

    def say(self, intent: str, text: str, **entities: Any) -> str:
        """Return the replies to one message, joined; entities by name, a list for several."""
        named = [
            {"entity": name, "value": value, "start": text.find(str(value))}
            for name, values in entities.items()
            for value in (values if isinstance(values, list) else [values])
        ]
        message = {"text": text, "intent": {"name": intent}, "entities": named}
        act: str = RULES[intent]
        before, replies = "action_listen", []
        self.performed = []
        while act != "action_listen":
            assert len(self.performed) < 6, f"the acts go in a circle: {self.performed}"
            self.performed.append(act)
            said, after = self._run(act, message, before)
            replies += said
            before, act = act, after
        return "\n".join(replies)

    def _run(self, act: str, message: dict[str, Any], before: str) -> tuple[list[str], str]:
        heard = [{"event": "user", "input_channel": self.channel}]
        tracker = Tracker(self.sender, dict(self.slots), message, heard, False, None, {}, before)
        dispatcher = CollectingDispatcher()
        after = "action_listen"
        for event in asyncio.run(self.acts[act].run(dispatcher, tracker, {})):
            if event["event"] == "slot":
                self.slots[event["name"]] = event["value"]
            elif event["event"] == "reset_slots":
                self.slots = {}
            elif event["event"] == "followup":
                after = event["name"]
        said = [message["text"] or message["response"] for message in dispatcher.messages]
        return said, after


@pytest.fixture
def fake() -> Iterator[FakeServices]:
    server = FakeServices()
    yield server
    server.close()


@pytest.fixture
def services(fake: FakeServices) -> Services:
    return Services.build(
        Settings(
            recommender_url=fake.url,
            knowledge_base_url=fake.url,
            service_timeout_s=2.0,
            plan_wait_s=0.0,
            operator_name="Red de Prueba",
            reports_token=REPORTS_TOKEN,
        )
    )


@pytest.fixture
def whatsapp(services: Services) -> Conversation:
    return Conversation(services)


@pytest.fixture
def sms(services: Services) -> Conversation:
    return Conversation(services, "sms")


@pytest.fixture
def open_conversation() -> Callable[[Services, str], Conversation]:
    return Conversation


@pytest.fixture
def spoken(services: Services) -> Callable[..., list[str]]:
    """The replies to a dialogue in a language."""

    def run(
        dialogue: tuple[Say, ...], language: str, channel: str, *, reviewed: bool = False
    ) -> list[str]:
        settings = replace(services.settings, quechua_reviewed=reviewed)
        conversation = Conversation(replace(services, settings=settings), channel)
        replies = []
        for intent, text, entities in dialogue:
            conversation.slots["language"] = language
            replies.append(conversation.say(intent, text, **entities))
        return replies

    return run
