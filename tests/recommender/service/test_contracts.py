"""The service answers as the contracts that its clients parse say."""

# A response's JSON is typed as possibly None; a test that meets None fails, as it should.
# mypy: disable-error-code=index

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.contract.shape import differences, load


def ask(client: FlaskClient, request: dict[str, Any], headers: dict[str, str]) -> TestResponse:
    """Send a contract's request; its token is an example, that of `headers` is good."""
    given = request.get("headers", {})
    sent = {**given, **headers} if "Authorization" in given else given
    return client.open(
        request["path"],
        method=request["method"],
        query_string=request.get("query"),
        json=request.get("body"),
        data=request.get("text"),
        headers=sent,
    )


@pytest.mark.parametrize(
    "name",
    ["hub", "hub_put", "hubs_import", "hubs_list", "hubs_nearest", "infeasible",
     "place_reasons", "places_mentions", "places_nearest",
     "places_search",
     "plan_change", "plan_create", "predict", "problem", "sites"],
)  # fmt: skip
def test_the_answer_has_the_contracts_shape(
    client: FlaskClient, editor: dict[str, str], name: str
) -> None:
    contract = load(name)
    wanted = contract["response"]
    answer = ask(client, contract["request"], editor)
    assert answer.status_code == wanted["status"]
    assert answer.mimetype == wanted["content_type"]
    nullable = tuple(contract.get("nullable", ()))
    assert differences(answer.get_json(force=True), wanted["body"], nullable) == []
    assert set(wanted.get("headers", {})) <= set(answer.headers.keys())
    client.delete("/v1/hubs/hub-prueba-1", headers=editor)


@pytest.fixture
def made(client: FlaskClient) -> list[str]:
    """The ids of two plans that differ, made by the contracts' owner."""
    owner = load("plans_list")["request"]["headers"]
    asked = [{"problem": "mclp", "k": k, "region": "0504"} for k in (2, 3)]
    return [client.post("/v1/plans", json=body, headers=owner).json["id"] for body in asked]


@pytest.mark.parametrize("name", ["plan_get", "plan_compare", "plans_list"])
def test_what_is_asked_of_plans_has_the_contracts_shape(
    client: FlaskClient, made: list[str], name: str
) -> None:
    contract = load(name)
    request = contract["request"]
    path = request["path"].format(id=made[0], other_id=made[1])
    answer = ask(client, {**request, "path": path}, {})
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    wanted, nullable = contract["response"]["body"], tuple(contract["nullable"])
    assert differences(answer.json, wanted, nullable) == []


def test_a_plan_is_told_where_it_is_kept(client: FlaskClient) -> None:
    contract = load("plan_create")
    answer = ask(client, contract["request"], {})
    assert set(contract["response"]["headers"]) <= set(answer.headers.keys())
    assert client.get(answer.headers["Location"]).json == answer.json


def test_the_figures_of_a_contract_are_real(client: FlaskClient) -> None:
    place = client.get("/v1/places", query_string={"q": "huanta"}).json["matches"][0]
    assert (place["id"], place["label"]) == ("050401", "Huanta, Huanta, Ayacucho")
    near = client.get("/v1/hubs/nearest", query_string={"lat": -12.94, "lon": -74.25}).json
    assert near["register"]["total"] == 514
    assert [hub["kind"] for hub in near["hubs"]] == ["tambo"] * 3
