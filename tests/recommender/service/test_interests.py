"""What people want to learn, by province: read from the knowledge base, named, and kept."""

# A response's JSON is typed as possibly None; a test that meets None fails, as it should.
# mypy: disable-error-code=index

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from recommender.clients.kept import FRESH_S, RETRY_S, Kept
from recommender.clients.knowledge_base import Interest, KnowledgeBase, KnowledgeBaseAway
from recommender.places.gazetteer import Gazetteer
from recommender.service.interests import provinces_json
from recommender.service.runtime import Runtime
from recommender.settings import Settings
from tests.contract.shape import differences, load
from tests.recommender.knowledge_base import FakeKnowledgeBase


class Clock:
    """A clock that only the test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def fake() -> Iterator[FakeKnowledgeBase]:
    server = FakeKnowledgeBase()
    yield server
    server.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def asking(
    app: Flask, fake: FakeKnowledgeBase, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> FlaskClient:
    """A client of the service that asks the fake knowledge base and goes by the test's clock."""
    kept = Kept(KnowledgeBase(fake.url, 2.0).interests, KnowledgeBaseAway, clock)
    monkeypatch.setattr(app.extensions["recommender"], "interests", kept)
    return app.test_client()


def test_the_answer_is_that_of_the_contracts(asking: FlaskClient, fake: FakeKnowledgeBase) -> None:
    contract = load("interests_by_province")
    answer = asking.get(contract["request"]["path"])
    assert (answer.status_code, answer.mimetype) == (200, contract["response"]["content_type"])
    assert differences(answer.json, contract["response"]["body"]) == []
    assert answer.json == contract["response"]["body"]
    asked = load("interests")["request"]
    assert fake.asked == [f"{asked['path']}?months={asked['query']['months']}"]


def test_provinces_come_by_name_and_topics_by_count(gazetteer: Gazetteer) -> None:
    counts = [
        Interest("1901", "english", "Inglés", 12),
        Interest("0206", "english", "Inglés", 11),
        Interest("0206", "arts-and-design", "Arte y diseño", 40),
        Interest("0206", "physics", "Física", 11),
        Interest("0301", "english", "Inglés", 10),
        Interest("1206", "english", "Inglés", 10),
    ]
    shown = provinces_json(counts, gazetteer)
    assert [(one["name"], one["department"]) for one in shown] == [
        ("Abancay", "Apurímac"),
        ("Carhuaz", "Áncash"),
        ("Pasco", "Pasco"),
        ("Satipo", "Junín"),
    ]
    assert [topic["label"] for topic in shown[1]["topics"]] == ["Arte y diseño", "Física", "Inglés"]


@pytest.mark.parametrize("code", ["0599", "05", "050401", "0504010001", ""])
def test_what_is_no_province_is_left_out(gazetteer: Gazetteer, code: str) -> None:
    assert provinces_json([Interest(code, "english", "Inglés", 10)], gazetteer) == []


def test_the_knowledge_base_is_asked_every_ten_minutes(
    asking: FlaskClient, fake: FakeKnowledgeBase, clock: Clock
) -> None:
    for _ in range(3):
        asking.get("/v1/interests")
        clock.now += FRESH_S / 4
    assert len(fake.asked) == 1
    fake.content = {**fake.content, "hidden": 7}
    clock.now += FRESH_S / 4
    assert asking.get("/v1/interests").json["hidden"] == 7
    assert len(fake.asked) == 2


def test_the_last_good_answer_is_kept_while_the_knowledge_base_is_away(
    asking: FlaskClient, fake: FakeKnowledgeBase, clock: Clock
) -> None:
    before = asking.get("/v1/interests").json
    fake.status = 503
    for _ in range(3):
        clock.now += 10 * FRESH_S
        answer = asking.get("/v1/interests")
        assert (answer.status_code, answer.json) == (200, before)
    fake.status, fake.content = 200, {**fake.content, "hidden": 7}
    clock.now += RETRY_S
    assert asking.get("/v1/interests").json["hidden"] == 7


