from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from knowledge_base.resources.records import Resource
from knowledge_base.settings import Settings
from tests.knowledge_base.conftest import wait_until


@pytest.fixture
def body(welding: Resource) -> dict[str, Any]:
    return {k: v for k, v in welding.as_dict().items() if k not in ("id", "source")}


def _finds(client: FlaskClient, question: str) -> list[str]:
    answer = client.get("/v1/search", query_string={"q": question})
    return [result["id"] for result in answer.get_json()["results"]]


def test_a_published_resource_is_found(
    client: FlaskClient, editor: dict[str, str], body: dict[str, Any]
) -> None:
    assert _finds(client, "soldadura submarina") == []
    answer = client.post("/v1/resources", json=body, headers=editor)
    assert answer.status_code == 201
    assert answer.get_json()["resource"]["tags"] == body["tags"]
    assert client.get(answer.headers["Location"]).get_json() == answer.json
    wait_until(lambda: _finds(client, "soldadura submarina") == ["soldadura-submarina"])


def test_what_was_read_can_be_sent_back_changed(
    client: FlaskClient, editor: dict[str, str]
) -> None:
    before = client.get("/v1/resources/scratch").get_json()["resource"]
    changed = before | {"title": "Scratch en la escuela"}
    answer = client.put("/v1/resources/scratch", json=changed, headers=editor)
    assert answer.status_code == 200
    after = answer.get_json()["resource"]
    assert (after["title"], after["edited"]) == ("Scratch en la escuela", True)
    assert (before["edited"], after["source"]) == (False, "project")


def test_a_resource_can_be_put_under_its_id(
    client: FlaskClient, editor: dict[str, str], body: dict[str, Any]
) -> None:
    path = "/v1/resources/soldar"
    assert client.put(path, json=body, headers=editor).status_code == 201
    assert client.put(path, json=body, headers=editor).status_code == 200
    assert client.put(path, json=body | {"id": "otro"}, headers=editor).status_code == 422


def test_a_deleted_resource_is_not_found_any_more(
    client: FlaskClient, editor: dict[str, str]
) -> None:
    assert _finds(client, "excel") == ["excel-gcf"]
    assert client.delete("/v1/resources/excel-gcf", headers=editor).status_code == 204
    assert client.get("/v1/resources/excel-gcf").status_code == 404
    assert client.delete("/v1/resources/excel-gcf", headers=editor).status_code == 404
    wait_until(lambda: "excel-gcf" not in _finds(client, "excel"))


def test_ids_and_links_are_not_given_twice(
    client: FlaskClient, editor: dict[str, str], body: dict[str, Any]
) -> None:
    client.post("/v1/resources", json=body, headers=editor)
    again = client.post("/v1/resources", json=body, headers=editor)
    assert (again.status_code, again.get_json(force=True)["code"]) == (409, "link_exists")
    other = body | {"url": "https://www.example.org/otro"}
    answer = client.post("/v1/resources", json=other, headers=editor)
    assert answer.get_json()["resource"]["id"] == "soldadura-submarina-2"
    taken = client.post("/v1/resources", json=other | {"id": "scratch"}, headers=editor)
    assert taken.get_json(force=True)["code"] == "already_exists"


@pytest.mark.parametrize(
    ("content", "status"),
    [("{", 400), ("[]", 422), ("7", 422), ("null", 422), ('{"title": 7}', 422), ("", 422)],
)
def test_a_bad_body_is_refused(
    client: FlaskClient, editor: dict[str, str], content: str, status: int
) -> None:
    answer = client.post(
        "/v1/resources", data=content, content_type="application/json", headers=editor
    )
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")


def test_faults_are_told_by_field(
    client: FlaskClient, editor: dict[str, str], body: dict[str, Any]
) -> None:
    bad = body | {"url": "javascript:alert(1)", "level": "experto"}
    answer = client.post("/v1/resources", json=bad, headers=editor)
    assert set(answer.get_json(force=True)["errors"]) == {"url", "level"}


