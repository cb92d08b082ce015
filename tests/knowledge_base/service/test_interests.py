"""Searches are counted where they come from, and small counts stay in the service."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from knowledge_base.live.runtime import KnowledgeBase
from knowledge_base.resources.interests import InterestStore, Searched
from knowledge_base.settings import Settings


def search(client: FlaskClient, times: int = 1, **query: str | int) -> None:
    for _ in range(times):
        asked = {"q": "python", "province": "0504", **query}
        assert client.get("/v1/search", query_string=asked).status_code == 200


def base_of(client: FlaskClient) -> KnowledgeBase:
    base: KnowledgeBase = client.application.extensions["knowledge_base"]
    return base


def counted(client: FlaskClient) -> dict[tuple[str, str], int]:
    """What is answered, after what was counted is written."""
    base_of(client).write_counts()
    body = client.get("/v1/interests").get_json()
    return {(one["province"], one["topic"]): one["count"] for one in body["interests"]}


def test_searches_are_counted_by_province_and_topic(client: FlaskClient) -> None:
    search(client, 11)
    search(client, 10, province="1501", q="hacer mi cv")
    assert counted(client) == {("0504", "programacion"): 11, ("1501", "trabajo"): 10}


def test_nine_searches_are_hidden_and_the_tenth_shows_them(client: FlaskClient) -> None:
    search(client, 9)
    assert counted(client) == {}
    answer = client.get("/v1/interests")
    assert answer.get_json()["hidden"] == 1
    assert "0504" not in answer.text and "programacion" not in answer.text
    search(client)
    assert counted(client) == {("0504", "programacion"): 10}
    assert client.get("/v1/interests").get_json()["hidden"] == 0


def test_no_way_of_asking_shows_a_small_count(client: FlaskClient) -> None:
    search(client, 9)
    base_of(client).write_counts()
    for query in ("", "?months=1", "?months=36", "?smallest_count=1", "?province=0504"):
        assert client.get(f"/v1/interests{query}").get_json()["interests"] == []


def test_further_pages_are_not_counted_again(client: FlaskClient) -> None:
    search(client, 10, q="programar", limit=1)
    search(client, 5, q="programar", limit=1, offset=1)
    assert list(counted(client).values()) == [10]


def test_a_search_without_a_province_is_not_counted(client: FlaskClient) -> None:
    for _ in range(10):
        client.get("/v1/search", query_string={"q": "python"})
    base_of(client).write_counts()
    body = client.get("/v1/interests").get_json()
    assert (body["interests"], body["hidden"]) == ([], 0)


def test_what_found_nothing_is_a_gap_and_no_interest(
    client: FlaskClient, editor: dict[str, str]
) -> None:
    search(client, 10, q="soldadura submarina")
    assert counted(client) == {}
    assert client.get("/v1/interests").get_json()["hidden"] == 0
    assert client.get("/v1/gaps", headers=editor).get_json()["gaps"][0]["times"] == 10


def test_a_topic_asked_for_is_the_one_counted(client: FlaskClient) -> None:
    search(client, 10, q="aprender")
    search(client, 10, q="aprender", topic="ofimatica")
    assert counted(client) == {("0504", "trabajo"): 10, ("0504", "ofimatica"): 10}


@pytest.mark.parametrize(
    "province",
    ["", "5", "504", "05044", "050401", "0500", "0001", "2601", "05o4", "٠٥٠٤", "0504\n", " 0504"],
)
def test_what_is_no_province_is_refused(client: FlaskClient, province: str) -> None:
    answer = client.get("/v1/search", query_string={"q": "python", "province": province})
    assert answer.status_code == 422
    assert list(answer.get_json(force=True)["errors"]) == ["province"]


@pytest.mark.parametrize("months", ["0", "37", "-1", "doce", "1.5"])
def test_what_is_no_number_of_months_is_refused(client: FlaskClient, months: str) -> None:
    answer = client.get("/v1/interests", query_string={"months": months})
    assert answer.status_code == 422
    assert list(answer.get_json(force=True)["errors"]) == ["months"]


def test_the_answer_to_a_search_does_not_depend_on_the_province(client: FlaskClient) -> None:
    bare = client.get("/v1/search?q=python").get_json()
    assert client.get("/v1/search?q=python&province=0504").get_json() == bare


def test_a_higher_limit_of_the_operator_holds(
    start: Callable[[Settings], Flask], settings: Settings
) -> None:
    client = start(replace(settings, smallest_count=12)).test_client()
    search(client, 11)
    assert counted(client) == {}
    assert client.get("/v1/interests").get_json()["smallest_count"] == 12


def test_counts_are_written_when_the_service_ends(
    start: Callable[[Settings], Flask], settings: Settings
) -> None:
    first = start(settings).test_client()
    search(first, 10)
    base_of(first).stop()
    assert counted(start(settings).test_client()) == {("0504", "programacion"): 10}


def test_a_store_that_fails_loses_no_count_and_holds_up_no_search(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = InterestStore.add

    def away(store: InterestStore, counts: dict[Searched, int]) -> None:
        raise OperationalError("insert", {}, Exception("away"))

    monkeypatch.setattr(InterestStore, "add", away)
    search(client, 10)
    assert counted(client) == {}
    monkeypatch.setattr(InterestStore, "add", write)
    assert counted(client) == {("0504", "programacion"): 10}
