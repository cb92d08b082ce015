"""What editors see of the register: searches, filters, counts, and hubs that may be one."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest

from recommender.hubs.changes import changes_of
from recommender.hubs.events import to_come, today_in_peru
from recommender.hubs.listing import HubList, HubQuery
from recommender.hubs.neighbours import MOST_NEIGHBOURS, Neighbourhood
from recommender.places.sphere import arc_km, unit_vectors
from recommender.records import Hub, HubEntry, HubEvent, RegisterState

BASE = Hub("tambo-1", "Tambo Ñahuinpuquio", "tambo", -12.0, -75.0, "050401", (), False, None,
           "OSM", "ODbL")  # fmt: skip
HUBS = [
    BASE,
    replace(BASE, id="tambo-2", name="Tambo Ácora", latitude=-13.0, ubigeo="210101",
            verified_on="2026-05-01"),
    replace(BASE, id="biblio", name="Biblioteca", kind="library", latitude=-12.001,
            verified_on="2026-10-01"),
    replace(BASE, id="vieja", name="Biblioteca vieja", kind="library", latitude=-12.0005,
            status="closed"),
]  # fmt: skip
DISTRICTS = {"050401": "Huanta", "210101": "Puno"}


@pytest.fixture
def register() -> HubList:
    entries = [
        HubEntry(hub, version, "2026-11-25T00:00:00Z", False) for version, hub in enumerate(HUBS, 1)
    ]
    state = RegisterState(4, 3, "2026-10-01", "OSM", "ODbL")
    return HubList(state, entries, lambda hub: DISTRICTS[hub.ubigeo])


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        (HubQuery(), ["biblio", "vieja", "tambo-2", "tambo-1"]),
        (HubQuery(q="nahuin"), ["tambo-1"]),
        (HubQuery(q="ACORA tambo"), ["tambo-2"]),
        (HubQuery(q="cora"), []),
        (HubQuery(q="Tambo-2"), ["tambo-2"]),
        (HubQuery(q="huanta"), ["biblio", "vieja", "tambo-1"]),
        (HubQuery(q="¡%_'"), ["biblio", "vieja", "tambo-2", "tambo-1"]),
        (HubQuery(kind="library"), ["biblio", "vieja"]),
        (HubQuery(status="closed"), ["vieja"]),
        (HubQuery(department="21"), ["tambo-2"]),
        (HubQuery(province="0504"), ["biblio", "vieja", "tambo-1"]),
        (HubQuery(verified_before="2026-10-01"), ["vieja", "tambo-2", "tambo-1"]),
        (HubQuery(near=True), ["biblio", "tambo-1"]),
        (HubQuery(sort="verified_on"), ["vieja", "tambo-1", "tambo-2", "biblio"]),
        (HubQuery(sort="updated_at"), ["vieja", "biblio", "tambo-2", "tambo-1"]),
    ],
)
def test_editors_find_hubs(register: HubList, query: HubQuery, ids: list[str]) -> None:
    page = register.page(query)
    assert [entry.hub.id for entry in page.entries] == ids
    assert (page.total, page.next_offset) == (len(ids), None)


def test_pages_join(register: HubList) -> None:
    first = register.page(HubQuery(limit=3))
    second = register.page(HubQuery(limit=3, offset=3))
    assert (first.next_offset, second.next_offset) == (3, None)
    assert [*first.entries, *second.entries] == register.page(HubQuery()).entries


def test_each_count_is_free_of_its_own_filter(register: HubList) -> None:
    page = register.page(HubQuery(kind="library", status="open"))
    assert page.kinds == {"library": 1, "tambo": 2}
    assert page.statuses == {"closed": 1, "open": 1}


def test_hubs_within_200_m_are_found_and_closed_ones_are_not() -> None:
    around = Neighbourhood(HUBS)
    assert [(near.id, near.distance_m) for near in around.around(-12.0, -75.0)] == [
        ("tambo-1", 0),
        ("biblio", 111),
    ]
    assert [near.id for near in around.around(-12.0, -75.0, but="tambo-1")] == ["biblio"]
    assert around.around(-14.0, -75.0) == []
    assert Neighbourhood([]).around(-12.0, -75.0) == [] and Neighbourhood([]).all() == {}


def test_neighbours_are_those_that_measuring_all_pairs_finds() -> None:
    chance = random.Random(11)
    hubs = [
        replace(BASE, id=f"h{n}", latitude=-12 + chance.random() / 50,
                longitude=-75 + chance.random() / 50)
        for n in range(150)
    ]  # fmt: skip
    points = unit_vectors(
        np.array([hub.latitude for hub in hubs]), np.array([hub.longitude for hub in hubs])
    )
    km = arc_km(np.linalg.norm(points[:, None] - points[None], axis=2))
    found = Neighbourhood(hubs).all()
    for at, hub in enumerate(hubs):
        near = [int(row) for row in np.argsort(km[at]) if row != at and km[at, row] <= 0.2]
        assert [one.id for one in found.get(hub.id, [])] == [
            hubs[row].id for row in near[:MOST_NEIGHBOURS]
        ]


def test_a_crowd_on_one_point_is_told_by_five() -> None:
    found = Neighbourhood([replace(BASE, id=f"h{n}") for n in range(50)]).all()
    assert len(found) == 50
    assert {len(near) for near in found.values()} == {MOST_NEIGHBOURS}
    assert all(hub_id not in {one.id for one in near} for hub_id, near in found.items())


def test_what_a_file_would_change() -> None:
    present = {hub.id: hub for hub in HUBS}
    new = replace(BASE, id="nuevo", name="Nuevo", latitude=-12.0001)
    renamed = replace(HUBS[1], name="Otro", hours="9 a 17")
    changes = changes_of(present, [new, renamed, HUBS[2]])
    assert changes.created == [new] and changes.unchanged == [HUBS[2]]
    (change,) = changes.updated
    assert change.fields == {"name": ("Tambo Ácora", "Otro"), "hours": ("", "9 a 17")}
    assert changes.written == [new, renamed]
    assert {(hub.id, near.id, near.distance_m) for hub, near in changes.near} == {
        ("nuevo", "tambo-1", 11),
        ("nuevo", "biblio", 100),
    }


def test_two_near_hubs_of_a_file_are_one_pair() -> None:
    changes = changes_of({}, [BASE, replace(BASE, id="tambo-9", name="El mismo")])
    ((hub, near),) = changes.near
    assert {hub.id, near.id} == {"tambo-1", "tambo-9"}


def test_only_events_of_today_and_later_are_to_come() -> None:
    today = today_in_peru()
    events = [HubEvent("2020-01-01", "pasado"), HubEvent(today.isoformat(), "hoy")]
    assert [event.title for event in to_come(events, today)] == ["hoy"]