def test_without_any_answer_it_says_so_and_asks_again_soon(
    asking: FlaskClient, fake: FakeKnowledgeBase, clock: Clock
) -> None:
    fake.status = 500
    for _ in range(5):
        answer = asking.get("/v1/interests")
        assert (answer.status_code, answer.mimetype) == (503, "application/problem+json")
        assert answer.get_json(force=True)["code"] == "interests_unavailable"
        assert answer.headers["Retry-After"] == "10"
        assert fake.url not in answer.text
    assert len(fake.asked) == 1
    fake.status = 200
    clock.now += RETRY_S
    assert asking.get("/v1/interests").status_code == 200


def _without(field: str) -> dict[str, Any]:
    body: dict[str, Any] = load("interests")["response"]["body"]
    del body[field]
    return body


@pytest.mark.parametrize(
    "content",
    [
        b"<html>",
        b"\xff",
        b"",
        [],
        None,
        {},
        *(_without(name) for name in load("interests")["response"]["body"]),
        {**_without("interests"), "interests": [{"province": "0504"}]},
        {**_without("hidden"), "hidden": "many"},
        {**_without("since"), "since": "yesterday"},
    ],
)
def test_an_answer_that_was_not_agreed_counts_as_none(
    fake: FakeKnowledgeBase, content: Any
) -> None:
    fake.content = content
    with pytest.raises(KnowledgeBaseAway):
        KnowledgeBase(fake.url, 2.0).interests()


def test_a_field_that_is_new_does_no_harm(fake: FakeKnowledgeBase) -> None:
    fake.content = {**fake.content, "more": 1}
    assert KnowledgeBase(fake.url, 2.0).interests().hidden == 3


def test_it_is_not_sent_elsewhere_and_knows_no_proxy(
    fake: FakeKnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Nothing listens on port 9 (discard).
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert KnowledgeBase(fake.url, 2.0).interests().hidden == 3
    fake.status, fake.location = 302, f"{fake.url}/elsewhere"
    with pytest.raises(KnowledgeBaseAway, match="302"):
        KnowledgeBase(fake.url, 2.0).interests()
    assert len(fake.asked) == 2


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "http://[", "http://host:port"])
def test_nobody_at_the_address_is_away(url: str) -> None:
    with pytest.raises(KnowledgeBaseAway):
        KnowledgeBase(url, 2.0).interests()


def test_while_one_asks_the_others_are_answered_with_what_is_known(clock: Clock) -> None:
    asked, answered = threading.Event(), threading.Event()
    answers = iter(["old", "new"])

    def ask() -> str:
        answer = next(answers)
        if answer == "new":
            asked.set()
            assert answered.wait(60)
        return answer

    kept = Kept(ask, KnowledgeBaseAway, clock)
    assert kept.get() == "old"
    clock.now += FRESH_S
    other = threading.Thread(target=kept.get)
    other.start()
    assert asked.wait(60)
    assert kept.get() == "old"
    answered.set()
    other.join(60)
    assert kept.get() == "new"


def test_the_address_is_a_setting(fake: FakeKnowledgeBase) -> None:
    bare = Settings.from_environment({"RECOMMENDER_KNOWLEDGE_BASE_URL": ""})
    assert bare.knowledge_base_url == "http://127.0.0.1:8001"
    made = Settings.from_environment({"RECOMMENDER_KNOWLEDGE_BASE_URL": f"{fake.url}/"})
    assert made.knowledge_base_url == fake.url
    assert Runtime(made).interests.get().smallest_count == 10
    with pytest.raises(ValueError, match="RECOMMENDER_KNOWLEDGE_BASE_URL"):
        Settings.from_environment({"RECOMMENDER_KNOWLEDGE_BASE_URL": "127.0.0.1:8001"})


def test_the_document_knows_that_counts_may_be_missing(client: FlaskClient) -> None:
    answers = client.get("/openapi.json").json["paths"]["/v1/interests"]["get"]["responses"]
    assert list(answers["503"]["content"]) == ["application/problem+json"]
