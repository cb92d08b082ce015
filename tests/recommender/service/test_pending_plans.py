"""A plan that takes long is answered at once with an id to ask for it."""

# A response's JSON is typed as possibly None; a test that meets None fails, as it should.
# mypy: disable-error-code=index

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from recommender.plan.claims import claim_of
from recommender.plan.queue import PlanQueue, Report
from recommender.service.app import create_app
from recommender.service.clients import client_digest, owner_digest
from recommender.service.runtime import Parts
from recommender.settings import Settings
from recommender.store import plans
from tests.contract.shape import differences, load

CONTRACT = load("plan_pending")
ASKED = {"problem": "mclp", "k": 2, "region": "0504"}
OWNER = "a-client-of-the-tests"


def impatient(var: Path, store_url: str = "") -> Flask:
    """Build the service with a limit that every plan exceeds."""
    settings = Settings(var=var, load_model=False, plan_wait_s=0, database_url=store_url)
    made = create_app(settings)
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
    asked = {**ASKED, "radius_km": 5.0, "region": None, "request": {}}
    begun = parts_of(slow).plans.begin(asked)
    # Whose it is, is between the workers.
    return {key: value for key, value in begun.items() if key != "left_by"}


def test_a_plan_that_takes_long_has_the_contracts_shape(slow: Flask) -> None:
    wanted = CONTRACT["response"]
    request = CONTRACT["request"]
    client = slow.test_client()
    answer = client.post(request["path"], json=request["body"], headers=request["headers"])
    assert (answer.status_code, answer.mimetype) == (wanted["status"], wanted["content_type"])
    assert differences(answer.json, wanted["body"], tuple(CONTRACT["nullable"])) == []
    assert answer.json["status"] == "running"
    assert answer.headers["Location"] == f"/v1/plans/{answer.json['id']}"
    assert answer.headers["Retry-After"] == wanted["headers"]["Retry-After"]


def test_it_can_be_read_at_its_address_once_it_is_done(tmp_path: Path) -> None:
    app = impatient(tmp_path)
    where = app.test_client().post("/v1/plans", json=ASKED).headers["Location"]
    parts_of(app).queue.leave(wait_s=60)
    answer = app.test_client().get(where)
    assert (answer.status_code, answer.json["status"]) == (200, "done")
    assert len(answer.json["sites"]) == 2


@pytest.mark.parametrize("file_format", ["json", "csv", "geojson", "html"])
def test_while_it_runs_every_worker_says_so(
    var: Path, running: dict[str, Any], file_format: str
) -> None:
    other = impatient(var).test_client()
    answer = other.get(f"/v1/plans/{running['id']}", query_string={"format": file_format})
    assert (answer.status_code, answer.json) == (202, running)
    assert answer.headers["Location"] == f"/v1/plans/{running['id']}"


@pytest.mark.parametrize("fate", [{"status": "failed"}, {"updated_at": 0.0}], ids=["broke", "lost"])
def test_a_plan_that_will_never_be_done_is_a_problem(
    slow: Flask, running: dict[str, Any], fate: dict[str, Any]
) -> None:
    with parts_of(slow).plans.engine.begin() as connection:
        connection.execute(update(plans).where(plans.c.id == running["id"]).values(**fate))
    answer = slow.test_client().get(f"/v1/plans/{running['id']}")
    assert (answer.status_code, answer.mimetype) == (500, "application/problem+json")
    assert answer.get_json(force=True)["code"] == "plan_failed"


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """A solve that waits for this event is as slow as the test wants."""
    event = threading.Event()
    yield event
    event.set()


def test_two_workers_tell_the_progress_of_one_plan(
    tmp_path: Path, store_url: str, gate: threading.Event
) -> None:
    first, second = (impatient(tmp_path, store_url) for _ in range(2))
    told = threading.Event()

    def solve(report: Report) -> dict[str, Any]:
        report(0.5, "mejorando el plan", "improving the plan")
        told.set()
        gate.wait()
        return {"status": "done", "sites": []}

    asked = {**ASKED, "radius_km": 5.0, "region": None, "request": {}}
    begun = parts_of(first).queue.ask(asked, solve)
    told.wait()
    for path in (f"/v1/plans/{begun['id']}", f"/v1/plans/{begun['code'].lower()}"):
        seen = [app.test_client().get(path).json for app in (first, second)]
        assert seen[0] == seen[1]
        assert seen[0]["progress"]["fraction"] == 0.5
        assert seen[0]["progress"]["step_en"] == "improving the plan"
    gate.set()
    parts_of(first).queue.leave(wait_s=60)
    assert second.test_client().get(f"/v1/plans/{begun['id']}").json["status"] == "done"


