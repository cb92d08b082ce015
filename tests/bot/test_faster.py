"""What Rasa's own steps decide, and what ours decide in their place."""

from __future__ import annotations

import asyncio
import copy
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.interfaces import Tracker

from bot import faster

ACTION = RemoteAction("action_learn", EndpointConfig("http://127.0.0.1:1"))
GOOD: list[dict[str, Any]] = [
    {"events": [], "responses": []},
    {"events": [{"event": "slot", "name": "place", "value": None}], "responses": [{"text": "a"}]},
    {"events": [{"event": "slot", "name": "listing", "value": {"kind": "hubs"}}], "responses": []},
    {"events": [{"event": "followup", "name": "action_listen"}], "responses": []},
    {"events": [{"event": "reset_slots"}], "responses": [{"response": "utter_help"}]},
    {"events": [{"event": "action", "name": "utter_help", "policy": None, "confidence": None}]},
]
BAD: list[Any] = [
    {"events": {}, "responses": []},
    {"events": [], "responses": ["text"]},
    {"events": [], "responses": {"text": "a"}},
    {"events": [{"event": "slot", "value": 1}], "responses": []},
    {"events": [{"event": "nothing-known"}], "responses": []},
    "text",
]


@pytest.mark.parametrize("result", GOOD)
def test_what_rasa_takes_is_taken(result: dict[str, Any]) -> None:
    assert ACTION._validate_action_result(copy.deepcopy(result))
    assert faster.is_valid(ACTION, result)


@pytest.mark.parametrize("result", BAD)
def test_what_rasa_refuses_is_refused(result: Any) -> None:
    with pytest.raises(ValidationError):
        ACTION._validate_action_result(copy.deepcopy(result))
    with pytest.raises(ValidationError, match="action server"):
        faster.is_valid(ACTION, result)


def test_events_are_of_the_classes_that_rasa_gives_them() -> None:
    names = ["user", "slot", "action", "bot", "session_started", "followup", "reset_slots"]
    assert [faster.event_class(name) for name in names] == [
        Event.resolve_by_type(name) for name in names
    ]
    with pytest.raises(ValueError, match="nothing-known"):
        faster.event_class("nothing-known")


def conversation() -> DialogueStateTracker:
    """Two turns by SMS, with a place remembered from the first."""
    first = UserUttered("tambos en Huanta", {"name": "nearest_hubs"}, input_channel="sms")
    second = UserUttered("y el 2?", {"name": "choose"}, input_channel="sms")
    events = [
        first,
        ActionExecuted("action_nearest_hubs"),
        SlotSet("place", "Huanta"),
        ActionExecuted("action_listen"),
        second,
    ]
    domain = Domain.load("bot/domain")
    return DialogueStateTracker.from_events("sms-1", events, domain.slots)


def test_an_act_gets_all_that_it_reads_of_a_conversation() -> None:
    domain, tracker = Domain.load("bot/domain"), conversation()
    ours = Tracker.from_dict(faster.call_of(ACTION, tracker, domain)["tracker"])
    theirs = Tracker.from_dict(ACTION._action_call_format(tracker, domain)["tracker"])
    assert ours.get_latest_input_channel() == theirs.get_latest_input_channel() == "sms"
    assert ours.latest_message == theirs.latest_message
    assert ours.slots == theirs.slots and ours.slots["place"] == "Huanta"
    assert ours.latest_action_name == theirs.latest_action_name
    assert ours.sender_id == theirs.sender_id
    assert len(ours.events) < len(theirs.events)


class Counting(BaseHTTPRequestHandler):
    """Answers every post, and counts the connections that they come by."""

    protocol_version = "HTTP/1.1"
    connections: set[tuple[str, int]] = set()

    def do_POST(self) -> None:
        self.connections.add(self.client_address)
        self.rfile.read(int(self.headers["Content-Length"]))
        body = json.dumps({"authorization": self.headers.get("Authorization", "")}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def test_calls_share_a_connection_and_carry_what_rasa_would_send(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(EndpointConfig, "session", faster.session_of)
    Counting.connections = set()
    with ThreadingHTTPServer(("127.0.0.1", 0), Counting) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}"
        known = {"username": "ana", "password": "clave"}
        endpoint = EndpointConfig(address, basic_auth=known)

        async def three_calls() -> list[Any]:
            answers = [await endpoint.request(json={"a": 1}) for _ in range(3)]
            async with endpoint.session() as session:
                await session.close()
            return [*answers, await endpoint.request(json={"a": 1})]

        answers = asyncio.run(three_calls())
        server.shutdown()
    assert len(Counting.connections) == 2
    assert {answer["authorization"] for answer in answers} == {"Basic YW5hOmNsYXZl"}
