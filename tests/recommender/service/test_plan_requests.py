"""What may be asked of a plan, and what an error says of a field that does not fit."""

# A response's JSON is typed as possibly None; a test that meets None fails, as it should.
# mypy: disable-error-code=index

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from recommender.plan.request import PlanRequest
from recommender.plan.solution import TooLarge, UnfitRequest
from recommender.service.plan_orders import order
from recommender.service.plan_requests import PlanBody, plan_request
from recommender.service.plan_views import late_json, refusal_json, refusal_problem

MCLP = {"problem": "mclp", "k": 2}
LSCP = {"problem": "lscp", "share_percent": 80}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"problem": "tsp", "k": 2}, "problem"),
        ({"problem": "mclp"}, "k"),
        ({"problem": "p-median"}, "k"),
        ({"problem": "mclp", "k": 0}, "k"),
        ({"problem": "mclp", "k": 201}, "k"),
        ({"problem": "mclp", "k": 2.5}, "k"),
        ({"problem": "mclp", "k": True}, "k"),
        ({"problem": "lscp"}, "share_percent"),
        ({"problem": "lscp", "share_percent": 0}, "share_percent"),
        ({"problem": "lscp", "share_percent": 100.1}, "share_percent"),
        ({**MCLP, "share_percent": 80}, "share_percent"),
        ({**LSCP, "demand": "youth"}, "demand"),
        ({**MCLP, "demand": "dogs"}, "demand"),
        ({**MCLP, "radius_km": 0.4}, "radius_km"),
        ({**MCLP, "radius_km": 51}, "radius_km"),
        ({**MCLP, "radius_min": 601}, "radius_min"),
        ({**MCLP, "need_weights": "yes"}, "need_weights"),
        ({**MCLP, "must_have": "0501010001"}, "must_have"),
        ({**MCLP, "must_have": ["0501010001"] * 201}, "must_have"),
        ({**MCLP, "forbidden": [5]}, "forbidden"),
        ({**MCLP, "existing": [5]}, "existing"),
        ({**MCLP, "existing": ["0501010001"] * 201}, "existing"),
        ({**MCLP, "site_cost": 0}, "site_cost"),
        ({**MCLP, "costs": {"0501010001": -1}}, "costs"),
        ({**MCLP, "budget": 0}, "budget"),
        ({**MCLP, "at_least": {"level": "district", "sites": 1}}, "at_least"),
        ({**MCLP, "at_least": {"level": "province", "sites": 21}}, "at_least"),
        ({**MCLP, "capacity": 0}, "capacity"),
        ({**MCLP, "time_limit_s": 61}, "time_limit_s"),
        ({**MCLP, "time_limit_s": float("inf")}, "time_limit_s"),
        ({**MCLP, "hurry": True}, "hurry"),
    ],
)
def test_the_field_that_does_not_fit_is_named(
    client: FlaskClient, body: dict[str, Any], field: str
) -> None:
    answer = client.post("/v1/plans", json=body)
    problem = answer.get_json(force=True)
    assert (answer.status_code, problem["code"]) == (422, "invalid_request")
    assert list(problem["errors"]) == [field]


def test_places_that_do_not_exist_are_named(client: FlaskClient) -> None:
    body = {**MCLP, "must_have": ["0501010001", "0000000000"], "forbidden": ["ñ", "9999"],
            "existing": ["050101"], "costs": {"050101": 2}}  # fmt: skip
    problem = client.post("/v1/plans", json=body).get_json(force=True)
    assert problem["code"] == "unknown_place" and "0000000000" in problem["detail"]
    assert problem["errors"] == {
        "must_have": ["0000000000"], "forbidden": ["9999", "ñ"],
        "existing": ["050101"], "costs": ["050101"]}  # fmt: skip


@pytest.mark.parametrize("region", ["99", "zz", "0501010001", ""])
def test_a_region_that_does_not_exist_is_named(client: FlaskClient, region: str) -> None:
    problem = client.post("/v1/plans", json={**MCLP, "region": region}).get_json(force=True)
    assert problem["code"] == "unknown_region" and list(problem["errors"]) == ["region"]


def test_minutes_need_travel_times(client: FlaskClient) -> None:
    answer = client.post("/v1/plans", json={**MCLP, "radius_min": 60})
    assert (answer.status_code, answer.get_json(force=True)["code"]) == (422, "no_travel_times")