def test_what_turns_out_infeasible_later_says_why(tmp_path: Path) -> None:
    contract = load("plan_infeasible")
    app = impatient(tmp_path)
    body = load("infeasible")["request"]["body"]
    where = app.test_client().post("/v1/plans", json=body).headers["Location"]
    parts_of(app).queue.leave(wait_s=60)
    answer = app.test_client().get(where)
    wanted = contract["response"]
    assert (answer.status_code, answer.mimetype) == (wanted["status"], wanted["content_type"])
    assert differences(answer.json, wanted["body"], tuple(contract["nullable"])) == []
    assert answer.json["status"] == "infeasible"
    file = app.test_client().get(where, query_string={"format": "csv"})
    assert (file.status_code, file.get_json(force=True)["code"]) == (422, "infeasible")


@pytest.fixture
def full(slow: Flask, gate: threading.Event) -> Iterator[Flask]:
    """The service with a queue that has no room left."""
    runtime = slow.extensions["recommender"]
    queue = PlanQueue(parts_of(slow).plans, wait_s=0, room=1)
    queue.ask(ASKED, lambda report: {"status": "done", "waited": gate.wait()})
    before = runtime.parts
    runtime.parts = replace(before, queue=queue)
    yield slow
    runtime.parts = before
    gate.set()
    queue.leave(wait_s=60)


def test_a_full_queue_says_when_to_come_back(full: Flask) -> None:
    answer = full.test_client().post("/v1/plans", json=ASKED)
    assert (answer.status_code, answer.mimetype) == (503, "application/problem+json")
    assert answer.get_json(force=True)["code"] == "busy"
    assert int(answer.headers["Retry-After"]) > 0


@pytest.fixture
def busy(tmp_path: Path, gate: threading.Event) -> Flask:
    """A service that solves two plans of one owner, and two of the address."""
    app = impatient(tmp_path)
    asked = {**ASKED, "radius_km": 5.0, "region": None, "request": {}}
    for owner in (OWNER, None):
        with app.test_request_context(environ_base={"REMOTE_ADDR": "127.0.0.1"}):
            client = client_digest(owner_digest({"owner": owner}))
        for _ in range(2):
            parts_of(app).queue.ask(
                asked, lambda report: {"status": "done", "waited": gate.wait()}, client
            )
    return app


@pytest.mark.parametrize("headers", [{"Plan-Owner": OWNER}, {}], ids=["owner", "address"])
def test_a_client_has_two_plans_at_once(busy: Flask, headers: dict[str, str]) -> None:
    answer = busy.test_client().post("/v1/plans", json=ASKED, headers=headers)
    assert (answer.status_code, answer.get_json(force=True)["code"]) == (429, "too_many_plans")
    assert int(answer.headers["Retry-After"]) > 0


def test_others_need_not_wait(busy: Flask) -> None:
    headers = {"Plan-Owner": "another-client-16"}
    assert busy.test_client().post("/v1/plans", json=ASKED, headers=headers).status_code == 202


def test_a_plan_whose_worker_has_gone_is_taken_up_as_it_was_asked_for(
    tmp_path: Path, store_url: str
) -> None:
    here, there = (impatient(tmp_path / name, store_url) for name in ("here", "there"))
    where = here.test_client().post("/v1/plans", json=ASKED).headers["Location"]
    parts_of(here).queue.leave(wait_s=60)
    solved = here.test_client().get(where).json
    # As if the worker had been killed before it began with the same plan.
    asked = {key: solved[key] for key in ("problem", "k", "radius_km", "region", "request")}
    begun = parts_of(here).plans.begin(asked)
    parts_of(here).plans.leave([claim_of(begun)])
    parts_of(there).queue.take_up()
    parts_of(there).queue.leave(wait_s=60)
    answer = here.test_client().get(f"/v1/plans/{begun['id']}")
    assert answer.json["sites"] == solved["sites"]
