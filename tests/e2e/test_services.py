"""The services as they answer behind the bot."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Stack
from tests.e2e.phone import direct

READY = {
    "recommender": "/readyz",
    "knowledge_base": "/readyz",
    "actions": "/readyz",
    "bot": "/webhooks/twilio/readyz",
}


@pytest.mark.parametrize("pod", READY)
def test_ready_live_and_measured(stack: Stack, pod: str) -> None:
    ready = READY[pod]
    for route in (ready, ready.replace("readyz", "healthz"), ready.replace("readyz", "metrics")):
        answer = direct().get(stack.url(pod, route), timeout=10)
        assert answer.status_code == 200, route
    assert "techhub_" in answer.text


@pytest.mark.parametrize("pod", ["recommender", "knowledge_base"])
def test_the_interface_is_documented_without_a_network(stack: Stack, pod: str) -> None:
    page = direct().get(stack.url(pod, "/docs"), timeout=10)
    assert page.status_code == 200
    assert "https://cdn" not in page.text and "unpkg" not in page.text
    described = direct().get(stack.url(pod, "/openapi.json"), timeout=10).json()
    assert described["paths"]


def test_an_error_is_a_problem_and_no_stack_trace(stack: Stack) -> None:
    for url in (
        stack.url("recommender", "/v1/hubs/nearest?lat=40.4&lon=-3.7"),
        stack.url("recommender", "/v1/hubs/nearest?lat=norte&lon=sur"),
        stack.url("recommender", "/v1/hubs/none-such"),
        stack.url("knowledge_base", "/v1/search?q="),
        stack.url("knowledge_base", "/v1/resources/none-such"),
    ):
        answer = direct().get(url, timeout=10)
        assert 400 <= answer.status_code < 500, url
        assert answer.headers["content-type"].startswith("application/problem+json"), url
        assert answer.json()["code"] and "Traceback" not in answer.text


def test_a_stray_request_to_the_bot_is_a_problem_too(stack: Stack) -> None:
    stray = direct().get(stack.url("bot", "/nothing-here"), timeout=10)
    asked = direct().get(stack.url("bot", "/webhooks/twilio/webhook"), timeout=10)
    assert [stray.status_code, asked.status_code] == [404, 405]
    for answer in (stray, asked):
        assert answer.headers["content-type"].startswith("application/problem+json")
        assert answer.json()["code"]
