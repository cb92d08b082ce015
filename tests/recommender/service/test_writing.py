"""Who may change the register, and what a change does."""

# A response's JSON is typed as possibly None; a test that meets None fails, as it should.
# mypy: disable-error-code=index

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from recommender.service.app import create_app
from recommender.settings import Settings

HUB = {"name": "Biblioteca", "kind": "library", "latitude": -12.9401, "longitude": -74.2501}
CSV = "id,name,kind,latitude,longitude\n"


@pytest.fixture(autouse=True)
def tidy(client: FlaskClient, editor: dict[str, str]) -> Iterator[None]:
    yield
    for name in ("casa-1", "casa-2"):
        client.delete(f"/v1/hubs/{name}", headers=editor)


@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer wrong", "Basic a-token-of-the-tests", "Bearer ñ"]
)
@pytest.mark.parametrize("method", ["put", "delete"])
def test_without_the_token_nothing_is_written(
    client: FlaskClient, method: str, header: str | None
) -> None:
    headers = {} if header is None else {"Authorization": header.encode("utf-8").decode("latin-1")}
    answer = getattr(client, method)("/v1/hubs/casa-1", json=HUB, headers=headers)
    assert (answer.status_code, answer.get_json(force=True)["code"]) == (401, "unauthorized")
    assert client.get("/v1/hubs/casa-1").status_code == 404


def test_without_a_token_set_nobody_writes(settings: Settings, tmp_path: Path) -> None:
    closed = create_app(Settings(bundle=settings.bundle, var=tmp_path, load_model=False))
    closed.extensions["recommender"].wait(60)
    answer = closed.test_client().put(
        "/v1/hubs/casa-1", json=HUB, headers={"Authorization": "Bearer "}
    )
    assert (answer.status_code, answer.get_json(force=True)["code"]) == (403, "writes_disabled")


def test_a_new_hub_is_nearest_at_once_and_gone_when_deleted(
    client: FlaskClient, editor: dict[str, str]
) -> None:
    point = {"lat": -12.94, "lon": -74.25, "limit": 1}
    assert client.put("/v1/hubs/casa-1", json=HUB, headers=editor).json["hub"]["ubigeo"] == "050401"
    near = client.get("/v1/hubs/nearest", query_string=point).json["hubs"][0]
    assert (near["id"], near["distance_km"], near["services"]) == ("casa-1", 0.0, [])
    assert client.delete("/v1/hubs/casa-1", headers=editor).status_code == 204
    assert client.get("/v1/hubs/nearest", query_string=point).json["hubs"][0]["id"] != "casa-1"
    assert client.delete("/v1/hubs/casa-1", headers=editor).status_code == 404


def test_a_new_hub_changes_where_the_next_should_be(
    client: FlaskClient, editor: dict[str, str]
) -> None:
    query = {"region": "050401", "limit": 1}
    before = client.get("/v1/sites", query_string=query).json["sites"][0]
    client.put("/v1/hubs/casa-1", json=HUB, headers=editor)
    after = client.get("/v1/sites", query_string=query).json["sites"][0]
    assert before["newly_reached_people"] > after["newly_reached_people"]


@pytest.mark.parametrize(
    "change",
    [{"name": ""}, {"name": "a\nb"}, {"kind": "Two Words"}, {"latitude": "north"},
     {"latitude": None}, {"services": ["wifi"]}, {"verified_on": "2999-01-01"},
     {"verified_on": "yesterday"}, {"colour": "red"}, {"longitude": float("nan")}],
)  # fmt: skip
def test_a_hub_that_does_not_fit_is_refused(
    client: FlaskClient, editor: dict[str, str], change: dict[str, object]
) -> None:
    answer = client.put("/v1/hubs/casa-1", json={**HUB, **change}, headers=editor)
    assert answer.status_code == 422
    assert answer.get_json(force=True)["errors"].keys() == change.keys()


def test_a_hub_outside_peru_is_refused(client: FlaskClient, editor: dict[str, str]) -> None:
    answer = client.put("/v1/hubs/casa-1", json={**HUB, "latitude": 40.0}, headers=editor)
    assert (answer.status_code, answer.get_json(force=True)["code"]) == (422, "outside_peru")


def test_a_file_is_taken_whole(client: FlaskClient, editor: dict[str, str]) -> None:
    text = CSV + "casa-1,Casa uno,library,-12.9,-74.2\ncasa-2,Casa dos,library,-12.8,-74.1\n"
    answer = client.post("/v1/hubs:import", data=text, content_type="text/csv", headers=editor)
    assert (answer.status_code, answer.json["imported"]) == (200, 2)
    assert client.get("/v1/hubs/casa-2").json["hub"]["name"] == "Casa dos"


def test_one_bad_row_keeps_the_whole_file_out(client: FlaskClient, editor: dict[str, str]) -> None:
    text = CSV + "casa-1,Casa uno,library,-12.9,-74.2\ncasa-2,,library,95,-74.1\nX,Y,z,40,-3\n"
    answer = client.post("/v1/hubs:import", data=text, content_type="text/csv", headers=editor)
    body = answer.get_json(force=True)
    assert (answer.status_code, body["code"]) == (422, "bad_rows")
    assert list(body["errors"]) == ["line 3", "line 4"]
    assert client.get("/v1/hubs/casa-1").status_code == 404


def test_a_file_of_another_kind_or_size_is_refused(
    client: FlaskClient, editor: dict[str, str]
) -> None:
    answer = client.post("/v1/hubs:import", json=[], headers=editor)
    assert answer.status_code == 415
    big = CSV + "x" * 2_000_001
    answer = client.post("/v1/hubs:import", data=big, content_type="text/csv", headers=editor)
    assert (answer.status_code, answer.get_json(force=True)["code"]) == (413, "too_large")
    assert client.post("/v1/hubs:import", data=CSV, content_type="text/csv").status_code == 401
