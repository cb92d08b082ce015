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
    bears_token = "Authorization" in request.get("headers", {})
    return client.open(
        request["path"],
        method=request["method"],
        query_string=request.get("query"),
        json=request.get("body"),
        headers=headers if bears_token else {},
    )


@pytest.mark.parametrize(
    "name",
    ["hub", "hub_put", "hubs_nearest", "place_reasons", "places_mentions", "places_nearest",
     "places_search",
     "plan_create", "predict", "problem", "sites"],
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
    client.delete("/v1/hubs/hub-prueba-1", headers=editor)


def test_a_kept_plan_has_the_contracts_shape(client: FlaskClient) -> None:
    made = client.post("/v1/plans", json={"problem": "mclp", "k": 2, "region": "0504"}).json
    contract = load("plan_get")
    answer = client.get(contract["request"]["path"].format(id=made["id"]))
    assert answer.json == made
    assert differences(answer.json, contract["response"]["body"], tuple(contract["nullable"])) == []


def test_the_figures_of_a_contract_are_real(client: FlaskClient) -> None:
    place = client.get("/v1/places", query_string={"q": "huanta"}).json["matches"][0]
    assert (place["id"], place["label"]) == ("050401", "Huanta, Huanta, Ayacucho")
    near = client.get("/v1/hubs/nearest", query_string={"lat": -12.94, "lon": -74.25}).json
    assert near["register"]["total"] == 514
    assert [hub["kind"] for hub in near["hubs"]] == ["tambo"] * 3
