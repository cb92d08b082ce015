"""Sites and plans as officials get them."""

# A response's JSON is typed as possibly None; a test that meets None fails, as it should.
# mypy: disable-error-code=index

from __future__ import annotations

import numpy as np
from flask.testing import FlaskClient

from recommender.places.gazetteer import Gazetteer
from recommender.plan.sms import septets


def test_ayacucho_begins_with_its_capital_city(client: FlaskClient) -> None:
    answer = client.get("/v1/sites", query_string={"region": "05", "limit": 3}).json
    assert answer["region"] == {"id": "05", "kind": "department", "label": "Ayacucho"}
    first = answer["sites"][0]
    assert first["id"] == "0501010001" and first["urban"] and first["suitability"] is None
    people = [site["newly_reached_people"] for site in answer["sites"]]
    assert people == sorted(people, reverse=True)


def test_pages_join_into_one_list(client: FlaskClient) -> None:
    def page(**query: int) -> list[dict[str, object]]:
        answer = client.get("/v1/sites", query_string={"region": "09", **query})
        return list(answer.json["sites"])

    assert page(limit=2) + page(limit=3, offset=2) == page(limit=5)
    assert [site["rank"] for site in page(limit=5)] == [1, 2, 3, 4, 5]


def test_all_of_peru_has_no_region(client: FlaskClient) -> None:
    answer = client.get("/v1/sites", query_string={"limit": 50}).json
    assert answer["region"] is None and len(answer["sites"]) == 50
    assert max(septets(site["reason_sms"]) for site in answer["sites"]) <= 160


def test_a_list_ends_where_nobody_is_left(client: FlaskClient) -> None:
    answer = client.get("/v1/sites", query_string={"region": "070106", "limit": 50}).json
    assert answer["next_offset"] is None and 1 <= len(answer["sites"]) < 50


def test_a_plan_adds_up(client: FlaskClient) -> None:
    plan = client.post(
        "/v1/plans", json={"problem": "mclp", "k": 5, "radius_km": 10, "region": "05"}
    ).json
    assert len(plan["sites"]) == 5
    reached = sum(site["newly_reached_people"] for site in plan["sites"])
    assert abs(plan["newly_covered_people"] - reached) <= 5
    assert plan["newly_covered_people"] < plan["covered_people"] <= plan["region_people"]
    assert plan["bound"] >= plan["objective"] > 0
    gap = 100 * (plan["bound"] - plan["objective"]) / plan["bound"]
    assert abs(plan["gap_percent"] - gap) < 0.06
    assert plan["proven"] == (plan["gap_percent"] <= 0.01)
    assert plan["gap_note"] and plan["gap_note_en"]
    share = 100 * plan["covered_people"] / plan["region_people"]
    assert abs(plan["covered_percent"] - share) < 0.01
    assert plan["total_cost"] == sum(site["cost"] for site in plan["sites"])
    assert [point["k"] for point in plan["curve"]] == [1, 2, 3, 4, 5]


def test_two_plans_have_long_ids_of_their_own(client: FlaskClient) -> None:
    body = {"problem": "mclp", "k": 1, "region": "0504"}
    ids = {client.post("/v1/plans", json=body).json["id"] for _ in range(2)}
    assert len(ids) == 2 and all(len(plan_id) >= 20 for plan_id in ids)


def test_towns_have_no_suitability_and_rural_places_have_one(client: FlaskClient) -> None:
    asked = ["0501010001", "0504010100", "0504010102"]
    answer = client.post("/v1/predict", json={"places": asked}).json
    scores = [one["suitability"] for one in answer["predictions"]]
    assert [one["id"] for one in answer["predictions"]] == asked
    assert scores[0] is None and all(0 <= score <= 1 for score in scores[1:])


def test_the_served_model_gives_the_scores_that_the_bundle_ships(
    client: FlaskClient, gazetteer: Gazetteer
) -> None:
    asked = [place_id.decode() for place_id in gazetteer.ids[::331]]
    answer = client.post("/v1/predict", json={"places": asked}).json["predictions"]
    for one in answer:
        shipped = gazetteer.suitability[gazetteer.row_of(one["id"])]
        if one["suitability"] is None:
            assert np.isnan(shipped)
        else:
            assert abs(one["suitability"] - shipped) < 1e-4


def test_the_model_says_what_it_is(client: FlaskClient) -> None:
    answer = client.get("/v1/model").json
    assert answer["metrics"] and answer["versions"]["model"] == answer["manifest"]["version"]


def test_reasons_of_a_district_are_those_of_its_capital(client: FlaskClient) -> None:
    answer = client.get("/v1/places/050401/reasons").json
    assert answer["id"] == "0504010001"
    assert {"people", "youth", "newly_reached", "nearest_hub", "no_internet"} <= {
        reason["code"] for reason in answer["reasons"]
    }
