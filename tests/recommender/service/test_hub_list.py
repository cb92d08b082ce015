"""The register as the console asks for it."""

# A response's JSON is typed as possibly None; a test that meets None fails, as it should.
# mypy: disable-error-code=index

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from recommender.hubs.register import Seed

HUB = {"name": "Biblióteca Ñusta", "kind": "library", "latitude": -12.9401, "longitude": -74.2501}


@pytest.fixture(autouse=True)
def tidy(client: FlaskClient, editor: dict[str, str]) -> Iterator[None]:
    client.put("/v1/hubs/lista-1", json=HUB, headers=editor)
    client.put("/v1/hubs/lista-2", json={**HUB, "latitude": -12.9405}, headers=editor)
    closed = {**HUB, "latitude": -12.9402, "status": "closed"}
    client.put("/v1/hubs/lista-3", json=closed, headers=editor)
    yield
    for number in (1, 2, 3):
        client.delete(f"/v1/hubs/lista-{number}", headers=editor)


@pytest.mark.parametrize("path", ["/v1/hubs", "/v1/hubs/near-duplicates?lat=-12.9&lon=-74.2",
                                  "/v1/hubs:export"])  # fmt: skip
def test_only_editors_look_through_the_register(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 401
    assert client.get(path, headers={"Authorization": "Bearer wrong"}).status_code == 401


def test_editors_see_every_hub_with_its_state(client: FlaskClient, editor: dict[str, str]) -> None:
    answer = client.get("/v1/hubs", query_string={"q": "biblioteca nusta"}, headers=editor).json
    assert [hub["id"] for hub in answer["hubs"]] == ["lista-1", "lista-2", "lista-3"]
    assert {one["name"]: one["count"] for one in answer["statuses"]} == {"open": 2, "closed": 1}
    first = answer["hubs"][0]
    assert first["near"] == [{"id": "lista-2", "name": HUB["name"], "distance_m": 44}]
    assert first["edited"] is True and first["version"] > 0 and first["updated_at"].endswith("Z")
    assert answer["hubs"][2]["near"] == []
    assert answer["register"]["total"] == 516


def test_the_list_is_filtered_and_cut_in_pages(client: FlaskClient, editor: dict[str, str]) -> None:
    query = {"department": "05", "sort": "updated_at", "limit": 2, "status": "open"}
    first = client.get("/v1/hubs", query_string=query, headers=editor).json
    assert [hub["id"] for hub in first["hubs"]] == ["lista-2", "lista-1"]
    assert first["next_offset"] == 2 and first["total"] > 2
    pair = {"near": "duplicates", "province": "0504"}
    near = client.get("/v1/hubs", query_string=pair, headers=editor).json
    assert [hub["id"] for hub in near["hubs"]] == ["lista-1", "lista-2"]
    old = client.get("/v1/hubs?verified_before=2026-11-01&limit=1", headers=editor).json
    assert old["total"] == 517


@pytest.mark.parametrize(
    "query",
    ["limit=101", "limit=0", "offset=-1", "status=burnt", "department=5", "province=05",
     "verified_before=ayer", "near=all", "sort=kind", "reports=x", "q=" + "a" * 201,
     "department=٠٥"],
)  # fmt: skip
def test_a_query_that_does_not_fit_is_refused(
    client: FlaskClient, editor: dict[str, str], query: str
) -> None:
    answer = client.get(f"/v1/hubs?{query}", headers=editor)
    assert (answer.status_code, answer.get_json(force=True)["code"]) == (422, "invalid_request")


def test_hubs_beside_a_point_are_named_before_one_is_added(
    client: FlaskClient, editor: dict[str, str]
) -> None:
    path = "/v1/hubs/near-duplicates?lat=-12.9401&lon=-74.2501"
    found = client.get(path, headers=editor).json["near"]
    assert [near["id"] for near in found] == ["lista-1", "lista-2"]
    found = client.get(f"{path}&id=lista-1", headers=editor).json["near"]
    assert [near["id"] for near in found] == ["lista-2"]
    outside = client.get("/v1/hubs/near-duplicates?lat=40&lon=-3", headers=editor)
    assert outside.get_json(force=True)["code"] == "outside_peru"


def test_what_a_newer_source_says_is_shown_until_the_hub_is_saved(
    app: Flask, client: FlaskClient, editor: dict[str, str]
) -> None:
    register = app.extensions["recommender"].parts.register
    seed = Seed(tuple(entry.hub for entry in register.entries() if not entry.edited), "2026-10-01",
                "OSM", "ODbL")  # fmt: skip
    own = seed.hubs[0]
    body = {"kind": own.kind, "latitude": own.latitude, "longitude": own.longitude,
            "source": own.source, "licence": own.licence}  # fmt: skip
    path = f"/v1/hubs/{own.id}"
    client.put(path, json={**body, "name": "Nombre del editor"}, headers=editor)
    state = register.state()
    newer = (replace(own, name="Nombre de la fuente"), *seed.hubs[1:])
    register.seed(Seed(newer, state.as_of, state.source, state.licence))
    hub = client.get(path, headers=editor).json["hub"]
    assert hub["name"] == "Nombre del editor"
    assert hub["newer_seed"] == {"listed": True, "fields": {"name": "Nombre de la fuente"}}
    saved = client.put(path, json={**body, "name": own.name}, headers=editor).json["hub"]
    assert saved["newer_seed"] is None
