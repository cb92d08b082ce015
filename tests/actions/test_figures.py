"""What is counted of the acts: how they ended, whose hubs they told of, how services answered."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from prometheus_client import REGISTRY

from actions.clients.http import ServiceUnavailable
from actions.clients.knowledge_base import KnowledgeBase
from actions.metrics import DEPARTMENTS
from actions.services import Services
from tests.actions.conftest import Conversation
from tests.actions.fake_services import FakeServices, example, problem

HUBS = "techhub_hub_details_total"
ACTS = "techhub_actions_total"
CALLS = "techhub_service_calls_total"


def risen(name: str, **labels: str) -> Callable[[], float]:
    """By how much a counter has risen since this call; it stands there from the start."""
    before = REGISTRY.get_sample_value(name, labels)
    assert before is not None, (name, labels)
    return lambda: (REGISTRY.get_sample_value(name, labels) or 0.0) - before


@pytest.mark.parametrize("language", ["es", "qu"])
def test_a_hub_told_of_counts_once_in_its_department_in_any_language(
    whatsapp: Conversation, language: str
) -> None:
    department = example("hub")["hub"]["department"]
    assert department in DEPARTMENTS
    counted = risen(HUBS, department=department)
    whatsapp.slots["language"] = language
    whatsapp.say("nearest_hubs", "hubs en huanta", place="huanta")
    assert counted() == 0
    whatsapp.say("choose", "1", number="1")
    assert counted() == 1


def test_a_search_in_vain_is_an_answer_that_found_nothing(
    whatsapp: Conversation, fake: FakeServices
) -> None:
    nothing = {**example("search"), "found": False, "results": [], "next_offset": None}
    fake.answers["/v1/search"] = lambda q, b: (200, nothing)
    counted = risen(ACTS, action="action_learn", outcome="nothing")
    whatsapp.say("learn", "soldadura submarina", topic="soldadura submarina")
    assert counted() == 1


def test_a_place_that_nobody_knows_is_one_too(whatsapp: Conversation, fake: FakeServices) -> None:
    fake.places("none")
    counted = risen(ACTS, action="action_ask_place", outcome="nothing")
    whatsapp.say("nearest_hubs", "hubs en xyzxyz", place="xyzxyz")
    assert counted() == 1


def test_a_place_that_is_only_asked_for_is_not(whatsapp: Conversation) -> None:
    counted = risen(ACTS, action="action_ask_place", outcome="nothing")
    asked = risen(ACTS, action="action_ask_place", outcome="asked")
    whatsapp.say("nearest_hubs", "hay hubs?")
    assert (counted(), asked()) == (0, 1)


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [((200, {}), "answered"), (problem(422, "bad"), "refused"), ((500, {}), "failed"),
     ((200, b"no json"), "failed")],
)  # fmt: skip
def test_each_call_of_a_service_is_counted_by_how_it_ended(
    services: Services, fake: FakeServices, answer: Any, outcome: str
) -> None:
    fake.answers["/v1/lessons"] = lambda q, b: answer
    counted = risen(CALLS, service="knowledge_base", outcome=outcome)
    try:
        services.knowledge_base._http.get("/v1/lessons")
    except Exception as error:
        assert outcome != "answered", error
    assert counted() == 1


def test_silence_is_a_timeout_and_a_closed_door_is_not(fake: FakeServices) -> None:
    counted = risen(CALLS, service="knowledge_base", outcome="timeout")
    over = threading.Event()
    fake.answers["/v1/lessons"] = lambda q, b: (200, over.wait(20) or None)
    with pytest.raises(ServiceUnavailable):
        KnowledgeBase(fake.url, 0.2).lessons()
    over.set()
    assert counted() == 1
    counted = risen(CALLS, service="knowledge_base", outcome="unreachable")
    with pytest.raises(ServiceUnavailable):
        KnowledgeBase("http://127.0.0.1:1", 0.2).lessons()
    assert counted() == 1


def test_an_apology_is_counted_apart_from_a_refusal(
    whatsapp: Conversation, fake: FakeServices
) -> None:
    fake.answers["/v1/search"] = lambda q, b: (500, {})
    counted = risen(ACTS, action="action_learn", outcome="unavailable")
    whatsapp.say("learn", "python", topic="python")
    assert counted() == 1
