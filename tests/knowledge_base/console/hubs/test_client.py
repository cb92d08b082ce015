"""The console's client against the real recommender, and against none."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge_base.console.clients.hub_records import (
    hub_from,
    import_from,
    page_from,
    place_from,
    reports_from,
)
from knowledge_base.console.clients.recommender import (
    HubChanged,
    HubExists,
    NoAccess,
    Recommender,
    RecommenderAway,
    Refused,
    UnknownHub,
)
from tests.contract.shape import load
from tests.knowledge_base.console.hubs.conftest import SERVICE_TOKEN, Register

BODY: dict[str, Any] = {
    "name": "Biblioteca de prueba",
    "kind": "library",
    "latitude": -12.94,
    "longitude": -74.25,
    "status": "open",
    "hours": "Lunes a viernes, 9:00 a 17:00",
    "contact": "Municipalidad, (066) 312345",
    "events": [{"date": "2999-12-05", "title": "Taller de Excel", "time": "15:00"}],
    "services": ["computers"],
    "services_confirmed": True,
    "verified_on": "2026-11-01",
    "source": "editor",
    "licence": "CC BY 4.0",
}


def test_a_hub_is_added_read_changed_and_deleted(client: Recommender) -> None:
    made = client.create("prueba-1", BODY)
    assert made == client.hub("prueba-1") and made.body() == BODY
    changed = client.save("prueba-1", BODY | {"hours": "", "verified_on": None}, made.version)
    assert (changed.hours, changed.verified_on) == ("", "")
    assert changed.version > made.version
    client.delete("prueba-1", changed.version)
    with pytest.raises(UnknownHub):
        client.hub("prueba-1")


def test_an_older_version_is_refused_with_the_hub_as_it_is(client: Recommender) -> None:
    made = client.create("prueba-1", BODY)
    client.save("prueba-1", BODY | {"name": "Nueva"}, made.version)
    with pytest.raises(HubChanged) as caught:
        client.save("prueba-1", BODY, made.version)
    assert caught.value.now and caught.value.now.name == "Nueva"
    with pytest.raises(HubChanged):
        client.delete("prueba-1", made.version)
    with pytest.raises(HubExists) as there:
        client.create("prueba-1", BODY)
    assert there.value.now and there.value.now.name == "Nueva"


def test_refusals_name_the_field_however_deep(client: Recommender) -> None:
    wrong = BODY | {"contact": "987 654 321", "events": [{"date": "ayer", "title": "Taller"}]}
    with pytest.raises(Refused) as caught:
        client.create("prueba-1", wrong)
    assert set(caught.value.errors) == {"contact", "events.0.date"}
    assert "celular" in caught.value.errors["contact"][0]


def test_a_point_at_sea_is_refused_in_words(client: Recommender) -> None:
    with pytest.raises(Refused) as caught:
        client.place(-12.0, -90.0)
    assert caught.value.detail


def test_the_list_counts_what_fits(client: Recommender) -> None:
    client.create("prueba-1", BODY)
    page = client.hubs({"q": "biblioteca prueba", "kind": "", "limit": 10})
    assert [hub.id for hub in page.hubs] == ["prueba-1"]
    assert (page.total, page.kinds, page.statuses) == (1, {"library": 1}, {"open": 1})


def test_what_is_around_a_point(client: Recommender) -> None:
    client.create("prueba-1", BODY)
    near = client.near(-12.9405, -74.25)
    assert [one.id for one in near] == ["prueba-1"] and 40 < near[0].distance_m < 70
    assert client.near(-12.9405, -74.25, "prueba-1") == ()
    assert client.place(-12.94, -74.25).district == "Huanta"
    assert client.departments()["05"] == "Ayacucho"


def test_reports_and_checks(client: Recommender, world: Register) -> None:
    client.create("prueba-1", BODY)
    world.report("prueba-1", "closed", 3)
    reports = client.reports("prueba-1")
    assert reports.check and (reports.check.outcome, reports.check.count) == ("closed", 3)
    assert reports.months[0].closed == 3 and len(reports.latest) == 3
    assert [check.hub_id for check in client.checks()] == ["prueba-1"]
    assert client.outcomes().startswith(b"hub_id,visits_per_month")


def test_a_file_is_looked_at_and_then_taken_in(client: Recommender) -> None:
    data = b"id,name,kind,latitude,longitude\nprueba-1,Uno,library,-12.94,-74.25\n"
    report = client.take_file(data, "text/csv", dry_run=True)
    assert [one.id for one in report.created] == ["prueba-1"]
    with pytest.raises(UnknownHub):
        client.hub("prueba-1")
    client.take_file(data, "text/csv", dry_run=False)
    assert client.hub("prueba-1").name == "Uno"
    with pytest.raises(Refused) as caught:
        client.take_file(b"id,name\n-,x\n", "text/csv", dry_run=True)
    assert "line 2" in caught.value.errors


def test_layers_of_the_map(client: Recommender) -> None:
    assert b"FeatureCollection" in client.outlines()
    assert len(client.map_hubs()) == client.hubs({}).total


@pytest.mark.parametrize("token", ["", "otra"])
def test_without_the_token_nothing_is_asked(token: str, world: Register) -> None:
    for ask in (Recommender.checks, lambda client: client.hub("tambo-1")):
        with pytest.raises(NoAccess):
            ask(Recommender(world.url, token))


@pytest.mark.parametrize("address", ["http://127.0.0.1:9", "", "nada"])
def test_nobody_there(address: str) -> None:
    with pytest.raises(RecommenderAway):
        Recommender(address, SERVICE_TOKEN).checks()


def test_another_answer_than_agreed_counts_as_away(world: Register) -> None:
    with pytest.raises(RecommenderAway):
        Recommender(f"{world.url}/v1/places", SERVICE_TOKEN).checks()


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("hub_put", lambda body: hub_from(body["hub"])),
        ("hubs_list", page_from),
        ("hubs_import", import_from),
        ("hub_reports", reports_from),
        ("places_nearest", place_from),
    ],
)
def test_the_contracts_examples_are_read(name: str, read: Any) -> None:
    assert read(load(name)["response"]["body"])