def test_a_body_without_end_is_refused(client: FlaskClient, editor: dict[str, str]) -> None:
    answer = client.post("/v1/resources", json={"title": "x" * 300_000}, headers=editor)
    assert answer.status_code == 413


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer wrong", "Basic x", "Bearer ñ"])
def test_without_the_token_nothing_is_written(
    client: FlaskClient, body: dict[str, Any], header: str
) -> None:
    answer = client.post("/v1/resources", json=body, headers={"Authorization": header})
    assert answer.status_code == 401
    assert client.get("/v1/resources/soldadura-submarina").status_code == 404


def test_without_a_token_in_the_settings_nobody_writes(
    closed_client: FlaskClient, body: dict[str, Any]
) -> None:
    answer = closed_client.post("/v1/resources", json=body, headers={"Authorization": "Bearer "})
    assert (answer.status_code, answer.get_json(force=True)["code"]) == (403, "editing_closed")
    assert closed_client.get("/v1/gaps").status_code == 403


def test_a_restart_keeps_edits_and_index(
    start: Callable[[Settings], Flask], settings: Settings, editor: dict[str, str]
) -> None:
    first = start(settings).test_client()
    resource = first.get("/v1/resources/scratch").get_json()["resource"]
    title = {"title": "Costura con moldes"}
    first.put("/v1/resources/scratch", json=resource | title, headers=editor)
    wait_until(lambda: _finds(first, "moldes de costura") == ["scratch"])
    versions = first.get("/v1/index").get_json()
    again = start(settings).test_client()
    assert _finds(again, "moldes de costura") == ["scratch"]
    assert again.get("/v1/index").get_json() == versions


def test_an_import_beside_the_running_service_is_found(
    start: Callable[[Settings], Flask], settings: Settings, welding: Resource
) -> None:
    app = start(settings)
    app.extensions["knowledge_base"].store.import_all([welding])
    client = app.test_client()
    wait_until(lambda: bool(_finds(client, "soldadura submarina")))
    assert _finds(client, "soldadura submarina") == [welding.id]


def test_a_resource_has_a_last_day(
    client: FlaskClient, editor: dict[str, str], body: dict[str, Any]
) -> None:
    dated = body | {"expires_on": "2999-12-31"}
    answer = client.post("/v1/resources", json=dated, headers=editor)
    assert answer.get_json()["resource"]["expires_on"] == "2999-12-31"
    path = answer.headers["Location"]
    for wrong, why in (("2020-01-01", "ya pasó"), ("mañana", "fecha")):
        refused = client.put(path, json=body | {"expires_on": wrong}, headers=editor)
        assert refused.status_code == 422
        assert why in refused.get_json(force=True)["errors"]["expires_on"][0]
    assert client.get(path).get_json()["resource"]["expires_on"] == "2999-12-31"
    client.put(path, json=body, headers=editor)
    assert client.get(path).get_json()["resource"]["expires_on"] is None


def test_what_is_over_is_answered_no_more(
    start: Callable[[Settings], Flask], settings: Settings, welding: Resource
) -> None:
    app = start(settings)
    client, store = app.test_client(), app.extensions["knowledge_base"].store
    store.save(welding)
    wait_until(lambda: _finds(client, "soldadura submarina") == [welding.id])
    store.save(replace(welding, expires_on="2020-01-01"))
    wait_until(lambda: _finds(client, "soldadura submarina") == [])
    assert client.get(f"/v1/resources/{welding.id}").status_code == 404
    assert store.revisions(welding.id)[-1]["action"] == "expire"


def test_revisions_say_that_the_api_wrote_them(
    start: Callable[[Settings], Flask],
    settings: Settings,
    editor: dict[str, str],
    body: dict[str, Any],
) -> None:
    app = start(settings)
    client, store = app.test_client(), app.extensions["knowledge_base"].store
    path = client.post("/v1/resources", json=body, headers=editor).headers["Location"]
    client.delete(path, headers=editor)
    assert [row["who"] for row in store.revisions("soldadura-submarina")] == ["api", "api"]
    assert store.revisions("excel-gcf")[0]["who"] == "catalogue"
