"""A plan that takes long is answered at once with an id to ask for it."""

# A response's JSON is typed as possibly None; a test that meets None fails, as it should.
# mypy: disable-error-code=index

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from recommender.plan.queue import PlanQueue
from recommender.service.app import create_app
from recommender.service.runtime import Parts
from recommender.settings import Settings
from recommender.store import plans
from tests.contract.shape import differences, load

CONTRACT = load("plan_pending")
ASKED = {"problem": "mclp", "k": 2, "region": "0504"}


def impatient(var: Path) -> Flask:
    """Build the service with a limit that every plan exceeds."""
    made = create_app(Settings(var=var, load_model=False, plan_wait_s=0))
    made.extensions["recommender"].wait(120)
    return made


def parts_of(app: Flask) -> Parts:
    parts: Parts | None = app.extensions["recommender"].parts
    assert parts is not None
    return parts


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pending")


@pytest.fixture(scope="module")
def slow(var: Path) -> Flask:
    return impatient(var)


@pytest.fixture
def running(slow: Flask) -> dict[str, Any]:
    """A plan that a worker is solving still."""
    return parts_of(slow).plans.begin({**ASKED, "radius_km": 5.0, "region": None})


def test_a_plan_that_takes_long_has_the_contracts_shape(slow: Flask) -> None:
    wanted = CONTRACT["response"]
    answer = slow.test_client().post(CONTRACT["request"]["path"], json=CONTRACT["request"]["body"])
    assert (answer.status_code, answer.mimetype) == (wanted["status"], wanted["content_type"])
    assert differences(answer.json, wanted["body"], tuple(CONTRACT["nullable"])) == []
    assert answer.json["status"] == "running"
    assert answer.headers["Location"] == f"/v1/plans/{answer.json['id']}"


def test_it_can_be_read_at_its_address_once_it_is_done(tmp_path: Path) -> None:
    app = impatient(tmp_path)
    where = app.test_client().post("/v1/plans", json=ASKED).headers["Location"]
    parts_of(app).queue.close()
    answer = app.test_client().get(where)
    assert (answer.status_code, answer.json["status"]) == (200, "done")
    assert len(answer.json["sites"]) == 2


@pytest.mark.parametrize("file_format", ["json", "csv", "geojson"])
def test_while_it_runs_every_worker_says_so(
    var: Path, running: dict[str, Any], file_format: str
) -> None:
    other = impatient(var).test_client()
    answer = other.get(f"/v1/plans/{running['id']}", query_string={"format": file_format})
    assert (answer.status_code, answer.json) == (202, running)
    assert answer.headers["Location"] == f"/v1/plans/{running['id']}"


@pytest.mark.parametrize(
    "fate", [{"status": "failed"}, {"created_at": "2026-01-01T00:00:00Z"}], ids=["broke", "lost"]
)
def test_a_plan_that_will_never_be_done_is_a_problem(
    slow: Flask, running: dict[str, Any], fate: dict[str, str]
) -> None:
    parts = parts_of(slow)
    document = json.dumps(running | fate)
    with parts.plans.engine.begin() as connection:
        changed = update(plans).where(plans.c.id == running["id"]).values(document=document)
        connection.execute(changed)
    answer = slow.test_client().get(f"/v1/plans/{running['id']}")
    assert (answer.status_code, answer.mimetype) == (500, "application/problem+json")
    assert answer.get_json(force=True)["code"] == "plan_failed"


@pytest.fixture
def full(slow: Flask) -> Iterator[Flask]:
    """The service with a queue that has no room left."""
    runtime = slow.extensions["recommender"]
    gate = threading.Event()
    queue = PlanQueue(parts_of(slow).plans, wait_s=0, room=1)
    queue.ask(ASKED, lambda: {"sites": [], "waited": gate.wait()})
    before = runtime.parts
    runtime.parts = replace(before, queue=queue)
    yield slow
    runtime.parts = before
    gate.set()
    queue.close()


def test_a_full_queue_says_when_to_come_back(full: Flask) -> None:
    answer = full.test_client().post("/v1/plans", json=ASKED)
    assert (answer.status_code, answer.mimetype) == (503, "application/problem+json")
    assert answer.get_json(force=True)["code"] == "busy"
    assert int(answer.headers["Retry-After"]) > 0
