"""People's reports over the API: who may bring and read them, and what editors see."""

# A response's JSON is typed as possibly None; a test that meets None fails, as it should.
# mypy: disable-error-code=index

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from recommender.hubs.reports import today_in_peru
from recommender.sources import outcomes
from tests.contract.shape import differences, load
from tests.recommender.conftest import REPORTS_TOKEN

HUB = {"name": "Biblioteca", "kind": "library", "latitude": -12.9401, "longitude": -74.2501}
PEOPLE = [f"{number:064x}" for number in range(1, 6)]
CROWD = [f"{number:064x}" for number in range(1000, 1060)]
BOT = {"Authorization": f"Bearer {REPORTS_TOKEN}"}
PATH = "/v1/hubs/casa-r/reports"


@pytest.fixture(autouse=True)
def hub(client: FlaskClient, editor: dict[str, str]) -> Iterator[None]:
    client.put("/v1/hubs/casa-r", json=HUB, headers=editor)
    yield
    client.delete("/v1/hubs/casa-r", headers=editor)
    for person in [*PEOPLE, *CROWD]:
        client.delete("/v1/reports", query_string={"reporter": person}, headers=BOT)


def report(client: FlaskClient, outcome: str, *people: str) -> None:
    for person in people:
        body = {"outcome": outcome, "reporter": person}
        assert client.post(PATH, json=body, headers=BOT).status_code == 201


def test_three_alike_ask_for_a_check_until_an_editor_verifies(
    client: FlaskClient, editor: dict[str, str]
) -> None:
    report(client, "closed", *PEOPLE[:2])
    assert client.get(PATH, headers=editor).json["needs_check"] is None
    report(client, "closed", PEOPLE[2])
    assert client.get(PATH, headers=editor).json["needs_check"] == {"outcome": "closed", "count": 3}
    checks = client.get("/v1/hubs:checks", headers=editor).json["hubs"]
    today = today_in_peru().isoformat()
    assert checks == [
        {"hub_id": "casa-r", "name": "Biblioteca", "outcome": "closed", "count": 3,
         "last_reported_on": today}
    ]  # fmt: skip
    client.put("/v1/hubs/casa-r", json={**HUB, "verified_on": today}, headers=editor)
    assert client.get(PATH, headers=editor).json["needs_check"] is None
    assert client.get("/v1/hubs:checks", headers=editor).json["hubs"] == []


def test_a_hub_that_is_closed_needs_no_check(client: FlaskClient, editor: dict[str, str]) -> None:
    report(client, "closed", *PEOPLE[:3])
    client.put("/v1/hubs/casa-r", json={**HUB, "status": "closed"}, headers=editor)
    assert client.get("/v1/hubs:checks", headers=editor).json["hubs"] == []


def test_editors_read_counts_and_the_last_fifty_and_nobody(
    client: FlaskClient, editor: dict[str, str]
) -> None:
    report(client, "worked", *PEOPLE[:3])
    report(client, "no_internet", PEOPLE[3])
    answer = client.get(PATH, headers=editor)
    assert answer.json["months"] == [
        {"month": today_in_peru().isoformat()[:7], "worked": 3, "closed": 0, "no_internet": 1}
    ]
    assert [said["outcome"] for said in answer.json["latest"]] == ["no_internet"] + ["worked"] * 3
    assert not any(person in answer.text for person in PEOPLE)
    report(client, "worked", *CROWD)
    assert len(client.get(PATH, headers=editor).json["latest"]) == 50


def test_a_person_takes_back_what_they_reported(
    client: FlaskClient, editor: dict[str, str]
) -> None:
    report(client, "worked", *PEOPLE[:2])
    gone = client.delete("/v1/reports", query_string={"reporter": PEOPLE[0]}, headers=BOT)
    assert gone.status_code == 204
    assert len(client.get(PATH, headers=editor).json["latest"]) == 1


@pytest.mark.parametrize(
    "body",
    [{"outcome": "great", "reporter": "a" * 64}, {"outcome": "closed"}, {"reporter": "a" * 64},
     {"outcome": "closed", "reporter": "51987654321"}, {"outcome": "closed", "reporter": "A" * 64},
     {"outcome": "closed", "reporter": "a" * 64, "phone": "1"}, []],
)  # fmt: skip
def test_a_report_that_does_not_fit_is_refused(client: FlaskClient, body: object) -> None:
    answer = client.post(PATH, json=body, headers=BOT)
    assert (answer.status_code, answer.get_json(force=True)["code"]) == (422, "invalid_request")


def test_a_wrong_reporter_deletes_nothing(client: FlaskClient, editor: dict[str, str]) -> None:
    report(client, "worked", PEOPLE[0])
    for query in ({}, {"reporter": ""}, {"reporter": "%"}):
        assert client.delete("/v1/reports", query_string=query, headers=BOT).status_code == 422
    assert len(client.get(PATH, headers=editor).json["latest"]) == 1


def test_an_unknown_hub_is_told(client: FlaskClient, editor: dict[str, str]) -> None:
    body = {"outcome": "closed", "reporter": PEOPLE[0]}
    for answer in (
        client.post("/v1/hubs/none/reports", json=body, headers=BOT),
        client.get("/v1/hubs/none/reports", headers=editor),
    ):
        assert (answer.status_code, answer.get_json(force=True)["code"]) == (404, "unknown_hub")


def test_each_token_opens_its_own_routes(client: FlaskClient, editor: dict[str, str]) -> None:
    body = {"outcome": "closed", "reporter": PEOPLE[0]}
    assert client.post(PATH, json=body, headers=editor).status_code == 401
    query = {"reporter": PEOPLE[0]}
    assert client.delete("/v1/reports", query_string=query, headers=editor).status_code == 401
    for path in (PATH, "/v1/hubs:checks", "/v1/outcomes.csv"):
        assert client.get(path, headers=BOT).status_code == 401
        assert client.get(path).status_code == 401
    assert client.put("/v1/hubs/casa-r", json=HUB, headers=BOT).status_code == 401


def test_the_outcomes_are_a_file_that_the_model_learns_from(
    client: FlaskClient, editor: dict[str, str], tmp_path: Path
) -> None:
    report(client, "worked", *PEOPLE[:3])
    report(client, "closed", PEOPLE[3])
    answer = client.get("/v1/outcomes.csv", headers=editor)
    assert answer.mimetype == "text/csv"
    (tmp_path / "outcomes.csv").write_bytes(answer.data)
    table = outcomes.load(tmp_path / "outcomes.csv").set_index("hub_id")
    assert table.loc["casa-r", "visits_per_month"] == 3.0


@pytest.mark.parametrize("name", ["hub_report", "hub_reports", "hub_checks"])
def test_the_answers_have_the_contracts_shape(
    client: FlaskClient, editor: dict[str, str], name: str
) -> None:
    report(client, "no_internet", *PEOPLE[:3])
    contract = load(name)
    request, wanted = contract["request"], contract["response"]
    path = request["path"].replace("tambo-19802", "casa-r")
    headers = BOT if request["method"] == "POST" else editor
    answer = client.open(path, method=request["method"], json=request.get("body"), headers=headers)
    assert (answer.status_code, answer.mimetype) == (wanted["status"], wanted["content_type"])
    nullable = tuple(contract.get("nullable", ()))
    assert differences(answer.json, wanted["body"], nullable) == []
