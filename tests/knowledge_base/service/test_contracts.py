"""The service answers in the shapes that its clients rely on."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.contract.shape import differences, load
from tests.knowledge_base.conftest import TOKEN


def _ask(client: FlaskClient, contract: dict[str, Any], **changes: Any) -> Any:
    request = contract["request"] | changes
    headers = {k: v.format(token=TOKEN) for k, v in request.get("headers", {}).items()}
    return client.open(
        request["path"],
        method=request["method"],
        query_string=request.get("query"),
        headers=headers,
        json=request.get("body"),
    )


def _fits(answer: Any, contract: dict[str, Any]) -> None:
    expected = contract["response"]
    assert answer.status_code == expected["status"], answer.text
    assert answer.mimetype == expected["content_type"]
    nullable = tuple(contract.get("nullable", ()))
    assert differences(answer.get_json(force=True), expected["body"], nullable) == []


def test_search_keeps_its_contract(client: FlaskClient) -> None:
    contract = load("search")
    answer = _ask(client, contract)
    _fits(answer, contract)
    assert answer.get_json()["results"]


def test_resources_keep_their_contract(client: FlaskClient) -> None:
    contract = load("resources")
    answer = _ask(client, contract)
    _fits(answer, contract)
    assert len(answer.get_json()["resources"]) == 2


def test_lessons_keep_their_contracts(client: FlaskClient) -> None:
    several, one = load("lessons"), load("lesson")
    listed, whole = _ask(client, several), _ask(client, one)
    _fits(listed, several)
    _fits(whole, one)
    lesson = whole.get_json()["lesson"]
    assert [line["number"] for line in listed.get_json()["lessons"]] == [lesson["number"]]
    assert len(lesson["steps"]) == lesson["steps_count"]


def test_index_keeps_its_contract(client: FlaskClient) -> None:
    contract = load("index")
    answer = _ask(client, contract)
    _fits(answer, contract)
    assert answer.get_json()["active"] == answer.json["versions"][0]["version"]


def test_gaps_keep_their_contract(client: FlaskClient) -> None:
    client.get("/v1/search", query_string={"q": "soldadura submarina"})
    contract = load("gaps")
    answer = _ask(client, contract)
    _fits(answer, contract)
    assert answer.get_json()["gaps"]


def test_interests_keep_their_contract(client: FlaskClient) -> None:
    search = load("search")
    for _ in range(10):
        _ask(client, search)
    client.application.extensions["knowledge_base"].write_counts()
    contract = load("interests")
    answer = _ask(client, contract)
    _fits(answer, contract)
    assert [one["province"] for one in answer.get_json()["interests"]] == ["0504"]


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/v1/search", 422, "invalid_request"),
        ("GET", "/v1/search?q=", 422, "invalid_request"),
        ("GET", "/v1/search?q=%20%20", 422, "invalid_request"),
        ("GET", "/v1/search?q=" + "x" * 501, 422, "invalid_request"),
        ("GET", "/v1/search?q=a&limit=0", 422, "invalid_request"),
        ("GET", "/v1/search?q=a&limit=uno", 422, "invalid_request"),
        ("GET", "/v1/search?q=a&lang=fr", 422, "invalid_request"),
        ("GET", "/v1/search?q=a&province=huanta", 422, "invalid_request"),
        ("GET", "/v1/interests?months=0", 422, "invalid_request"),
        ("GET", "/v1/resources?offset=-1", 422, "invalid_request"),
        ("GET", "/v1/resources/nada", 404, "resource_not_found"),
        ("GET", "/v1/resources/%00", 404, "resource_not_found"),
        ("GET", "/v1/resources?topic=%00", 422, "invalid_request"),
        ("GET", "/v1/lessons/77", 404, "lesson_not_found"),
        ("GET", "/v1/lessons/dos", 404, "not_found"),
        ("GET", "/nada", 404, "not_found"),
        ("DELETE", "/v1/search", 405, "method_not_allowed"),
        ("GET", "/v1/gaps", 401, "unauthorized"),
        ("POST", "/v1/resources", 401, "unauthorized"),
        ("POST", "/v1/index", 401, "unauthorized"),
    ],
)
def test_every_error_is_a_problem(
    client: FlaskClient, method: str, path: str, status: int, code: str
) -> None:
    answer = client.open(path, method=method)
    example = load("problem")["response"]
    assert (answer.status_code, answer.mimetype) == (status, example["content_type"])
    body = answer.get_json(force=True)
    assert body["code"] == code
    assert differences(body | {"errors": {}}, example["body"]) == []


def test_an_error_names_the_field(client: FlaskClient) -> None:
    body = client.get("/v1/search?q=a&limit=99").get_json(force=True)
    assert list(body["errors"]) == ["limit"]


def test_the_longest_question_is_answered(client: FlaskClient) -> None:
    answer = client.get("/v1/search", query_string={"q": "a" * 500})
    assert (answer.status_code, answer.get_json()["found"]) == (200, False)


def test_pages_of_results_follow_each_other(client: FlaskClient) -> None:
    first = client.get("/v1/search?q=programar&limit=2").get_json()
    assert first["next_offset"] == 2
    rest = client.get("/v1/search?q=programar&limit=20&offset=2").get_json()
    assert rest["next_offset"] is None
    ids = [r["id"] for r in first["results"] + rest["results"]]
    assert len(ids) == len(set(ids)) == first["total"]
