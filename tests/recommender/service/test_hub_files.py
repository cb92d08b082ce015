"""Files of hubs over the API: tried first, taken whole, and given back without loss."""

# A response's JSON is typed as possibly None; a test that meets None fails, as it should.
# mypy: disable-error-code=index

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

HEAD = "id,name,kind,latitude,longitude"
ONE = "fila-1,Casa uno,library,-12.9,-74.2"
FULL = {
    "name": "=Casa", "kind": "library", "latitude": -12.9, "longitude": -74.2, "hours": "9 a 17",
    "contact": "+(066) 312345", "status": "moved", "services": ["wifi"],
    "services_confirmed": True, "verified_on": "2026-11-01", "source": "-editor",
    "licence": "@CC0",
    "events": [{"date": "2026-01-02", "title": "Feria | de; libros", "time": "09:30"}],
}  # fmt: skip


@pytest.fixture(autouse=True)
def tidy(client: FlaskClient, editor: dict[str, str]) -> Iterator[None]:
    yield
    for number in (1, 2, 3):
        client.delete(f"/v1/hubs/fila-{number}", headers=editor)


def send(
    client: FlaskClient, editor: dict[str, str], text: str | bytes, kind: str = "text/csv",
    query: str = "",
) -> Any:  # fmt: skip
    return client.post(f"/v1/hubs:import{query}", data=text, content_type=kind, headers=editor)


def test_a_dry_run_says_what_the_import_then_does(
    client: FlaskClient, editor: dict[str, str]
) -> None:
    send(client, editor, f"{HEAD}\n{ONE}\nfila-3,Casa tres,library,-12.5,-74.2\n")
    text = (
        f"{HEAD}\nfila-1,Casa nueva,library,-12.9,-74.2\nfila-2,Casa dos,library,-12.9005,-74.2\n"
        "fila-3,Casa tres,library,-12.5,-74.2\n"
    )
    version = client.get("/v1/hubs/fila-1").headers["ETag"]
    tried = send(client, editor, text, query="?dry_run=true").json
    assert (tried["dry_run"], tried["imported"]) == (True, 0)
    assert [hub["id"] for hub in tried["created"]] == ["fila-2"]
    (updated,) = tried["updated"]
    assert updated["changes"] == [{"field": "name", "before": "Casa uno", "after": "Casa nueva"}]
    assert [hub["id"] for hub in tried["unchanged"]] == ["fila-3"]
    (pair,) = tried["near"]
    assert {pair["hub"]["id"], pair["other"]["id"]} == {"fila-1", "fila-2"}
    assert pair["distance_m"] == 56
    assert client.get("/v1/hubs/fila-2").status_code == 404
    assert client.get("/v1/hubs/fila-1").headers["ETag"] == version
    untouched = client.get("/v1/hubs/fila-3").headers["ETag"]
    done = send(client, editor, text).json
    assert (done["dry_run"], done["imported"]) == (False, 2)
    assert all(done[name] == tried[name] for name in ("created", "updated", "unchanged", "near"))
    assert client.get("/v1/hubs/fila-1").json["hub"]["name"] == "Casa nueva"
    assert client.get("/v1/hubs/fila-3").headers["ETag"] == untouched


def test_columns_that_a_file_leaves_out_lose_nothing(
    client: FlaskClient, editor: dict[str, str]
) -> None:
    before = client.put("/v1/hubs/fila-1", json=FULL, headers=editor).json["hub"]
    answer = send(client, editor, "id,hours\nfila-1,10 a 18\n").json
    (updated,) = answer["updated"]
    assert updated["changes"] == [{"field": "hours", "before": "9 a 17", "after": "10 a 18"}]
    after = client.get("/v1/hubs/fila-1", headers=editor).json["hub"]
    changed = {name for name in after if after[name] != before[name]}
    assert {"hours"} <= changed <= {"hours", "version", "updated_at"}
    blank = send(client, editor, "id,hours,verified_on\nfila-1,,\n")
    assert blank.status_code == 200
    after = client.get("/v1/hubs/fila-1", headers=editor).json["hub"]
    assert (after["hours"], after["verified_on"], after["contact"]) == ("", None, FULL["contact"])


def test_a_new_hub_needs_its_columns(client: FlaskClient, editor: dict[str, str]) -> None:
    answer = send(client, editor, "id,hours\nfila-1,9 a 17\n")
    assert answer.status_code == 422
    reasons = answer.get_json(force=True)["errors"]["line 2"]
    assert sorted(reason.split(":")[0] for reason in reasons) == [
        "kind", "latitude", "longitude", "name"]  # fmt: skip


