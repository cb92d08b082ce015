"""The rule by which editors' work and a newer list of the source come together."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from recommender.hubs.merging import GROUPS, Kept, Merged, acknowledged, merge, still_newer
from recommender.hubs.rows import HUB_FIELDS, hub_of, hub_values
from recommender.records import Hub, HubEvent, NewerSeed

FIRST = Hub("tambo-1", "Tambo Uno", "tambo", -12.0, -75.0, "050401", (), False, None, "OSM", "ODbL")


def one(row: Kept | None, *listed: Hub) -> Kept | None:
    """Return what becomes of a row, None where it goes."""
    kept = {} if row is None else {row.hub.id: row}
    merged = merge(kept, listed)
    if "tambo-1" in merged.gone:
        return None
    return merged.changed.get("tambo-1", row)


def edited(**changes: Any) -> Kept:
    return Kept(replace(FIRST, **changes), True, False, FIRST)


def test_every_field_of_a_hub_is_merged() -> None:
    assert sorted(name for group in GROUPS for name in group) == sorted(set(HUB_FIELDS) - {"id"})


def test_a_hub_comes_back_from_json_as_it_was() -> None:
    hub = replace(FIRST, services=("wifi",), events=(HubEvent("2026-12-01", "Taller", "15:00"),))
    assert hub_of(hub_values(hub)) == hub
    old = {name: value for name, value in hub_values(FIRST).items() if name not in
           ("status", "hours", "contact", "events")}  # fmt: skip
    assert hub_of(old) == FIRST


def test_a_new_hub_of_the_source_comes_in() -> None:
    assert one(None, FIRST) == Kept(FIRST, False, False, FIRST)


def test_what_nobody_touched_follows_the_source_or_goes() -> None:
    newer = replace(FIRST, name="Tambo Nuevo", latitude=-12.5)
    row = Kept(FIRST, False, False, FIRST)
    assert one(row, newer) == Kept(newer, False, False, newer)
    assert one(row) is None


def test_the_same_list_again_changes_nothing() -> None:
    rows = {"tambo-1": Kept(FIRST, False, False, FIRST)}
    assert merge(rows, [FIRST]) == Merged({}, frozenset())
    assert merge({"tambo-1": edited(name="Mío")}, [FIRST]) == Merged({}, frozenset())


def test_fields_that_the_editor_left_follow_and_the_others_stay() -> None:
    newer = replace(FIRST, latitude=-12.5, longitude=-75.5, ubigeo="050402")
    row = one(edited(hours="9 a 17"), newer)
    assert row is not None
    assert row.hub == replace(newer, hours="9 a 17")
    assert (row.seed, row.newer, row.edited) == (newer, None, True)


def test_where_both_changed_the_editor_wins_and_is_told() -> None:
    newer = replace(FIRST, name="Tambo de la fuente", kind="library")
    row = one(edited(name="Tambo del editor"), newer)
    assert row is not None
    assert (row.hub.name, row.hub.kind) == ("Tambo del editor", "library")
    assert row.newer == NewerSeed(True, {"name": "Tambo de la fuente"})
    again = one(row, replace(newer, licence="CC0"))
    assert again is not None and again.newer == row.newer and again.hub.licence == "CC0"
    last = one(again, replace(newer, name="Tambo tercero"))
    assert last is not None and last.newer == NewerSeed(True, {"name": "Tambo tercero"})


def test_nobody_is_told_where_both_changed_to_the_same() -> None:
    newer = replace(FIRST, name="Tambo Dos")
    row = one(edited(name="Tambo Dos"), newer)
    assert row is not None and row.newer is None
    told = one(edited(name="Mío"), newer)
    assert told is not None and told.newer is not None
    agreed = one(told, replace(newer, name="Mío"))
    assert agreed is not None and agreed.newer is None and agreed.hub.name == "Mío"


def test_half_a_position_is_never_taken() -> None:
    moved = edited(latitude=-13.0)
    row = one(moved, replace(FIRST, longitude=-76.0))
    assert row is not None
    assert (row.hub.latitude, row.hub.longitude) == (-13.0, -75.0)
    assert row.newer == NewerSeed(True, {"latitude": -12.0, "longitude": -76.0})


def test_services_stay_with_their_confirmation_and_a_licence_with_its_source() -> None:
    row = one(
        edited(services=("wifi",), services_confirmed=True, source="editor"),
        replace(FIRST, services_confirmed=True, licence="CC0"),
    )
    assert row is not None
    assert (row.hub.services, row.hub.services_confirmed) == (("wifi",), True)
    assert (row.hub.source, row.hub.licence) == ("editor", "ODbL")


def test_deleted_stays_deleted() -> None:
    gone = Kept(FIRST, True, True, FIRST)
    newer = replace(FIRST, name="Otro")
    row = one(gone, newer)
    assert row is not None and row.deleted and row.hub == FIRST and row.newer is None
    assert one(gone) == gone


def test_a_hub_that_only_editors_made_is_not_touched() -> None:
    own = Kept(FIRST, True, False, None)
    assert merge({"tambo-1": own}, []) == Merged({}, frozenset())


def test_of_an_unknown_beginning_the_editor_wins_in_every_field() -> None:
    own = Kept(replace(FIRST, name="Mío"), True, False, None)
    newer = replace(FIRST, kind="library")
    row = one(own, newer)
    assert row == Kept(own.hub, True, False, newer)


def test_an_edited_hub_that_the_source_drops_stays_and_says_so() -> None:
    row = one(edited(name="Mío"))
    assert row is not None
    assert row.hub.name == "Mío" and row.newer == NewerSeed(False, {})
    assert merge({"tambo-1": row}, []) == Merged({}, frozenset())
    back = one(row, FIRST)
    assert back is not None and back.newer is None


def test_saving_acknowledges() -> None:
    told = one(edited(name="Mío"), replace(FIRST, name="Fuente"))
    assert told is not None
    saved = acknowledged(told, told.hub)
    assert saved.newer is None
    assert one(saved, replace(FIRST, name="Fuente")) == saved


def test_a_dropped_hub_is_the_editors_own_once_saved() -> None:
    dropped = one(edited(name="Mío"))
    assert dropped is not None
    saved = acknowledged(dropped, dropped.hub)
    assert saved.seed is None and one(saved) == saved


@pytest.mark.parametrize(
    ("name", "left"), [("Otro", NewerSeed(True, {"name": "Fuente"})), ("Fuente", None)]
)
def test_a_change_unseen_leaves_what_still_differs(name: str, left: NewerSeed | None) -> None:
    told = NewerSeed(True, {"name": "Fuente"})
    assert still_newer(told, replace(FIRST, name=name)) == left
    assert still_newer(NewerSeed(False, {}), FIRST) == NewerSeed(False, {})
