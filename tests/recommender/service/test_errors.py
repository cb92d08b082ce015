"""Bad input gets a clear problem with a stable code, never a stack trace."""

# A response's JSON is typed as possibly None; a test that meets None fails, as it should.
# mypy: disable-error-code=index

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.contract.shape import differences, load

PROBLEM = load("problem")["response"]["body"]


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/v1/hubs/nearest?lat=40.4&lon=-3.7", 422, "outside_peru"),
        ("/v1/places/nearest?lat=-16.5&lon=-68.15", 422, "outside_peru"),
        ("/v1/hubs/nearest?lat=nan&lon=-74", 422, "invalid_request"),
        ("/v1/hubs/nearest?lat=1e999&lon=-74", 422, "invalid_request"),
        ("/v1/hubs/nearest?lat=abc&lon=-74", 422, "invalid_request"),
        ("/v1/hubs/nearest?lat=-12", 422, "invalid_request"),
        ("/v1/hubs/nearest?lat=-12&lon=-75&limit=0", 422, "invalid_request"),
        ("/v1/hubs/nearest?lat=-12&lon=-75&offset=-1", 422, "invalid_request"),
        ("/v1/hubs/nearest?lat=-12&lon=-75&radio=3", 422, "invalid_request"),
        ("/v1/places", 422, "invalid_request"),
        ("/v1/places?q=", 422, "invalid_request"),
        ("/v1/places?q=%20%20", 422, "invalid_request"),
        ("/v1/places?q=" + "a" * 5000, 422, "invalid_request"),
        ("/v1/places?q=lima&use=car", 422, "invalid_request"),
        ("/v1/places?q=lima&kind=planet", 422, "invalid_request"),
        ("/v1/places/9999999999/reasons", 404, "unknown_place"),
        ("/v1/places/%C3%B1/reasons", 404, "unknown_place"),
        ("/v1/hubs/none", 404, "unknown_hub"),
        ("/v1/plans/none", 404, "unknown_plan"),
        ("/v1/plans/none/compare/none", 404, "unknown_plan"),
        ("/v1/plans", 401, "unauthorized"),
        ("/v1/sites?region=99", 404, "unknown_region"),
        ("/v1/sites?region=0501010001", 404, "unknown_region"),
        ("/v1/sites?radius_km=0.5", 422, "invalid_request"),
        ("/v1/sites?limit=51", 422, "invalid_request"),
        ("/v1/nothing", 404, "not_found"),
        ("/v1/predict", 405, "method_not_allowed"),
    ],
)
def test_reading_amiss_is_a_problem(client: FlaskClient, path: str, status: int, code: str) -> None:
    answer = client.get(path)
    body = answer.get_json(force=True)
    assert (answer.status_code, body["code"], body["status"]) == (status, code, status)
    assert answer.mimetype == "application/problem+json"
    assert differences({**body, "errors": {}}, PROBLEM) == []


@pytest.mark.parametrize(
    ("path", "body", "code"),
    [
        ("/v1/plans", [], "invalid_request"),
        ("/v1/predict", {"places": ["0000000000"]}, "unknown_place"),
        ("/v1/predict", {"places": []}, "invalid_request"),
        ("/v1/predict", {"places": [5]}, "invalid_request"),
    ],
)
def test_asking_amiss_is_a_422(client: FlaskClient, path: str, body: Any, code: str) -> None:
    answer = client.post(path, json=body)
    assert (answer.status_code, answer.get_json(force=True)["code"]) == (422, code)


def test_the_field_at_fault_is_named(client: FlaskClient) -> None:
    errors = client.get("/v1/hubs/nearest?lat=abc&lon=-74").get_json(force=True)["errors"]
    assert list(errors) == ["lat"]


def test_json_that_is_none_is_a_400(client: FlaskClient) -> None:
    answer = client.post("/v1/plans", data="{", content_type="application/json")
    assert (answer.status_code, answer.get_json(force=True)["code"]) == (400, "bad_request")


@pytest.mark.parametrize("path", ["/v1/plans", "/v1/predict"])
def test_a_name_that_is_no_text_is_a_422(client: FlaskClient, path: str) -> None:
    """Half of a surrogate pair is legal JSON and no UTF-8."""
    body = '{"\\ud800": 1, "problem": "mclp", "k": 1}'
    answer = client.post(path, data=body, content_type="application/json")
    assert answer.status_code == 422
    assert "\ud800" in answer.get_json(force=True)["errors"]


def test_a_body_too_large_is_a_413(client: FlaskClient) -> None:
    answer = client.post("/v1/predict", json={"places": ["0501010001"] * 700_000})
    assert (answer.status_code, answer.get_json(force=True)["code"]) == (413, "too_large")


def test_what_nobody_foresaw_tells_the_outside_nothing(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(app.extensions["recommender"].parts.hubs, "index", fail)
    answer = client.get("/v1/sites")
    assert (answer.status_code, answer.get_json(force=True)["code"]) == (500, "internal_error")
    assert "secret" not in answer.text and "Traceback" not in answer.text