@pytest.mark.parametrize("file_format", ["csv", "geojson"])
def test_what_is_exported_is_imported_without_a_change(
    client: FlaskClient, editor: dict[str, str], file_format: str
) -> None:
    before = client.put("/v1/hubs/fila-1", json=FULL, headers=editor).json["hub"]
    given = client.get(f"/v1/hubs:export?format={file_format}", headers=editor)
    assert "attachment" in given.headers["Content-Disposition"]
    same = send(client, editor, given.data, given.mimetype, "?dry_run=true").json
    assert (same["created"], same["updated"]) == ([], [])
    assert len(same["unchanged"]) == same["register"]["total"] + 1
    client.delete("/v1/hubs/fila-1", headers=editor)
    back = send(client, editor, given.data, given.mimetype).json
    assert [hub["id"] for hub in back["created"]] == ["fila-1"]
    after = client.get("/v1/hubs/fila-1", headers=editor).json["hub"]
    meta = {"version": 0, "updated_at": ""}
    assert {**after, **meta} == {**before, **meta}


def test_a_geojson_row_that_does_not_fit_keeps_the_file_out(
    client: FlaskClient, editor: dict[str, str]
) -> None:
    point = {"type": "Point", "coordinates": [-74.2, -12.9]}
    good = {"id": "fila-1", "name": "Casa", "kind": "library"}
    features = [
        {"type": "Feature", "geometry": geometry, "properties": properties}
        for geometry, properties in (
            (point, good),
            ({"type": "MultiPoint", "coordinates": [[-74.2, -12.9]]}, {**good, "id": "fila-2"}),
            (point, {**good, "id": "fila-3", "contact": "987654321",
                     "events": [{"date": "2026-01-01", "title": ""}]}),
            ({"type": "Point", "coordinates": [-3.7, 40.4]}, {**good, "id": "fila-2"}),
        )
    ]  # fmt: skip
    text = json.dumps({"type": "FeatureCollection", "features": features})
    answer = send(client, editor, text, "application/geo+json")
    problem = answer.get_json(force=True)
    assert (answer.status_code, problem["code"]) == (422, "bad_rows")
    assert list(problem["errors"]) == ["feature 2", "feature 3", "feature 4"]
    third = problem["errors"]["feature 3"]
    assert any(reason.startswith("contact: ") for reason in third)
    assert any(reason.startswith("events 1 title: ") for reason in third)
    assert client.get("/v1/hubs/fila-1").status_code == 404


@pytest.mark.parametrize("hub_id", ["", "Fila", "../fila-1", "a", "x" * 64])
def test_a_row_without_a_good_id_is_an_error(
    client: FlaskClient, editor: dict[str, str], hub_id: str
) -> None:
    answer = send(client, editor, f"{HEAD}\n{hub_id},Casa,library,-12.9,-74.2\n")
    assert list(answer.get_json(force=True)["errors"]) == ["line 2"]


def test_a_hub_changed_while_a_file_is_compared_is_compared_again(
    app: Flask, client: FlaskClient, editor: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    client.put("/v1/hubs/fila-1", json=FULL, headers=editor)
    register = app.extensions["recommender"].parts.register
    entries, once = register.entries, []

    def changed_after() -> Any:
        found = entries()
        if not once:
            once.append(True)
            client.put("/v1/hubs/fila-1", json={**FULL, "name": "De otra"}, headers=editor)
        return found

    monkeypatch.setattr(register, "entries", changed_after)
    assert send(client, editor, "id,hours\nfila-1,10 a 18\n").status_code == 200
    hub = client.get("/v1/hubs/fila-1").json["hub"]
    assert (hub["name"], hub["hours"]) == ("De otra", "10 a 18")


def test_a_file_whose_hubs_never_rest_is_given_up(
    app: Flask, client: FlaskClient, editor: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    client.put("/v1/hubs/fila-1", json=FULL, headers=editor)
    register = app.extensions["recommender"].parts.register
    entries = register.entries

    def changed_after() -> Any:
        found = entries()
        client.put("/v1/hubs/fila-1", json=FULL, headers=editor)
        return found

    monkeypatch.setattr(register, "entries", changed_after)
    answer = send(client, editor, "id,hours\nfila-1,10 a 18\n")
    assert (answer.status_code, answer.get_json(force=True)["code"]) == (409, "hub_changed")
    assert client.get("/v1/hubs/fila-1").json["hub"]["hours"] == "9 a 17"


def test_only_csv_and_geojson_are_read(client: FlaskClient, editor: dict[str, str]) -> None:
    assert send(client, editor, "{}", "application/json").status_code == 415
    assert send(client, editor, "x", "text/csv", "?dry_run=maybe").status_code == 422
    assert client.get("/v1/hubs:export?format=xlsx", headers=editor).status_code == 422
