"""The recommender's log, from the server as it is run: gunicorn's master and worker among it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from recommender import trace
from recommender.clients.knowledge_base import KnowledgeBase, KnowledgeBaseAway
from recommender.plan.queue import PlanQueue
from tests.contract.log_lines import events_in
from tests.contract.shape import load
from tests.contract.started import ROOT, Listening, free_port, started

SERVER = [sys.executable, "-m", "gunicorn", "-c", "recommender/gunicorn.conf.py"]
SERVER += ["recommender.service.app:create_app()"]
TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
IDS = {"X-Request-Id": "of-a-turn", "traceparent": TRACEPARENT}
SAID = "Vinchos donde vive Rosa, cel 987654321"
TOKEN = "a-token-that-nobody-may-read"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What a server without a bundle writes that is asked good and bad things."""
    folder, port = tmp_path_factory.mktemp("log"), free_port()
    settings = {
        "RECOMMENDER_PORT": str(port),
        "RECOMMENDER_BUNDLE": str(folder / "none"),
        "RECOMMENDER_SERVICE_TOKEN": TOKEN,
        "TECHHUB_VAR": str(folder),
        "TECHHUB_LOG_LEVEL": "DEBUG",
    }
    with started(SERVER, settings, f"http://127.0.0.1:{port}") as server:
        answer = server.ask("GET", "/v1/places", params={"q": SAID}, headers=IDS)
        assert answer.headers["X-Request-Id"] == "of-a-turn"
        answer = server.ask("GET", f"/v1/hubs/{SAID}", headers={"X-Request-Id": "a b"})
        assert len(answer.headers["X-Request-Id"]) == 32
        server.ask("GET", f"/{SAID}?lat=-12.937512&lon=-74.247893")
        server.ask("POST", "/v1/plans", data=f'{{"{SAID}', headers={"Plan-Owner": TOKEN})
        server.ask("PUT", "/v1/hubs/x", headers={"Authorization": f"Bearer {TOKEN}"})
        server.ask("ROSA", "/healthz")
        server.ask("GET", "/v1/places", params={"q": SAID * 300})
        return server.end()


def test_every_line_is_an_event_without_what_was_asked(output: str) -> None:
    events = events_in(output)
    assert {"gunicorn.error", "recommender.service.access_events"} <= {e["logger"] for e in events}
    for private in ("Vinchos", "Rosa", "987654321", "12.93", "74.24", TOKEN, "127.0.0.1"):
        assert private.lower() not in output.lower()


def test_each_answer_is_told_by_its_route(output: str) -> None:
    answers = [event for event in events_in(output) if "route" in event]
    routes = {(event["method"], event["route"], event["status"]) for event in answers}
    assert {
        ("GET", "/v1/places", 503),
        ("GET", "/v1/hubs/<string:hub_id>", 503),
        ("GET", "unmatched", 404),
        ("OTHER", "unmatched", 405),
    } <= routes
    (asked,) = [event for event in answers if event["request_id"] == "of-a-turn"]
    assert asked["trace_id"] in TRACEPARENT and asked["span_id"] not in TRACEPARENT


def test_what_fails_at_the_start_is_told_with_its_way(output: str) -> None:
    (failed,) = [e for e in events_in(output) if e["message"].startswith("loading failed")]
    assert failed["error"]["type"] in failed["error"]["trace"] and failed["request_id"]
    assert "recommender.service.runtime:" in failed["error"]["trace"]


@pytest.mark.parametrize(
    "name", ["RECOMMENDER_PORT", "TECHHUB_LOG_LEVEL", "RECOMMENDER_SERVICE_TOKEN"]
)
def test_a_setting_that_does_not_fit_ends_the_server_with_an_event(name: str) -> None:
    wrong = {name: "development-token-not-for-production", "TECHHUB_ENV": "production"}
    environment = {**os.environ, **wrong}
    ended = subprocess.run(SERVER, cwd=ROOT, env=environment, capture_output=True, text=True)
    (event,) = events_in(ended.stdout)
    assert ended.returncode == 1 and not ended.stderr
    assert event["level"] == "CRITICAL" and name in event["message"]


def test_the_knowledge_base_is_asked_with_the_ids() -> None:
    with Listening(load("interests")["response"]["body"]) as service:
        client = KnowledgeBase(service.url, 2.0)
        client.interests()
        with trace.background(trace.Trace.begun("of-a-map")) as at_work:
            client.interests()
    bare, sent = service.headers
    assert "x-request-id" not in bare
    assert sent["x-request-id"] == "of-a-map"
    assert sent["traceparent"] == at_work.headers()["traceparent"]


def test_what_the_knowledge_base_answers_is_not_in_the_words_of_the_fault() -> None:
    with Listening({"since": SAID}) as service, pytest.raises(KnowledgeBaseAway) as caught:
        KnowledgeBase(service.url, 2.0).interests()
    assert "Rosa" not in str(caught.value)


def test_a_plan_is_solved_under_the_id_of_who_asked() -> None:
    seen: list[trace.Trace | None] = []

    class Store:
        def begin(self, *_: Any) -> dict[str, Any]:
            return {"id": "p", "left_by": 0}

        def finish(self, plan: dict[str, Any], _: str) -> dict[str, Any]:
            return plan

    def solve(_: object) -> dict[str, Any]:
        seen.append(trace.current())
        return {"status": "done"}

    queue = PlanQueue(Store(), wait_s=10)  # type: ignore[arg-type]
    with trace.background(trace.Trace.begun("of-a-plan")) as at_work:
        queue.ask({}, solve)
    queue.leave(wait_s=60)
    assert seen == [at_work]


def test_the_solver_says_nothing_on_standard_output(tmp_path: Path) -> None:
    program = (
        "from recommender.service.server_log import hush_the_solver\n"
        "hush_the_solver()\nprint('between', flush=True)\n"
        "import highspy\nhighspy.Highs()\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == "between\n"
