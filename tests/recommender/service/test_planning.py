"""Sites and plans as officials get them."""

# A response's JSON is typed as possibly None; a test that meets None fails, as it should.
# mypy: disable-error-code=index

from __future__ import annotations

import csv
import io

import numpy as np
from flask.testing import FlaskClient

from recommender.places.gazetteer import Gazetteer
from recommender.plan.export import to_csv
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
    assert "ningún plan" in plan["gap_note"]


def test_two_plans_have_long_ids_of_their_own(client: FlaskClient) -> None:
    body = {"problem": "mclp", "k": 1, "region": "0504"}
    ids = {client.post("/v1/plans", json=body).json["id"] for _ in range(2)}
    assert len(ids) == 2 and all(len(plan_id) >= 20 for plan_id in ids)


def test_a_plan_downloads_as_csv_and_geojson(client: FlaskClient) -> None:
    plan = client.post("/v1/plans", json={"problem": "mclp", "k": 2, "region": "0504"}).json
    answer = client.get(f"/v1/plans/{plan['id']}", query_string={"format": "csv"})
    rows = list(csv.reader(io.StringIO(answer.text)))
    assert answer.mimetype == "text/csv" and len(rows) == 4
    assert all(tag.startswith("#") for tag in rows[1])
    assert rows[2][1] == plan["sites"][0]["id"]
    shape = client.get(f"/v1/plans/{plan['id']}", query_string={"format": "geojson"})
    assert shape.mimetype == "application/geo+json"
    first = shape.get_json(force=True)["features"][0]
    assert first["geometry"]["coordinates"] == [
        plan["sites"][0]["longitude"], plan["sites"][0]["latitude"]]  # fmt: skip


def test_no_cell_of_text_can_be_a_formula() -> None:
    names = ["=1+1", "+51", "-x", "@SUM(A1)", "\t=1", " =1", "Huanta"]
    fields = ["rank", "id", "district", "province", "department", "latitude", "longitude",
              "urban", "newly_reached_people", "newly_reached_youth", "suitability",
              "nearest_hub_km", "reason_sms"]  # fmt: skip
    sites = [{**dict.fromkeys(fields, None), "latitude": -12.5, "name": name} for name in names]
    rows = list(csv.reader(io.StringIO(to_csv({"sites": sites}))))[2:]
    assert [row[2][0] for row in rows] == ["'"] * 6 + ["H"]
    assert rows[0][6] == "-12.5"


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
