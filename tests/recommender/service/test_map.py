"""The layers of the map, and why here."""

# A response's JSON is typed as possibly None; a test that meets None fails, as it should.
# mypy: disable-error-code=index

from __future__ import annotations

import gzip
import json

import pytest
from flask.testing import FlaskClient

from recommender.service.map_schemas import (
    MapHubsOut,
    MapPlacesOut,
    OutlinesOut,
    RegionsOut,
    WhyOut,
)

PERU = {"west": -84, "south": -19, "east": -66, "north": 1, "zoom": 5}
HUANTA = {"west": -74.3, "south": -13.0, "east": -74.2, "north": -12.9, "zoom": 13}
URBAN = "0504010001"


def rural_of(client: FlaskClient) -> str:
    places = client.get("/v1/map/places", query_string=HUANTA).json["places"]
    return str(next(place["id"] for place in places if not place["urban"]))


def test_departments_come_first_and_districts_one_department_at_a_time(
    client: FlaskClient,
) -> None:
    departments = client.get("/v1/map/outlines")
    assert departments.content_type == "application/geo+json"
    assert OutlinesOut().validate(departments.json) == {}
    assert len(departments.json["features"]) == 25
    ayacucho = departments.json["features"][4]["properties"]
    assert (ayacucho["id"], ayacucho["name"]) == ("05", "Ayacucho")
    assert sum(one["properties"]["people"] for one in departments.json["features"]) == 33_396_698
    districts = client.get("/v1/map/outlines?department=05").json["features"]
    assert {one["properties"]["id"][:2] for one in districts} == {"05"}
    huanta = next(one for one in districts if one["properties"]["id"] == "050401")["properties"]
    assert (huanta["name"], huanta["province"]) == ("Huanta", "Huanta")
    assert {"people", "need", "hdi", "pct_poverty", "pct_hh_without_internet"} < set(huanta)


def test_newer_districts_are_said_to_lie_inside_others(client: FlaskClient) -> None:
    answer = client.get("/v1/map/outlines").json
    assert "más nuevos" in answer["note"] and "Newer" in answer["note_en"]


@pytest.mark.parametrize(("department", "status"), [("99", 404), ("5", 422), ("../x", 422)])
def test_an_unknown_department_is_a_problem(
    client: FlaskClient, department: str, status: int
) -> None:
    answer = client.get("/v1/map/outlines", query_string={"department": department})
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"


def test_hubs_name_their_source_and_promise_no_service(client: FlaskClient) -> None:
    answer = client.get("/v1/map/hubs").json
    assert MapHubsOut().validate(answer) == {}
    assert len(answer["hubs"]) >= 514 and "OpenStreetMap" in answer["source"]
    tambos = [hub for hub in answer["hubs"] if hub["kind"] == "tambo"]
    assert all(hub["services"] == [] for hub in tambos)


def test_all_of_peru_is_cells_and_a_town_is_places(client: FlaskClient) -> None:
    far = client.get("/v1/map/places", query_string=PERU).json
    assert MapPlacesOut().validate(far) == {}
    assert "places" not in far and 50 < len(far["cells"]) <= 2_000
    assert sum(cell["places"] for cell in far["cells"]) == 94_922
    near = client.get("/v1/map/places", query_string=HUANTA).json
    assert MapPlacesOut().validate(near) == {}
    assert "cells" not in near
    first = near["places"][0]
    assert (first["name"], first["urban"], first["suitability"]) == ("Huanta", True, None)
    rural = next(place for place in near["places"] if not place["urban"])
    assert 0 < rural["suitability"] < 1 and 0 <= rural["score_rank"] < 100


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"west": -60}, "west"),
        ({"south": 2}, "south"),
        ({"zoom": 99}, "zoom"),
        ({"east": "nan"}, "east"),
        ({"north": 91}, "north"),
        ({"limit": 5}, "limit"),
    ],
)
def test_a_box_that_is_none_is_named(
    client: FlaskClient, change: dict[str, object], field: str
) -> None:
    answer = client.get("/v1/map/places", query_string={**PERU, **change})
    assert answer.status_code == 422
    assert field in answer.json["errors"]


def test_why_here_says_all_of_a_rural_place(client: FlaskClient) -> None:
    answer = client.get(f"/v1/map/places/{rural_of(client)}").json
    assert WhyOut().validate(answer) == {}
    figures = {figure["name"]: figure for figure in answer["figures"]}
    assert figures["pct_hh_without_internet"]["scope"] == "district"
    assert all(figure["label"] and figure["label_en"] for figure in answer["figures"])
    assert 0 < answer["score"]["suitability"] < 1
    assert len(answer["score"]["topics"]) == 11 and answer["score_reasons"]
    assert len(answer["hubs"]) == 3 and answer["reason_sms"]
    assert answer["hubs"][0]["distance_km"] <= answer["hubs"][1]["distance_km"]


def test_an_urban_place_has_no_score_and_says_why(client: FlaskClient) -> None:
    answer = client.get(f"/v1/map/places/{URBAN}").json
    assert answer["place"]["urban"] is True
    assert answer["score"]["suitability"] is None and answer["score"]["topics"] == []
    assert "urbano" in answer["score"]["note"] and "urban" in answer["score"]["note_en"]


def test_a_unit_stands_for_its_capital(client: FlaskClient) -> None:
    for unit in ("050401", "0504"):
        assert client.get(f"/v1/map/places/{unit}").json["place"]["id"] == URBAN
    assert client.get("/v1/map/places/05").json["place"]["name"] == "Ayacucho"
    for nothing in ("99", "0599", "x", "9999999999"):
        assert client.get(f"/v1/map/places/{nothing}").status_code == 404


def test_regions_are_departments_with_their_provinces(client: FlaskClient) -> None:
    answer = client.get("/v1/map/regions").json
    assert RegionsOut().validate(answer) == {}
    assert len(answer["departments"]) == 25
    assert sum(len(one["provinces"]) for one in answer["departments"]) == 196


@pytest.mark.parametrize(
    "path", ["/v1/map/outlines", "/v1/map/hubs", "/v1/map/regions", f"/v1/map/places/{URBAN}"]
)
def test_answers_are_packed_and_not_sent_twice(client: FlaskClient, path: str) -> None:
    answer = client.get(path, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(answer.data)) == client.get(path).json
    assert "Accept-Encoding" in answer.headers["Vary"] and answer.headers["Cache-Control"]
    again = client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304 and not again.data


def test_another_box_has_another_tag(client: FlaskClient) -> None:
    tags = {
        client.get("/v1/map/places", query_string=box).headers["ETag"]
        for box in (PERU, HUANTA, {**PERU, "zoom": 6})
    }
    assert len(tags) == 3


def test_a_hub_that_an_editor_adds_is_on_the_map_at_once(
    client: FlaskClient, editor: dict[str, str]
) -> None:
    before = client.get("/v1/map/hubs").headers["ETag"]
    hub = {"name": "Hub de prueba", "kind": "hub", "latitude": -12.94, "longitude": -74.25}
    assert client.put("/v1/hubs/hub-del-mapa", json=hub, headers=editor).status_code == 200
    after = client.get("/v1/map/hubs", headers={"If-None-Match": before})
    assert "hub-del-mapa" in {one["id"] for one in after.json["hubs"]}
    client.delete("/v1/hubs/hub-del-mapa", headers=editor)
