"""A resource holds through its last day by Peru's calendar, and then is withdrawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from knowledge_base.editing.drafts import DraftStore
from knowledge_base.resources.expiry import today_in_peru
from knowledge_base.resources.export import WRITERS
from knowledge_base.resources.formats.files import read_bytes
from knowledge_base.resources.imports import Judge
from knowledge_base.resources.records import InvalidResource, Resource, resource_from
from knowledge_base.resources.store import ResourceStore


def test_the_day_is_perus() -> None:
    assert today_in_peru(datetime(2026, 11, 25, 4, 59, tzinfo=UTC)) == date(2026, 11, 24)
    assert today_in_peru(datetime(2026, 11, 25, 5, 0, tzinfo=UTC)) == date(2026, 11, 25)


@pytest.mark.parametrize("wrong", ["mañana", "2026-02-30", "25/11/2026", "20261125", 7, True])
def test_what_is_no_day_is_refused(welding: Resource, wrong: Any) -> None:
    with pytest.raises(InvalidResource, match="expires_on: debe ser una fecha"):
        resource_from(welding.as_dict() | {"expires_on": wrong})


@pytest.mark.parametrize("empty", [None, "", "  "])
def test_a_resource_may_hold_for_ever(welding: Resource, empty: Any) -> None:
    assert resource_from(welding.as_dict() | {"expires_on": empty}).expires_on is None


def test_it_is_withdrawn_the_day_after_and_stays_so(
    store: ResourceStore, welding: Resource, catalogue: list[Resource], today: date
) -> None:
    shipped = replace(catalogue[0], expires_on=today.isoformat())
    store.sync_catalogue([shipped])
    store.import_all([replace(welding, expires_on="2026-11-24")])
    assert store.expire(today) == [welding.id]
    assert store.expire(today) == []
    assert store.expire(today + timedelta(days=1)) == [shipped.id]
    assert store.all() == []
    last = store.revisions(welding.id)[-1]
    assert (last["action"], last["actor"], last["who"]) == ("expire", "system", "system")
    assert store.sync_catalogue([shipped]).kept_for_editors == 1
    assert store.import_all([welding]).kept_for_editors == 1
    assert store.changed_since(0) == ([], sorted([shipped.id, welding.id]))


def test_an_expired_resource_can_be_given_a_new_day(
    store: ResourceStore, drafts: DraftStore, welding: Resource, today: date
) -> None:
    store.save(replace(welding, expires_on="2026-11-24"))
    store.expire(today)
    draft = drafts.restore(welding.id, store.revisions(welding.id)[0]["number"], "ana")
    with pytest.raises(InvalidResource, match="ya pasó"):
        drafts.publish(welding.id, draft.version, "ana", straight=True)
    longer = draft.body | {"expires_on": today.isoformat()}
    saved = drafts.save(welding.id, longer, draft.version, "ana")
    drafts.publish(welding.id, saved.version, "ana", straight=True)
    assert store.expire(today) == []
    assert [one.expires_on for one in store.all()] == [today.isoformat()]


@pytest.mark.parametrize("form", ["csv", "json", "jsonl", "yaml"])
def test_the_day_goes_out_and_comes_back(welding: Resource, form: str) -> None:
    dated = replace(welding, expires_on="2027-03-31")
    out = WRITERS[form]([dated, replace(welding, id="otra", url="https://example.org/o")])
    report = Judge(keep_similar=True).judge(read_bytes(out.encode(), f"lista.{form}"))
    assert [one.expires_on for one in report.resources] == ["2027-03-31", None]


def test_a_day_is_read_as_people_write_it(welding: Resource) -> None:
    table = (
        "id;titulo;enlace;idioma;tipo;tema;descripcion;vence\n"
        "a;Uno;https://example.org/a;es;course;x;Algo.;31/3/2027\n"
        "b;Dos;https://example.org/b;es;course;x;Algo.;\n"
        "c;Tres;https://example.org/c;es;course;x;Algo.;99/99/2027\n"
        "d;Cuatro;https://example.org/d;es;course;x;Algo.;2026-11-24\n"
    )
    judge = Judge(today=date(2026, 11, 25))
    report = judge.judge(read_bytes(table.encode(), "lista.csv"))
    assert [one.expires_on for one in report.resources] == ["2027-03-31", None]
    assert [(one.where, list(one.errors)) for one in report.rejected] == [
        ("línea 4", ["expires_on"]),
        ("línea 5", ["expires_on"]),
    ]
    bare = read_bytes(b"- {id: a, title: A, description: B, expires_on: 2027-03-31}", "l.yaml")
    assert resource_from(welding.as_dict() | bare.rows[0].fields).expires_on == "2027-03-31"
