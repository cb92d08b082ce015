"""The action server as it is started: routes, a call as Rasa sends it, bad calls, metrics."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.actions.fake_services import FakeServices

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    fake = FakeServices()
    with started(fake) as (url, _):
        yield url
    fake.close()


@contextmanager
def started(fake: FakeServices) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A ready action server in front of these services; it ends with the block."""
    url = f"http://127.0.0.1:{free_port()}"
    environ = {
        **os.environ,
        "RECOMMENDER_URL": fake.url,
        "KNOWLEDGE_BASE_URL": fake.url,
        "ACTIONS_PORT": url.rsplit(":", 1)[1],
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "actions"],
        cwd=ROOT,
        env=environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_until_ready(url, process)
        yield url, process
    finally:
        process.terminate()
        process.wait(20)


def _wait_until_ready(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert process.poll() is None, "the action server ended at once"
        try:
            if requests.get(f"{url}/readyz", timeout=1).ok:
                return
        except requests.ConnectionError:
            time.sleep(0.1)
    raise AssertionError("the action server did not become ready")


def call(text: str, channel: str) -> dict[str, Any]:
    """An action call as Rasa 3.6 sends it."""
    return {
        "next_action": "action_nearest_hubs",
        "sender_id": "p",
        "version": "3.6.21",
        "domain": {},
        "tracker": {
            "sender_id": "p",
            "slots": {"channel": None, "place": None},
            "latest_message": {"text": text, "intent": {"name": "nearest_hubs"}, "entities": []},
            "events": [{"event": "user", "text": text, "input_channel": channel}],
            "paused": False,
            "followup_action": None,
            "active_loop": {},
            "latest_action_name": "action_listen",
        },
    }


def test_probes_answer(server: str) -> None:
    assert requests.get(f"{server}/healthz", timeout=5).json() == {"status": "live"}
    assert requests.get(f"{server}/readyz", timeout=5).json() == {"status": "ready"}


def test_a_call_of_rasa_is_answered_and_counted(server: str) -> None:
    answer = requests.post(f"{server}/webhook", json=call("hubs en huanta", "sms"), timeout=10)
    body = answer.json()
    assert "Tambos cerca de Huanta" in body["responses"][0]["text"]
    slots = {event["name"]: event["value"] for event in body["events"] if event["event"] == "slot"}
    assert slots["channel"] == "sms" and slots["place"] == "Huanta, Huanta, Ayacucho"
    metrics = requests.get(f"{server}/metrics", timeout=5).text
    assert 'techhub_actions_total{action="action_nearest_hubs",outcome="answered"} 1.0' in metrics
    assert "techhub_action_duration_seconds_bucket" in metrics
    assert "huanta" not in metrics.lower()


@pytest.mark.parametrize(
    ("body", "status"), [("{no json", 400), ("[]", 422), ('{"next_action": "action_learn"}', 422)]
)
def test_a_bad_call_gets_a_problem_and_no_trace(server: str, body: str, status: int) -> None:
    answer = requests.post(f"{server}/webhook", data=body, timeout=5)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert set(answer.json()) == {"type", "title", "status", "detail", "code", "errors"}
    assert "Traceback" not in answer.text


def test_an_unknown_route_is_a_problem(server: str) -> None:
    answer = requests.get(f"{server}/nothing", timeout=5)
    assert (answer.status_code, answer.json()["status"]) == (404, 404)


def test_a_server_that_is_told_to_end_answers_what_it_was_asked_and_closes_the_connection() -> None:
    fake, asked, let_go = FakeServices(), threading.Event(), threading.Event()
    known = fake.answers["/v1/hubs/nearest"]

    def slow(query: dict[str, str], body: Any) -> Any:
        asked.set()
        let_go.wait(20)
        return known(query, body)

    fake.answers["/v1/hubs/nearest"] = slow
    with started(fake) as (url, process), ThreadPoolExecutor() as pool:
        body = call("hubs en huanta", "sms")
        answer = pool.submit(requests.post, f"{url}/webhook", json=body, timeout=20)
        assert asked.wait(20)
        process.terminate()
        _wait_until_refused(url)
        let_go.set()
        assert "Tambos cerca de Huanta" in answer.result().text
        assert answer.result().headers["connection"] == "close"
        assert process.wait(20) == 0
    fake.close()


def _wait_until_refused(url: str) -> None:
    for _ in range(300):
        try:
            requests.get(f"{url}/healthz", timeout=1)
        except requests.ConnectionError:
            return
        time.sleep(0.02)
    raise AssertionError("the action server still listens")
