"""What `make run` hands to the pods: addresses follow ports, and no proxy stands between."""

from __future__ import annotations

import runpy
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = [ROOT / ".env.example"]


@pytest.fixture(scope="module")
def run() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / ".make" / "run.py"))


def test_addresses_follow_the_ports(run: dict[str, Any]) -> None:
    ports = {"BOT_PORT": "6005", "ACTIONS_PORT": "6055", "RECOMMENDER_PORT": "9000"}
    found = run["environment"](ports, EXAMPLE)
    assert found["ACTIONS_URL"] == "http://127.0.0.1:6055/webhook"
    assert found["RECOMMENDER_URL"] == "http://127.0.0.1:9000"
    assert found["KNOWLEDGE_BASE_URL"] == "http://127.0.0.1:8001"
    assert found["RECOMMENDER_KNOWLEDGE_BASE_URL"] == "http://127.0.0.1:8001"
    assert found["TWILIO_WEBHOOK_URL"] == "http://127.0.0.1:6005/webhooks/twilio/webhook"


def test_everyone_finds_a_knowledge_base_on_another_port(run: dict[str, Any]) -> None:
    found = run["environment"]({"KNOWLEDGE_BASE_PORT": "9001"}, EXAMPLE)
    assert found["KNOWLEDGE_BASE_URL"] == "http://127.0.0.1:9001"
    assert found["RECOMMENDER_KNOWLEDGE_BASE_URL"] == "http://127.0.0.1:9001"


def test_an_address_that_was_set_stays(run: dict[str, Any], tmp_path: Path) -> None:
    own = tmp_path / ".env"
    own.write_text("TWILIO_WEBHOOK_URL=https://example.org/twilio\nRECOMMENDER_PORT=9000\n")
    found = run["environment"]({"RECOMMENDER_URL": "http://10.0.0.7:80"}, [*EXAMPLE, own])
    assert found["TWILIO_WEBHOOK_URL"] == "https://example.org/twilio"
    assert found["RECOMMENDER_URL"] == "http://10.0.0.7:80"
    assert found["RECOMMENDER_PORT"] == "9000"


def test_without_any_file_the_assistant_has_all_it_reads(run: dict[str, Any]) -> None:
    found = run["environment"]({"TECHHUB_VAR": "", "BOT_PORT": ""}, [])
    assert found["TECHHUB_VAR"] == "var"
    assert found["BOT_PORT"] == "5005"
    assert found["ACTIONS_URL"] == "http://127.0.0.1:5055/webhook"


@pytest.mark.parametrize("text", ["abc", "0", "70000", "-1", "80.5", "²"])
def test_what_is_no_port_is_refused_by_name(run: dict[str, Any], text: str) -> None:
    with pytest.raises(SystemExit, match="BOT_PORT must be a port"):
        run["environment"]({"BOT_PORT": text}, EXAMPLE)


class Ready(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def test_a_proxy_has_no_say_on_this_machine(
    run: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Nothing listens on port 9 (discard).
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    with HTTPServer(("127.0.0.1", 0), Ready) as pod:
        threading.Thread(target=pod.serve_forever, daemon=True).start()
        assert run["is_ready"](f"http://127.0.0.1:{pod.server_port}/readyz")
        pod.shutdown()
