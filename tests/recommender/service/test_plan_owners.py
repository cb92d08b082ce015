"""Who sees which plans: by link, by code, by owner."""

# A response's JSON is typed as possibly None; a test that meets None fails, as it should.
# mypy: disable-error-code=index

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from recommender.plan.guesses import MOST_WRONG
from recommender.service.app import create_app
from recommender.settings import Settings

ASKED = {"problem": "mclp", "k": 1, "region": "0504"}
OWNER = {"Plan-Owner": "a-secret-of-the-owner"}
STRANGER = {"Plan-Owner": "a-secret-of-a-stranger"}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    settings = Settings(
        var=tmp_path_factory.mktemp("owners"), load_model=False, plan_wait_s=60, trusted_proxies=1
    )
    made = create_app(settings)
    made.extensions["recommender"].wait(120)
    return made


@pytest.fixture
def client(service: Flask) -> FlaskClient:
    return service.test_client()


@pytest.fixture
def plan(client: FlaskClient) -> dict[str, Any]:
    client.delete("/v1/plans", headers=OWNER)
    made: dict[str, Any] = client.post("/v1/plans", json=ASKED, headers=OWNER).json
    return made


def listed(client: FlaskClient, headers: dict[str, str], **query: int) -> list[str]:
    answer = client.get("/v1/plans", headers=headers, query_string=query)
    return [one["id"] for one in answer.json["plans"]]


def test_plans_are_listed_to_their_owner_alone(client: FlaskClient, plan: dict[str, Any]) -> None:
    newer = client.post("/v1/plans", json=ASKED, headers=OWNER).json
    assert listed(client, OWNER) == [newer["id"], plan["id"]]
    assert listed(client, OWNER, limit=1, offset=1) == [plan["id"]]
    assert listed(client, STRANGER) == []


def test_a_list_says_whether_there_are_more(client: FlaskClient, plan: dict[str, Any]) -> None:
    client.post("/v1/plans", json=ASKED, headers=OWNER)
    offsets = [
        client.get("/v1/plans", headers=OWNER, query_string={"limit": limit}).json["next_offset"]
        for limit in (1, 2)
    ]
    assert offsets == [1, None]


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_without_an_owner_nothing_is_listed_or_deleted(client: FlaskClient, method: str) -> None:
    answer = client.open("/v1/plans", method=method)
    assert (answer.status_code, answer.get_json(force=True)["code"]) == (401, "unauthorized")
    assert "WWW-Authenticate" in answer.headers


def test_the_owners_secret_is_not_in_the_store(
    service: Flask, plan: dict[str, Any], client: FlaskClient
) -> None:
    assert plan["id"] in listed(client, OWNER)
    folder: Path = service.extensions["recommender"].settings.var
    for file in folder.rglob("*sqlite*"):
        assert OWNER["Plan-Owner"].encode() not in file.read_bytes()


def test_a_plan_is_read_by_its_code(client: FlaskClient, plan: dict[str, Any]) -> None:
    for code in (plan["code"], plan["code"].lower().replace("-", "")):
        assert client.get(f"/v1/plans/{code}").json == plan


def test_only_the_owner_deletes(client: FlaskClient, plan: dict[str, Any]) -> None:
    path = f"/v1/plans/{plan['id']}"
    codes = [client.delete(path, headers=headers).status_code for headers in ({}, STRANGER, OWNER)]
    assert codes == [401, 403, 204]
    assert client.get(path).status_code == client.delete(path, headers=OWNER).status_code == 404
    assert listed(client, OWNER) == []


def test_all_plans_of_an_owner_go_at_once(client: FlaskClient, plan: dict[str, Any]) -> None:
    other = client.post("/v1/plans", json=ASKED, headers=STRANGER).json
    assert client.delete("/v1/plans", headers=OWNER).status_code == 204
    assert client.get(f"/v1/plans/{plan['id']}").status_code == 404
    assert client.get(f"/v1/plans/{other['id']}").status_code == 200


def test_who_guesses_codes_is_stopped_whatever_owner_it_names(
    client: FlaskClient, plan: dict[str, Any]
) -> None:
    def read(code: str, owner: int, address: str) -> Any:
        headers = {"Plan-Owner": f"made-up-for-guess-{owner}", "X-Forwarded-For": address}
        return client.get(f"/v1/plans/{code}", headers=headers)

    wrong = [read(f"0000-00{at:02}", at, "192.0.2.1").status_code for at in range(MOST_WRONG)]
    assert wrong == [404] * MOST_WRONG
    stopped = read(plan["code"], 99, "192.0.2.1")
    assert (stopped.status_code, stopped.get_json(force=True)["code"]) == (429, "too_many_guesses")
    assert int(stopped.headers["Retry-After"]) > 0
    assert read(plan["code"], 99, "192.0.2.2").status_code == 200
    # A link is no guess.
    assert read(plan["id"], 99, "192.0.2.1").status_code == 200


def test_two_plans_stand_side_by_side(client: FlaskClient, plan: dict[str, Any]) -> None:
    larger = client.post("/v1/plans", json={**ASKED, "k": 3}).json
    answer = client.get(f"/v1/plans/{plan['code']}/compare/{larger['id']}").json
    assert [one["id"] for one in answer["plans"]] == [plan["id"], larger["id"]]
    ids = {site["id"] for site in larger["sites"]}
    assert {site["id"] for site in answer["kept"] + answer["added"]} == ids
    gained = larger["newly_covered_people"] - plan["newly_covered_people"]
    assert answer["people_gained"] == gained > 0


def test_plans_of_other_regions_are_not_compared(client: FlaskClient, plan: dict[str, Any]) -> None:
    other = client.post("/v1/plans", json={**ASKED, "region": "0501"}).json
    answer = client.get(f"/v1/plans/{plan['id']}/compare/{other['id']}")
    assert (answer.status_code, answer.get_json(force=True)["code"]) == (409, "not_comparable")