@pytest.mark.parametrize(
    "owner", ["short", "x" * 129, "not a secret of one word", "ñandú-ñandú-ñandú"]
)
def test_an_owner_that_is_none_is_named(client: FlaskClient, owner: str) -> None:
    headers = {"Plan-Owner": owner.encode("utf-8").decode("latin-1")}
    answer = client.post("/v1/plans", json=MCLP, headers=headers)
    problem = answer.get_json(force=True)
    assert (answer.status_code, list(problem["errors"])) == (422, ["Plan-Owner"])


def test_a_bare_request_gets_the_defaults() -> None:
    assert plan_request(PlanBody().load(MCLP), "youth") == PlanRequest("mclp", k=2)
    assert plan_request(PlanBody().load(MCLP), "people").group == "people"


def test_every_row_reaches_the_planner() -> None:
    body = {
        "problem": "lscp", "share_percent": 80, "radius_km": 7.5, "radius_min": 45,
        "region": "05", "need_weights": False, "must_have": ["a", "b", "a"], "forbidden": ["c"],
        "existing": ["d", "d"], "site_cost": 2, "costs": {"a": 0}, "budget": 9.5, "k": 200,
        "at_least": {"level": "department", "sites": 2}, "one_per_district": True,
        "capacity": 5000, "nested": True, "time_limit_s": 60,
    }  # fmt: skip
    assert plan_request(PlanBody().load(body), "youth") == PlanRequest(
        "lscp", k=200, share=0.8, radius_km=7.5, radius_min=45.0, region="05", group="people",
        need_weights=False, must_have=("a", "b"), forbidden=("c",), existing=("d",), site_cost=2.0,
        costs=(("a", 0.0),), budget=9.5, at_least=2, at_least_per="department",
        one_per_district=True, capacity=5000, nested=True, time_limit_s=60.0,
    )  # fmt: skip


def test_a_budget_may_stand_for_k() -> None:
    assert plan_request(PlanBody().load({"problem": "mclp", "budget": 10}), "youth").k is None


def test_the_answer_repeats_the_request_with_its_defaults(client: FlaskClient) -> None:
    plan = client.post("/v1/plans", json={**MCLP, "region": "0504", "forbidden": []}).json
    assert plan["request"] == PlanBody().load({**MCLP, "region": "0504"}) | {"demand": "youth"}


def test_a_region_too_large_is_told_in_two_languages() -> None:
    problem = refusal_problem(refusal_json(TooLarge(5_200, 3_000)))
    assert (problem.status, problem.code) == (422, "too_large")
    assert "5 200" in problem.detail and "3 000" in problem.detail
    assert "5,200" in problem.errors["detail_en"] and "region" in problem.errors


def test_too_many_places_within_the_radius_are_told_without_a_limit() -> None:
    problem = refusal_problem(refusal_json(TooLarge(94_922, None)))
    assert "demasiados a esa distancia" in problem.detail and " 0" not in problem.detail
    assert "within that distance" in problem.errors["detail_en"]


@pytest.mark.parametrize(
    "money", ({"site_cost": 1e13}, {"budget": 1e13}, {"costs": {"0504010001": 1e13}})
)
def test_money_is_held_to_what_a_sum_keeps(client: FlaskClient, money: dict[str, object]) -> None:
    answer = client.post("/v1/plans", json={**MCLP, "region": "0504", **money})
    assert answer.status_code == 422 and set(answer.json["errors"]) == set(money)


def test_a_field_that_does_not_fit_the_region_is_told_in_two_languages() -> None:
    error = UnfitRequest("must_have", "no está en la región", "is not in the region")
    problem = refusal_problem(refusal_json(error))
    assert (problem.status, problem.code) == (422, "invalid_request")
    assert problem.detail == "No está en la región."
    assert problem.errors["must_have"] == ["is not in the region"]
    assert problem.errors["detail_en"] == "Is not in the region."


def test_a_plan_not_found_in_time_says_what_to_do() -> None:
    problem = refusal_problem(late_json(1.5))
    assert (problem.status, problem.code) == (422, "time_limit")
    assert "1.5 s" in problem.detail and "smaller region" in problem.errors["detail_en"]
    assert list(problem.errors) == ["detail_en", "time_limit_s"]


def test_minutes_are_planned_with_where_travel_times_are_loaded(app: Flask) -> None:
    parts = replace(app.extensions["recommender"].parts, travel=object())
    body = PlanBody().load({**MCLP, "radius_min": 60})
    asked, _ = order(parts, body)
    assert asked["request"]["radius_min"] == 60
