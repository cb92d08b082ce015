"""The action server's log, from the running server: events alone, ids carried on, nothing told."""

from __future__ import annotations

import socket
import subprocess
import sys
from typing import Any

import pytest

from tests.actions.fake_services import FakeServices
from tests.actions.test_server import call
from tests.contract.log_lines import events_in
from tests.contract.started import ROOT, Listening, Started, free_port, started

SERVER = [sys.executable, "-m", "actions"]
TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
IDS = {"X-Request-Id": "of-a-turn", "traceparent": TRACEPARENT}
SAID = "hubs en Vinchos, soy Rosa Huamán, mi cel 987654321"


def talk(services: str, *asked: tuple[str, str, dict[str, Any]]) -> list[dict[str, Any]]:
    """The events of a server that was asked all this."""
    port = free_port()
    settings = {
        "RECOMMENDER_URL": services,
        "KNOWLEDGE_BASE_URL": services,
        "ACTIONS_PORT": str(port),
    }
    with started(SERVER, settings, f"http://127.0.0.1:{port}") as server:
        for method, path, content in asked:
            server.ask(method, path, **content)
        output = server.end()
    for private in ("Vinchos", "Rosa", "Huam", "987654321", "12.93"):
        assert private.lower() not in output.lower()
    return events_in(output)


def test_a_turn_is_told_with_its_ids_and_without_what_was_said() -> None:
    fake = FakeServices()
    events = talk(fake.url, ("POST", "/webhook", {"json": call(SAID, "sms"), "headers": IDS}))
    fake.close()
    (answer,) = [event for event in events if event.get("route") == "/webhook"]
    assert (answer["request_id"], answer["status"]) == ("of-a-turn", 200)
    assert answer["trace_id"] in TRACEPARENT and answer["span_id"] not in TRACEPARENT


def test_what_is_asked_of_others_carries_the_ids() -> None:
    with Listening({}) as service:
        talk(service.url, ("POST", "/webhook", {"json": call(SAID, "sms"), "headers": IDS}))
        assert service.headers
        for headers in service.headers:
            assert headers["x-request-id"] == "of-a-turn"
            assert headers["traceparent"].split("-")[1] in TRACEPARENT


@pytest.mark.parametrize(
    ("services", "why"),
    [("http://127.0.0.1:9", "ConnectionError"), ("", "unexpected answer: ")],
    ids=["away", "nonsense"],
)
def test_a_service_that_fails_is_named_and_what_was_asked_is_not(services: str, why: str) -> None:
    with Listening([{"name": SAID}]) as nonsense:
        asked = {"json": call(SAID, "whatsapp"), "headers": IDS}
        events = talk(services or nonsense.url, ("POST", "/webhook", asked))
    told = [event for event in events if event["level"] == "WARNING" and "act" in event["logger"]]
    assert any(f"recommender: {why}" in event["message"] for event in told)
    assert {event["request_id"] for event in told if event["logger"] == "actions.act"} == {
        "of-a-turn"
    }


def test_bad_calls_are_told_without_their_content() -> None:
    wrong = call(SAID, "sms") | {"tracker": {"latest_message": SAID, "slots": [SAID]}}
    events = talk(
        "http://127.0.0.1:9",
        ("POST", "/webhook", {"data": f'{{"{SAID}'.encode()}),
        ("POST", "/webhook", {"json": [SAID]}),
        ("POST", "/webhook", {"json": wrong}),
        ("POST", "/webhook", {"json": call(SAID, "sms") | {"next_action": SAID}}),
        ("GET", f"/{SAID}?q={SAID}", {"headers": {"X-Request-Id": SAID.encode("latin-1")}}),
        ("POST", "/v1/replies/resource", {"data": SAID.encode()}),
        ("ROSA", "/webhook", {}),
    )
    statuses = [event["status"] for event in events if "status" in event]
    assert statuses[0] == 200 and all(status >= 400 for status in statuses[1:])
    assert len(statuses) >= 7
    assert "unmatched" in {event.get("route") for event in events}


def test_a_setting_that_does_not_fit_is_told_as_an_event() -> None:
    ended = subprocess.run(
        SERVER,
        cwd=ROOT,
        env={"ACTIONS_PORT": "no", "PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        text=True,
    )
    (event,) = events_in(ended.stdout)
    assert ended.returncode == 1 and not ended.stderr
    assert event["level"] == "CRITICAL" and "ACTIONS_PORT" in event["message"]


def test_a_port_that_is_taken_ends_the_server_with_a_fault() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        ended = subprocess.run(
            SERVER,
            cwd=ROOT,
            env={"ACTIONS_PORT": port, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            text=True,
        )
    events = events_in(ended.stdout)
    assert ended.returncode == 1 and events[-1]["level"] == "CRITICAL"
    assert "EADDRINUSE" in [event.get("error", {}).get("code") for event in events]
    assert "acts answer" not in ended.stdout


def test_what_is_told_follows_the_level() -> None:
    port = free_port()
    settings = {"ACTIONS_PORT": str(port), "TECHHUB_LOG_LEVEL": "ERROR"}
    server = Started(SERVER, settings, f"http://127.0.0.1:{port}")
    server.wait_until_alive()
    assert [event for event in events_in(server.end()) if event["level"] == "INFO"] == []
