"""Raw features get the score that their place has, and what does not fit is named."""

# A response's JSON is typed as possibly None; a test that meets None fails, as it should.
# mypy: disable-error-code=index

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from flask.testing import FlaskClient

from recommender.model.bundle import Bundle
from tests.contract.shape import differences, load


@pytest.fixture
def place(bundle: Bundle) -> tuple[str, dict[str, Any]]:
    """A rural place's id and its raw features; what is not known is null."""
    row = int(np.flatnonzero(~bundle.places["urban"].to_numpy(bool))[500])
    values = (float(value) for value in bundle.features[row])
    features = {
        name: None if math.isnan(value) else value
        for name, value in zip(bundle.feature_names, values, strict=True)
    }
    return str(bundle.places["id"].iloc[row]), features


def test_features_give_the_score_of_their_place(
    client: FlaskClient, place: tuple[str, dict[str, Any]]
) -> None:
    place_id, features = place
    by_id = client.post("/v1/predict", json={"places": [place_id]}).json["predictions"][0]
    answer = client.post("/v1/predict", json={"features": [features] * 1000}).json["predictions"]
    assert [one["row"] for one in answer] == list(range(1000))
    assert {one["suitability"] for one in answer} == {by_id["suitability"]}


def test_the_answer_to_features_has_the_contracts_shape(
    client: FlaskClient, place: tuple[str, dict[str, Any]]
) -> None:
    wanted = load("predict")["by_features"]["response"]
    answer = client.post("/v1/predict", json={"features": [place[1]]})
    assert (answer.status_code, answer.mimetype) == (wanted["status"], wanted["content_type"])
    assert differences(answer.json, wanted["body"]) == []


def test_what_the_model_never_saw_does_not_move_a_score(
    client: FlaskClient, place: tuple[str, dict[str, Any]]
) -> None:
    """No register of schools was loaded, so a caller's own count of schools says nothing yet."""
    features = place[1]
    rows = [features, {**features, "schools_5km": 30, "pupils_5km": 900}]
    answer = client.post("/v1/predict", json={"features": rows}).json["predictions"]
    assert answer[0]["suitability"] == answer[1]["suitability"]


def test_what_the_model_lists_makes_a_request(client: FlaskClient) -> None:
    listed = client.get("/v1/model").json["features"]
    features = {one["name"]: one["median"] for one in listed}
    answer = client.post("/v1/predict", json={"features": [features]})
    assert answer.status_code == 200
    assert 0.0 < answer.json["predictions"][0]["suitability"] < 1.0


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("altitude_m", 9_000, "Must be between -10 and 6000."),
        ("altitude_m", float("nan"), "Must be a finite number."),
        ("altitude_m", float("inf"), "Must be a finite number."),
        ("altitude_m", 10**400, "Must be a finite number."),
        ("altitude_m", -(10**400), "Must be a finite number."),
        ("altitude_m", "high", "Must be a finite number."),
        ("altitude_m", True, "Must be a finite number."),
        ("altitude_m", None, "Must not be null."),
        ("people_5km", -1, "Must be between 0 and 2e+07."),
        ("distance_to_tambo", 3, "Unknown feature."),
    ],
)
def test_a_feature_that_does_not_fit_is_named_with_its_row(
    client: FlaskClient, place: tuple[str, dict[str, Any]], name: str, value: Any, said: str
) -> None:
    features = place[1]
    answer = client.post("/v1/predict", json={"features": [features, {**features, name: value}]})
    problem = answer.get_json(force=True)
    assert (answer.status_code, problem["code"]) == (422, "invalid_request")
    assert problem["errors"] == {"features": {"1": {name: [said]}}}


def test_a_missing_feature_is_named(client: FlaskClient, place: tuple[str, dict[str, Any]]) -> None:
    features = {name: value for name, value in place[1].items() if name != "hdi"}
    problem = client.post("/v1/predict", json={"features": [features]}).get_json(force=True)
    assert problem["errors"] == {"features": {"0": {"hdi": ["Missing data for required feature."]}}}


@pytest.mark.parametrize("flood", [{"x" * 100_000: 1}, {f"x{n}": 1 for n in range(10_000)}])
def test_an_error_repeats_little_of_the_request(
    client: FlaskClient, place: tuple[str, dict[str, Any]], flood: dict[str, Any]
) -> None:
    answer = client.post("/v1/predict", json={"features": [{**place[1], **flood}]})
    assert answer.status_code == 422
    assert list(answer.get_json(force=True)["errors"]["features"]) == ["0"]
    assert len(answer.data) < 1_000


@pytest.mark.parametrize(
    "body",
    [{}, {"features": []}, {"features": [1]}, {"features": [{}] * 1001},
     {"places": ["0501010001"], "features": [{}]}],
)  # fmt: skip
def test_a_body_that_is_neither_ids_nor_features_is_a_422(
    client: FlaskClient, body: dict[str, Any]
) -> None:
    answer = client.post("/v1/predict", json=body)
    assert answer.status_code == 422
    assert answer.get_json(force=True)["code"] == "invalid_request"
