"""What an editor can say of a hub, what is refused, and what people are told of it."""

# A response's JSON is typed as possibly None; a test that meets None fails, as it should.
# mypy: disable-error-code=index

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from recommender.hubs.events import today_in_peru

HUB = {"name": "Biblioteca", "kind": "library", "latitude": -12.9401, "longitude": -74.2501}
POINT = {"lat": -12.94, "lon": -74.25, "limit": 1}


@pytest.fixture(autouse=True)
def tidy(client: FlaskClient, editor: dict[str, str]) -> Iterator[None]:
    yield
    for name in ("campo-1", "campo-2"):
        client.delete(f"/v1/hubs/{name}", headers=editor)


def put(client: FlaskClient, editor: dict[str, str], **changes: Any) -> Any:
    return client.put("/v1/hubs/campo-1", json={**HUB, **changes}, headers=editor)


def test_what_is_known_is_told(client: FlaskClient, editor: dict[str, str]) -> None:
    known = {
        "hours": "Lunes a viernes, 9:00 a 17:00",
        "contact": "(066) 31-2345, dre@ejemplo.gob.pe",
    }
    put(client, editor, **known)
    hub = client.get("/v1/hubs/campo-1").json["hub"]
    assert {name: hub[name] for name in known} == known
    near = client.get("/v1/hubs/nearest", query_string=POINT).json["hubs"][0]
    assert (near["hours"], near["status"]) == (known["hours"], "open")


def test_a_body_of_before_still_works_and_claims_nothing(
    client: FlaskClient, editor: dict[str, str]
) -> None:
    put(client, editor)
    hub = client.get("/v1/hubs/campo-1").json["hub"]
    unknown = {"status": "open", "hours": "", "contact": "", "events": []}
    assert {name: hub[name] for name in unknown} == unknown


def test_people_are_told_of_events_to_come_and_editors_of_all(
    client: FlaskClient, editor: dict[str, str]
) -> None:
    today = today_in_peru()
    days = [(today + timedelta(days=n)).isoformat() for n in (2, -1, 0)]
    events = [{"date": day, "title": f"Taller {n}"} for n, day in enumerate(days)]
    answer = put(client, editor, events=events)
    assert [event["title"] for event in answer.json["hub"]["events"]] == [
        "Taller 1",
        "Taller 2",
        "Taller 0",
    ]
    told = ["Taller 2", "Taller 0"]
    seen = client.get("/v1/hubs/campo-1").json["hub"]["events"]
    assert [event["title"] for event in seen] == told
    near = client.get("/v1/hubs/nearest", query_string=POINT).json["hubs"][0]
    assert [event["title"] for event in near["events"]] == told
    edited = client.get("/v1/hubs/campo-1", headers=editor).json["hub"]["events"]
    assert len(edited) == 3 and edited[0]["time"] is None


@pytest.mark.parametrize(
    "contact",
    ["987654321", "987 654 321", "+51 987-654-321", "cel. 0051987654321", "(51) 9 8765 4321",
     "９８７６５４３２１", "ana@gmail.com", "ana@ Hotmail.es", "ana@outlook.com", "a@yahoo.com.pe"],
)  # fmt: skip
def test_a_contact_of_a_person_is_refused(
    client: FlaskClient, editor: dict[str, str], contact: str
) -> None:
    answer = put(client, editor, contact=contact)
    assert answer.status_code == 422
    (reason,) = answer.get_json(force=True)["errors"]["contact"]
    assert "institución" in reason


@pytest.mark.parametrize(
    "contact",
    ["(066) 312345", "01 619-7000", "066-312 345 anexo 912", "informes@muni-huanta.gob.pe",
     "0800 12345", "gmail-no@uni.edu.pe", ""],
)  # fmt: skip
def test_a_contact_of_an_institution_is_taken(
    client: FlaskClient, editor: dict[str, str], contact: str
) -> None:
    assert put(client, editor, contact=contact).json["hub"]["contact"] == contact


@pytest.mark.parametrize(
    "change",
    [{"status": "burnt"}, {"hours": "x" * 201}, {"hours": "a\nb"}, {"hours": " 9"}, {"hours": 9},
     {"hours": None}, {"contact": "x" * 201}, {"contact": "a\x00"}, {"events": {}},
     {"events": [{"date": "2026-12-01"}]}, {"events": [{"date": "mañana", "title": "x"}]},
     {"events": [{"date": "2026-12-01", "title": ""}]},
     {"events": [{"date": "2026-12-01", "title": "x" * 121}]},
     {"events": [{"date": "2026-12-01", "title": "x", "time": "25:00"}]},
     {"events": [{"date": "2026-12-01", "title": "x", "place": "y"}]},
     {"events": [{"date": "2026-12-01", "title": "x"}] * 31}, {"source": ""}, {"licence": "a\tb"}],
)  # fmt: skip
def test_what_does_not_fit_is_named(
    client: FlaskClient, editor: dict[str, str], change: dict[str, Any]
) -> None:
    answer = put(client, editor, **change)
    assert answer.status_code == 422
    assert answer.get_json(force=True)["errors"].keys() == change.keys()
    assert client.get("/v1/hubs/campo-1").status_code == 404


def test_half_of_a_surrogate_pair_is_refused(client: FlaskClient, editor: dict[str, str]) -> None:
    body = '{"name": "\\ud800", "kind": "library", "latitude": -12.94, "longitude": -74.25}'
    answer = client.put(
        "/v1/hubs/campo-1", data=body, content_type="application/json", headers=editor
    )
    assert (answer.status_code, list(answer.get_json(force=True)["errors"])) == (422, ["name"])


@pytest.mark.parametrize("status", ["closed", "moved"])
def test_a_hub_that_is_not_open_is_only_found_by_its_id(
    client: FlaskClient, editor: dict[str, str], status: str
) -> None:
    sites = {"region": "050401", "limit": 1}
    plan = {"problem": "mclp", "k": 1, "region": "0504", "radius_km": 5}
    owner = {"Plan-Owner": "un-secreto-de-16-o-mas"}

    def reached() -> tuple[int, int]:
        site = client.get("/v1/sites", query_string=sites).json["sites"][0]
        made = client.post("/v1/plans", json=plan, headers=owner).json
        return site["newly_reached_people"], made["covered_people"]

    def shown() -> tuple[bool, bool, int]:
        near = client.get("/v1/hubs/nearest", query_string=POINT).json
        on_map = client.get("/v1/map/hubs").json["hubs"]
        ids = {hub["id"] for hub in on_map}
        assert near["register"]["total"] == len(on_map)
        return near["hubs"][0]["id"] == "campo-1", "campo-1" in ids, len(on_map)

    without, total = reached(), shown()[2]
    put(client, editor)
    assert shown() == (True, True, total + 1)
    assert reached() != without
    put(client, editor, status=status)
    assert shown() == (False, False, total)
    assert reached() == without
    assert client.get("/v1/hubs/campo-1").json["hub"]["status"] == status
    put(client, editor, longitude=-74.2502)
    assert shown() == (True, True, total + 1)
    client.delete("/v1/plans", headers=owner)


def test_a_hub_that_does_not_move_stays_in_its_district(
    client: FlaskClient, editor: dict[str, str]
) -> None:
    """The source may know a district that the nearest place does not tell."""
    seeded = client.get("/v1/hubs/tambo-10011").json["hub"]
    keep = ("name", "kind", "latitude", "longitude", "source", "licence")
    body = {name: seeded[name] for name in keep}
    answer = client.put("/v1/hubs/tambo-10011", json=body, headers=editor)
    assert answer.json["hub"]["ubigeo"] == seeded["ubigeo"]
