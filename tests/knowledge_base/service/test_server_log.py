"""The knowledge base's log: from the server as it is run, its builds, and without a database."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from knowledge_base import trace
from knowledge_base.console.clients.actions import Actions
from knowledge_base.console.clients.recommender import Recommender, RecommenderAway
from tests.contract.log_lines import events_in
from tests.contract.shape import load
from tests.contract.started import ROOT, Listening, Started, free_port, started

SERVER = [sys.executable, "-m", "gunicorn", "-c", "knowledge_base/service/gunicorn_conf.py"]
SERVER += ["knowledge_base.service.app:create_app()"]
TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
IDS = {"X-Request-Id": "of-a-turn", "traceparent": TRACEPARENT}
SAID = "soldadura submarina para Rosa, cel 987654321"
TOKEN = "a-token-that-nobody-may-read"
CATALOGUE = ROOT / "tests" / "knowledge_base" / "catalogue"


def settings_for(folder: Path, **more: str) -> tuple[dict[str, str], str]:
    port = free_port()
    settings = {
        "KNOWLEDGE_BASE_PORT": str(port),
        "KNOWLEDGE_BASE_CATALOGUE": str(CATALOGUE),
        "KNOWLEDGE_BASE_EDITOR_TOKEN": TOKEN,
        "KNOWLEDGE_BASE_CONSOLE_KEY": "k" * 32,
        "TECHHUB_VAR": str(folder),
        "TECHHUB_LOG_LEVEL": "DEBUG",
        "HF_HUB_OFFLINE": "1",
        **more,
    }
    return settings, f"http://127.0.0.1:{port}"


def wait_for(server: Started, words: str) -> None:
    end = time.monotonic() + 90
    while words not in server.output:
        assert time.monotonic() < end and server.process.poll() is None, server.output[-2000:]
        time.sleep(0.2)


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What a server writes that is asked good and bad things, and builds an index."""
    settings, url = settings_for(tmp_path_factory.mktemp("log"))
    with started(SERVER, settings, url) as server:
        while server.ask("GET", "/readyz").status_code != 200:
            time.sleep(0.3)
        answer = server.ask("GET", "/v1/search", params={"q": SAID}, headers=IDS)
        assert answer.headers["X-Request-Id"] == "of-a-turn"
        editor = {"Authorization": f"Bearer {TOKEN}"}
        server.ask("POST", "/v1/resources", headers=editor, json={"title": SAID})
        server.ask("GET", f"/v1/resources/{SAID}")
        server.ask("GET", f"/console/{SAID}?q={SAID}")
        server.ask("POST", "/console/sign-in", data={"name": "Rosa", "password": TOKEN})
        server.ask("GET", "/v1/search", params={"q": SAID * 300})
        assert server.ask("POST", "/v1/index", headers=editor).status_code == 202
        wait_for(server, "a version of the index is built")
        return server.end()


def test_every_line_is_an_event_without_what_was_asked(output: str) -> None:
    assert "knowledge_base.publishing" in {event["logger"] for event in events_in(output)}
    for private in ("soldadura", "Rosa", "987654321", TOKEN, "127.0.0.1"):
        assert private.lower() not in output.lower()


def test_each_answer_is_told_by_its_route(output: str) -> None:
    answers = [event for event in events_in(output) if "route" in event]
    routes = {(event["method"], event["route"], event["status"]) for event in answers}
    assert {("GET", "/v1/search", 200), ("POST", "/v1/resources", 422)} <= routes
    (asked,) = [event for event in answers if event["request_id"] == "of-a-turn"]
    assert asked["trace_id"] in TRACEPARENT and asked["span_id"] not in TRACEPARENT


def test_of_a_database_that_is_away_only_the_code_is_told(tmp_path: Path) -> None:
    away = f"postgresql://rosa:{TOKEN}@127.0.0.1:{free_port()}/base"
    settings, url = settings_for(tmp_path, KNOWLEDGE_BASE_DATABASE_URL=away)
    with started(SERVER, settings, url) as server:
        wait_for(server, "cannot be brought up to date")
        assert server.ask("GET", "/v1/search", params={"q": SAID}).status_code == 503
        server.ask("GET", "/console/")
        output = server.end()
    failed = [event for event in events_in(output) if "error" in event]
    assert failed[0]["error"]["type"] == "sqlalchemy.exc.OperationalError"
    assert failed[0]["request_id"] and "psycopg" in failed[0]["error"]["trace"]
    for private in (TOKEN, "rosa", "soldadura"):
        assert private not in output


def test_a_setting_that_does_not_fit_ends_the_server_with_an_event() -> None:
    environment = {**os.environ, "KNOWLEDGE_BASE_PORT": "no"}
    ended = subprocess.run(SERVER, cwd=ROOT, env=environment, capture_output=True, text=True)
    (event,) = events_in(ended.stdout)
    assert ended.returncode == 1 and not ended.stderr
    assert event["level"] == "CRITICAL" and "KNOWLEDGE_BASE_PORT" in event["message"]


def test_the_console_asks_others_with_the_ids() -> None:
    contract: dict[str, Any] = load("reply_preview")
    with Listening(contract["response"]["body"]) as service:
        client = Actions(service.url)
        client.preview(contract["request"]["body"]["resource"])
        with trace.background(trace.Trace.begun("of-an-editor")) as at_work:
            client.preview(contract["request"]["body"]["resource"])
            with pytest.raises(RecommenderAway):
                Recommender(service.url, TOKEN).hub("x")
    bare, *sent = service.headers
    assert "x-request-id" not in bare and len(sent) == 2
    for headers in sent:
        assert headers["x-request-id"] == "of-an-editor"
        assert headers["traceparent"] == at_work.headers()["traceparent"]
