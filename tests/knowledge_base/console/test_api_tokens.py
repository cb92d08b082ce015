"""A person's own token opens the API as far as the person's role goes, and leaves a trace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from knowledge_base.console.accounts.people import PeopleStore
from knowledge_base.console.accounts.roles import Role
from knowledge_base.console.accounts.tokens import TokenStore
from knowledge_base.console.parts import Parts
from knowledge_base.resources.records import Resource
from knowledge_base.settings import Settings
from tests.knowledge_base.conftest import TOKEN
from tests.knowledge_base.console.conftest import PASSWORD


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def headers(parts: Parts) -> Callable[[str], dict[str, str]]:
    """The headers of a program of the person of a role."""

    def of(name: str) -> dict[str, str]:
        person = parts.people.named(name)
        assert person
        return {"Authorization": f"Bearer {parts.tokens.create(person.id, 'prueba')}"}

    return of


@pytest.mark.parametrize(
    ("role", "reads", "writes"),
    [("viewer", 200, 403), ("editor", 200, 403), ("publisher", 200, 201), ("admin", 200, 201)],
)
def test_a_token_may_do_what_its_person_may(
    role: str,
    reads: int,
    writes: int,
    client: FlaskClient,
    headers: Callable[[str], dict[str, str]],
    welding: Resource,
) -> None:
    mine = headers(role)
    assert client.get("/v1/gaps", headers=mine).status_code == reads
    answer = client.post("/v1/resources", json=welding.as_dict(), headers=mine)
    assert answer.status_code == writes
    if writes == 403:
        assert answer.get_json(force=True)["code"] == "role_too_low"
        assert client.post("/v1/index", headers=mine).status_code == 403
        assert client.get(f"/v1/resources/{welding.id}").status_code == 404


def test_what_a_token_changes_is_in_the_log_under_its_person(
    client: FlaskClient,
    headers: Callable[[str], dict[str, str]],
    parts: Parts,
    welding: Resource,
) -> None:
    mine = headers("publisher")
    client.post("/v1/resources", json=welding.as_dict(), headers=mine)
    theirs = {"Authorization": f"Bearer {TOKEN}"}
    body = replace(welding, title="Soldadura en el mar").as_dict()
    client.put(f"/v1/resources/{welding.id}", json=body, headers=theirs)
    client.delete(f"/v1/resources/{welding.id}", headers=mine)
    entries = [(one.who, one.action) for one in parts.audit.page(3)[0]]
    assert entries == [
        ("publisher", "resource.archive"),
        ("api", "resource.publish"),
        ("publisher", "resource.publish"),
    ]
    assert [one["who"] for one in parts.base.store.revisions(welding.id)] == [
        "publisher",
        "api",
        "publisher",
    ]
    changed = parts.audit.page(3)[0][1].detail
    assert changed["before"]["title"] == "Soldadura submarina"
    assert changed["after"]["title"] == "Soldadura en el mar"


def test_a_revoked_token_and_one_of_somebody_shut_out_open_nothing(
    client: FlaskClient, headers: Callable[[str], dict[str, str]], parts: Parts
) -> None:
    mine, theirs = headers("publisher"), headers("editor")
    parts.tokens.revoke(parts.tokens.of()[1].id)
    editor = parts.people.named("editor")
    assert editor
    parts.people.set_active(editor.id, False)
    assert client.get("/v1/gaps", headers=mine).status_code == 401
    assert client.get("/v1/gaps", headers=theirs).status_code == 401
    wrong = {"Authorization": "Bearer tht_" + "x" * 43}
    assert client.get("/v1/gaps", headers=wrong).status_code == 401


def test_tokens_work_where_the_console_and_the_common_token_are_off(
    start: Callable[[Settings], Flask], settings: Settings
) -> None:
    app = start(replace(settings, editor_token=""))
    engine = app.extensions["knowledge_base"].engine
    person = PeopleStore(engine).create("rosa", Role.VIEWER, PASSWORD, must_change=False)
    token = TokenStore(engine).create(person.id, "prueba")
    client = app.test_client()
    answer = client.get("/v1/gaps", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 200
    assert client.get("/v1/gaps").status_code == 403
