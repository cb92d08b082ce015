"""The register keeps editors' work through newer seeds, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from threading import Thread

import pytest

from recommender.hubs.nearest import LiveHubs
from recommender.hubs.register import HubChanged, HubRegister, Seed, UnknownHub
from recommender.records import Hub, HubEvent, NewerSeed
from recommender.store import open_store


def tambo(number: int, name: str = "Tambo") -> Hub:
    return Hub(f"tambo-{number}", name, "tambo", -12.0 - number / 100, -75.0, "050401", (),
               False, None, "OpenStreetMap contributors", "ODbL 1.0")  # fmt: skip


SEED = Seed(tuple(tambo(n) for n in range(5)), "2026-10-01", "OSM", "ODbL 1.0")
LIBRARY = Hub("biblioteca", "Biblioteca", "library", -12.0, -75.0, "050401", ("computers",),
              True, "2026-11-01", "editor", "CC BY 4.0", "open", "Lunes a viernes", "(066) 312345",
              (HubEvent("2026-12-01", "Taller", "15:00"), HubEvent("2026-12-02", "Feria")),
              )  # fmt: skip


@pytest.fixture
def register(store_url: str) -> Iterator[HubRegister]:
    made = HubRegister(open_store(store_url))
    made.seed(SEED)
    yield made
    made.engine.dispose()


def test_the_first_start_seeds_and_the_second_changes_nothing(register: HubRegister) -> None:
    state, hubs = register.read()
    assert [hub.id for hub in hubs] == [f"tambo-{n}" for n in range(5)]
    assert (state.total, state.as_of) == (5, "2026-10-01")
    assert register.seed(SEED) is False
    assert register.version() == state.version


def test_a_hub_comes_back_as_it_was_put(register: HubRegister) -> None:
    register.put([LIBRARY])
    assert register.get("biblioteca") == LIBRARY
    assert register.state().total == 6


def test_an_editors_work_survives_a_newer_seed(register: HubRegister) -> None:
    register.put([replace(tambo(1), name="Tambo renombrado"), LIBRARY])
    register.delete("tambo-2")
    newer = Seed((tambo(1, "New"), tambo(2, "New"), tambo(3, "New"), tambo(9)), "2027-01-01",
                 "OSM", "ODbL 1.0")  # fmt: skip
    assert register.seed(newer) is True
    state, hubs = register.read()
    names = {hub.id: hub.name for hub in hubs}
    assert names == {
        "biblioteca": "Biblioteca",
        "tambo-1": "Tambo renombrado",
        "tambo-3": "New",
        "tambo-9": "Tambo",
    }
    assert state.as_of == "2027-01-01"


def test_fields_that_an_editor_left_follow_a_newer_seed(register: HubRegister) -> None:
    register.put([replace(tambo(1), hours="9 a 17"), replace(tambo(2), name="Mío")])
    before = register.entry("tambo-3")
    moved = replace(tambo(1), latitude=-12.5)
    listed = (tambo(0), moved, replace(tambo(2), name="Fuente"), tambo(3))
    register.seed(Seed(listed, "2027-01-01", "OSM", "ODbL 1.0"))
    assert register.get("tambo-1") == replace(moved, hours="9 a 17")
    told = register.entry("tambo-2")
    assert (told.hub.name, told.newer) == ("Mío", NewerSeed(True, {"name": "Fuente"}))
    assert register.entry("tambo-3") == before
    with pytest.raises(UnknownHub):
        register.get("tambo-4")
    register.put([told.hub], acknowledge=False)
    assert register.entry("tambo-2").newer == told.newer
    register.put([told.hub])
    assert register.entry("tambo-2").newer is None
    register.seed(Seed((tambo(0),), "2027-02-01", "OSM", "ODbL 1.0"))
    assert register.entry("tambo-2").newer == NewerSeed(False, {})
    with pytest.raises(UnknownHub):
        register.get("tambo-3")


@pytest.mark.parametrize("status", ["closed", "moved"])
def test_a_hub_that_is_not_open_disappears_for_another_worker(
    register: HubRegister, store_url: str, status: str
) -> None:
    other = LiveHubs(HubRegister(open_store(store_url)))
    assert other.index().nearest(-12.0, -75.0, 1)[0].hub.id == "tambo-0"
    register.put([replace(tambo(0), status=status)])
    index = other.index()
    assert index.nearest(-12.0, -75.0, 1)[0].hub.id == "tambo-1"
    assert index.state.total == register.state().total == len(index.hubs) == 4
    assert other.register.get("tambo-0").status == status
    assert "tambo-0" in {entry.hub.id for entry in other.register.entries()}
    register.put([replace(tambo(0), latitude=-12.5)])
    assert other.index().nearest(-12.5, -75.0, 1)[0].hub.id == "tambo-0"
    other.register.engine.dispose()


def test_versions_grow_and_never_come_back(register: HubRegister) -> None:
    first = register.entry("tambo-0").version
    register.put([tambo(0)])
    second = register.entry("tambo-0").version
    register.delete("tambo-0")
    register.put([tambo(0)])
    assert first < second < register.entry("tambo-0").version
    assert register.entry("tambo-1").version == first


def test_a_change_meant_for_another_version_is_not_made(register: HubRegister) -> None:
    version = register.version()
    mine = replace(tambo(0), name="Mío")
    with pytest.raises(HubChanged) as raised:
        register.put([LIBRARY, mine], lambda hub_id, now: hub_id == "biblioteca" or now == 99)
    assert raised.value.entry == register.entry("tambo-0")
    with pytest.raises(HubChanged):
        register.delete("tambo-0", lambda _id, now: False)
    assert register.version() == version and register.get("tambo-0") == tambo(0)
    with pytest.raises(UnknownHub):
        register.get("biblioteca")
    register.put([LIBRARY], lambda _id, now: now is None)
    register.delete("biblioteca")
    register.put([LIBRARY], lambda _id, now: now is None)


def test_of_two_editors_at_once_one_is_told(register: HubRegister, store_url: str) -> None:
    seen = register.entry("tambo-0").version
    told = []

    def save(name: str) -> None:
        own = HubRegister(open_store(store_url))
        try:
            own.put([replace(tambo(0), name=name)], lambda _id, now: now == seen)
        except HubChanged as error:
            told.append((name, error.entry))
        finally:
            own.engine.dispose()

    threads = [Thread(target=save, args=(name,)) for name in ("A", "B", "C")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    now = register.entry("tambo-0")
    assert len(told) == 2 and all(entry == now for _, entry in told)
    assert {now.hub.name, *(name for name, _ in told)} == {"A", "B", "C"}


def test_a_deleted_hub_is_gone_and_can_be_put_again(register: HubRegister) -> None:
    register.delete("tambo-0")
    with pytest.raises(UnknownHub):
        register.get("tambo-0")
    with pytest.raises(UnknownHub):
        register.delete("tambo-0")
    register.put([tambo(0)])
    assert register.get("tambo-0") == tambo(0)


def test_many_hubs_are_put_all_or_none(register: HubRegister) -> None:
    version = register.version()
    broken = replace(LIBRARY, id="second", name=None)  # type: ignore[arg-type]
    with pytest.raises(Exception, match="(?i)null"):
        register.put([LIBRARY, broken])
    assert register.version() == version
    with pytest.raises(UnknownHub):
        register.get("biblioteca")


def test_another_worker_sees_a_change_at_once(register: HubRegister, store_url: str) -> None:
    other = LiveHubs(HubRegister(open_store(store_url)))
    assert other.index().nearest(-12.0, -75.0, 1)[0].hub.id == "tambo-0"
    register.put([LIBRARY])
    register.delete("tambo-0")
    assert other.index().nearest(-12.0, -75.0, 1)[0].hub.id == "biblioteca"
    assert other.index() is other.index()
    other.register.engine.dispose()


def test_starting_twice_migrates_once(register: HubRegister, store_url: str) -> None:
    again = HubRegister(open_store(store_url))
    assert again.seed(SEED) is False
    assert again.state() == register.state()
    again.engine.dispose()
