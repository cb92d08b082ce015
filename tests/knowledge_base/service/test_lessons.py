"""Lessons and answers: what people read without opening a link."""

from typing import Any

import pytest
from flask.testing import FlaskClient

LESSON: dict[str, Any] = {
    "id": "leccion-coser",
    "title": "Cose un botón",
    "language": "es",
    "kind": "lesson",
    "topic": "oficios",
    "description": "Pega un botón que no se cae.",
    "number": 30,
    "steps": ["Elige un hilo del color de la tela.", "Pasa la aguja cuatro veces."],
}


def test_a_lesson_is_found_and_read(client: FlaskClient) -> None:
    best = client.get("/v1/search?q=sumar mis gastos").get_json()["results"][0]
    assert (best["kind"], best["number"], best["url"]) == ("lesson", 4, "")
    lesson = client.get(f"/v1/lessons/{best['number']}").get_json()["lesson"]
    assert len(lesson["steps"]) == lesson["steps_count"] == 3
    assert all(len(step) <= 300 for step in lesson["steps"])


def test_an_answer_comes_whole(client: FlaskClient) -> None:
    best = client.get("/v1/search?q=que es un navegador").get_json()["results"][0]
    assert best["kind"] == "answer"
    assert "Firefox" in best["answer"]


def test_an_editor_adds_a_lesson(client: FlaskClient, editor: dict[str, str]) -> None:
    assert client.post("/v1/resources", json=LESSON, headers=editor).status_code == 201
    assert client.get("/v1/lessons/30").get_json()["lesson"]["title"] == "Cose un botón"
    again = client.put("/v1/resources/leccion-coser", json=LESSON, headers=editor)
    assert again.status_code == 200


def test_two_lessons_cannot_share_a_number(client: FlaskClient, editor: dict[str, str]) -> None:
    answer = client.post("/v1/resources", json=LESSON | {"number": 4}, headers=editor)
    assert (answer.status_code, answer.get_json(force=True)["code"]) == (
        409,
        "lesson_number_taken",
    )


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"steps": []}, "steps"),
        ({"steps": ["x" * 301]}, "steps"),
        ({"steps": ["uno", " "]}, "steps"),
        ({"number": None}, "number"),
        ({"number": 0}, "number"),
        ({"url": "https://www.example.org/coser"}, "url"),
        ({"kind": "answer"}, "text"),
        ({"kind": "course"}, "url"),
    ],
)
def test_what_a_kind_needs_is_said(
    client: FlaskClient, editor: dict[str, str], change: dict[str, Any], field: str
) -> None:
    answer = client.post("/v1/resources", json=LESSON | change, headers=editor)
    assert answer.status_code == 422
    assert field in answer.get_json(force=True)["errors"]


def test_filters_for_those_without_data(client: FlaskClient) -> None:
    for wish, expected in (("true", {True}), ("false", {False})):
        query = {"q": "programar", "offline": wish}
        found = client.get("/v1/search", query_string=query).get_json()["results"]
        assert {one["offline"] for one in found} == expected
    assert client.get("/v1/search?q=a&offline=quizas").status_code == 422


def test_a_filter_that_nothing_fits_is_no_gap(client: FlaskClient, editor: dict[str, str]) -> None:
    query = {"q": "programar", "kind": "lesson"}
    assert client.get("/v1/search", query_string=query).get_json()["found"] is False
    assert client.get("/v1/gaps", headers=editor).get_json()["gaps"] == []


def test_those_without_data_get_lessons_first(client: FlaskClient) -> None:
    first = [
        client.get("/v1/search", query_string={"q": "excel tabla", "chat_first": wish}).get_json()
        for wish in ("false", "true")
    ]
    assert [answer["results"][0]["kind"] for answer in first] == ["course", "lesson"]
    assert sorted(r["id"] for r in first[0]["results"]) == sorted(
        r["id"] for r in first[1]["results"]
    )


def test_what_is_read_in_the_chat_needs_no_internet(client: FlaskClient) -> None:
    query = {"q": "sumar gastos tabla", "offline": "true"}
    best = client.get("/v1/search", query_string=query).get_json()["results"][0]
    assert (best["kind"], best["offline"]) == ("lesson", True)
