"""The preview of a resource: the very replies that people get, what an SMS loses, bad bodies."""

from __future__ import annotations

import json
from typing import Any

import pytest
import requests

from actions.replies import lessons as lesson_replies
from actions.replies import sms
from actions.replies.learning import resource_whatsapp, result_sms
from actions.resources import Lesson, Resource
from tests.actions.test_server import server as server
from tests.contract.shape import load

CONTRACT = load("reply_preview")
FIELDS: dict[str, Any] = CONTRACT["request"]["body"]["resource"]
LESSON: dict[str, Any] = {
    "title": "Tu primera hoja de cálculo",
    "description": "Anota tus gastos en una tabla.",
    "kind": "lesson",
    "language": "es",
    "number": 4,
    "steps": ["Abre una hoja de cálculo nueva.", "Escribe 12 en la celda A1. " * 9],
}


def ask(server: str, fields: dict[str, Any]) -> Any:
    answer = requests.post(f"{server}/v1/replies/resource", json={"resource": fields}, timeout=5)
    assert answer.status_code == 200, answer.text
    return answer.json()


def refused(server: str, body: Any) -> Any:
    sent = body if isinstance(body, (str, bytes)) else json.dumps(body)
    answer = requests.post(f"{server}/v1/replies/resource", data=sent, timeout=5)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json().keys() == load("problem")["response"]["body"].keys()
    return answer.json()


def test_the_contract_is_answered_word_for_word(server: str) -> None:
    assert ask(server, FIELDS) == CONTRACT["response"]["body"]


def test_a_link_is_shown_as_people_get_it(server: str) -> None:
    resource = Resource(
        id="",
        title=FIELDS["title"],
        description=FIELDS["description"],
        url=FIELDS["url"],
        language="es",
        level="basico",
        kind="book",
        number=None,
        author=FIELDS["author"],
        free=True,
        offline=False,
        megabytes=12.0,
        answer="",
    )
    shown = ask(server, FIELDS)
    assert shown["whatsapp"]["messages"][1]["text"] == resource_whatsapp(resource)
    assert shown["sms"]["messages"][0]["text"] == result_sms(resource, more=False)


def test_every_step_of_a_lesson_is_shown_for_both_channels(server: str) -> None:
    shown = ask(server, LESSON)
    steps = tuple(LESSON["steps"])  # type: ignore[arg-type]
    lesson = Lesson(
        "", 4, str(LESSON["title"]), str(LESSON["description"]), "", "es", None, 2, steps
    )
    assert [one["text"] for one in shown["whatsapp"]["messages"][1:]] == [
        lesson_replies.step_whatsapp(lesson, step) for step in (1, 2)
    ]
    assert [one["text"] for one in shown["sms"]["messages"][1:]] == [
        lesson_replies.step_sms(lesson, step) for step in (1, 2)
    ]
    assert [one["when"] for one in shown["sms"]["messages"]] == [
        "en la lista de resultados",
        "paso 1 de 2",
        "paso 2 de 2",
    ]
    assert "*LECCIÓN 4*" in shown["whatsapp"]["messages"][0]["text"]
    assert shown["sms"]["segments"] == sum(one["segments"] for one in shown["sms"]["messages"])
    assert any("paso 2 de 2" in notice and "2 segmentos" in notice for notice in shown["notices"])


def test_a_lesson_without_a_number_or_steps_is_told_what_it_lacks(server: str) -> None:
    shown = ask(server, {**LESSON, "number": None, "steps": []})
    assert len(shown["sms"]["messages"]) == len(shown["whatsapp"]["messages"]) == 1
    assert any("número" in notice for notice in shown["notices"])
    assert any("pasos" in notice for notice in shown["notices"])


@pytest.mark.parametrize("name", ["answer", "text"])
def test_an_answer_is_shown_whole(server: str, name: str) -> None:
    shown = ask(server, {"title": "¿Qué es un PDF?", "kind": "answer", name: "Un documento. " * 5})
    assert len(shown["whatsapp"]["messages"]) == 1
    assert "Un documento. " * 4 in shown["whatsapp"]["messages"][0]["text"]
    assert shown["sms"]["messages"][0]["text"].strip() == ("Un documento. " * 5).strip()


def test_an_answer_too_long_for_its_channel_is_told_by_how_much(server: str) -> None:
    shown = ask(server, {"title": "Largo", "kind": "answer", "answer": "x" * 1_600})
    only = shown["sms"]["messages"][0]
    assert (only["septets"], only["segments"]) == (1_600, 11)
    assert any(f"sobran {1_600 - 459}" in notice for notice in shown["notices"])
    assert any("WhatsApp" in notice and "1600" in notice for notice in shown["notices"])


def test_a_link_that_no_sms_holds_is_told(server: str) -> None:
    shown = ask(server, {**FIELDS, "url": "https://www.example.org/" + "x" * 400})
    assert "example" not in shown["sms"]["messages"][0]["text"]
    assert any("enlace no cabe" in notice for notice in shown["notices"])


def test_a_title_that_is_cut_is_told(server: str) -> None:
    url = "https://www.example.org/" + "x" * 200
    shown = ask(server, {**FIELDS, "title": "Palabras " * 12, "url": url})
    assert url in shown["sms"]["messages"][0]["text"]
    assert any("título no cabe" in notice for notice in shown["notices"])
    assert any("2 segmentos" in notice for notice in shown["notices"])


def test_lost_characters_are_named_by_field(server: str) -> None:
    shown = ask(server, {**FIELDS, "title": "Fácil 😀 año", "description": "Más “así”"})
    assert shown["lost"] == [
        {"field": "title", "character": "á", "becomes": "a"},
        {"field": "title", "character": "😀", "becomes": ""},
        {"field": "description", "character": "á", "becomes": "a"},
        {"field": "description", "character": "“", "becomes": '"'},
        {"field": "description", "character": "í", "becomes": "i"},
        {"field": "description", "character": "”", "becomes": '"'},
    ]
    assert set(shown["sms"]["messages"][0]["text"]) <= sms.BASIC | sms.EXTENSION


@pytest.mark.parametrize("body", ["{no json", "[]", '{"resource": 3}', "", "[" * 5_000])
def test_a_body_that_is_no_resource_is_a_problem(server: str, body: str) -> None:
    problem = refused(server, body)
    assert (problem["status"], problem["code"]) == (422, "bad_preview")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": 3}, "title"),
        ({"title": "\ud800"}, "title"),
        ({"kind": None}, "kind"),
        ({"number": 0}, "number"),
        ({"number": True}, "number"),
        ({"number": 10**400}, "number"),
        ({"megabytes": float("nan")}, "megabytes"),
        ({"megabytes": float("inf")}, "megabytes"),
        ({"megabytes": "12"}, "megabytes"),
        ({"free": "no"}, "free"),
        ({"steps": "uno"}, "steps"),
        ({"steps": [1]}, "steps"),
        ({"steps": ["x"] * 101}, "steps"),
    ],
)
def test_a_field_that_does_not_fit_is_named(
    server: str, change: dict[str, Any], field: str
) -> None:
    problem = refused(server, {"resource": {**FIELDS, **change}})
    assert (problem["status"], list(problem["errors"])) == (422, [field])


def test_a_body_over_64_kb_is_refused(server: str) -> None:
    problem = refused(server, {"resource": {**FIELDS, "description": "x" * 70_000}})
    assert (problem["status"], problem["code"]) == (413, "too_large")


def test_only_post_is_answered(server: str) -> None:
    assert requests.get(f"{server}/v1/replies/resource", timeout=5).status_code == 405
