"""The register keeps editors' work through newer seeds, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from recommender.hubs.nearest import LiveHubs
from recommender.hubs.register import HubRegister, Seed, UnknownHub
from recommender.records import Hub
from recommender.store import open_store


def tambo(number: int, name: str = "Tambo") -> Hub:
    return Hub(f"tambo-{number}", name, "tambo", -12.0 - number / 100, -75.0, "050401", (),
               False, None, "OpenStreetMap contributors", "ODbL 1.0")  # fmt: skip


SEED = Seed(tuple(tambo(n) for n in range(5)), "2026-10-01", "OSM", "ODbL 1.0")
LIBRARY = Hub("biblioteca", "Biblioteca", "library", -12.0, -75.0, "050401", ("computers",),
              True, "2026-11-01", "editor", "CC BY 4.0")  # fmt: skip


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
