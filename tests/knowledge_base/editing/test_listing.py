"""One list of everything: what fits a search and each filter, in order, page by page, counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Engine

from knowledge_base.editing.drafts import DraftStore
from knowledge_base.editing.exporting import export_list, exported
from knowledge_base.editing.listed import SORTS, Filters
from knowledge_base.editing.listing import list_resources
from knowledge_base.resources.export import WRITERS
from knowledge_base.resources.links import Finding, LinkStore
from knowledge_base.resources.records import Resource
from knowledge_base.resources.store import ResourceStore


@pytest.fixture
def shelf(
    database: Engine,
    store: ResourceStore,
    drafts: DraftStore,
    welding: Resource,
    today: date,
) -> Engine:
    """Published, expiring, archived, in draft, in review, and new."""

    def also(name: str, title: str, **changed: Any) -> Resource:
        url = f"https://example.org/{name}"
        return replace(welding, id=name, title=title, url=url, tags=(), **changed)

    store.save(welding, who="ana")
    store.import_all(
        [
            also("algebra", "Álgebra fácil", kind="book", topic="mathematics", level="basico"),
            also("fisica", "Física I", language="en", free=False, expires_on="2026-12-01"),
            also("quimica", "Química 50%", topic="chemistry", source="lista", offline=True),
            also("vieja", "Zoología", expires_on="2028-01-01"),
        ]
    )
    store.delete("vieja", who="luis")
    drafts.begin("fisica", None, "eva")
    changed = also("algebra", "Cálculo mental").as_dict()
    review = drafts.begin("algebra", changed, "eva")
    drafts.submit("algebra", review.version, "eva")
    drafts.begin(None, {"title": "Ñandúes del Perú", "kind": "video", "free": "?"}, "rosa")
    links = LinkStore(database)
    for _ in range(2):
        gone = Finding("https://example.org/quimica", "dead", "404", gone=True)
        links.record(gone, datetime(2026, 11, 1, tzinfo=UTC))
    return database


def _ids(engine: Engine, today: date, **chosen: Any) -> list[str]:
    page = list_resources(engine, Filters(**chosen), today=today)
    assert page.total == len(page.items)
    return [one.id for one in page.items]


NEW, WELDING = "nandues-del-peru", "soldadura-submarina"


@pytest.mark.parametrize(
    ("chosen", "fitting"),
    [
        ({}, ["algebra", "fisica", NEW, "quimica", WELDING, "vieja"]),
        ({"text": "FISICA"}, ["fisica"]),
        ({"text": "i física"}, ["fisica"]),
        ({"text": "buceo metal"}, [WELDING]),
        ({"text": "example.org/quimica"}, ["quimica"]),
        ({"text": "50%"}, ["quimica"]),
        ({"text": "f_sica"}, []),
        ({"text": "nandues"}, [NEW]),
        ({"text": "calculo"}, ["algebra"]),
        ({"text": "algebra nada"}, []),
        ({"text": "'; DROP TABLE resources --\x00\ud800"}, []),
        ({"state": "published"}, ["algebra", "fisica", "quimica", WELDING]),
        ({"state": "archived"}, ["vieja"]),
        ({"state": "draft"}, ["fisica", NEW]),
        ({"state": "review"}, ["algebra"]),
        ({"state": "expiring"}, ["fisica"]),
        ({"state": "ninguno"}, []),
        ({"kind": "book"}, ["algebra"]),
        ({"kind": "video"}, [NEW]),
        ({"topic": "chemistry"}, ["quimica"]),
        ({"language": "en"}, ["fisica"]),
        ({"level": "basico"}, ["algebra"]),
        ({"source": "lista"}, ["quimica"]),
        ({"offline": True}, ["quimica"]),
        ({"free": False}, ["fisica", NEW]),
        ({"expires_before": "2027-01-01"}, ["fisica"]),
        ({"link": "dead"}, ["quimica"]),
        ({"edited_by": "ana"}, [WELDING]),
        ({"edited_by": "eva"}, ["algebra", "fisica"]),
        ({"edited_by": "luis"}, ["vieja"]),
        ({"state": "published", "language": "es", "text": "a"}, ["algebra", "quimica", WELDING]),
    ],
)
def test_what_fits_is_listed_by_title(
    shelf: Engine, today: date, chosen: dict[str, Any], fitting: list[str]
) -> None:
    assert _ids(shelf, today, **chosen) == fitting


def test_a_line_says_how_its_resource_stands(shelf: Engine, today: date) -> None:
    lines = {one.id: one for one in list_resources(shelf, Filters(), today=today).items}
    assert {name: (one.state, one.published) for name, one in lines.items()} == {
        "algebra": ("review", True),
        "fisica": ("draft", True),
        NEW: ("draft", False),
        "quimica": ("published", True),
        WELDING: ("published", True),
        "vieja": ("archived", False),
    }
    assert (lines["quimica"].link, lines["fisica"].link) == ("dead", None)
    assert (lines["fisica"].author, lines["quimica"].author) == ("eva", None)
    assert lines["algebra"].updated_at.tzinfo is not None


def test_counts_say_what_else_there_is(shelf: Engine, today: date) -> None:
    page = list_resources(shelf, Filters(state="published", kind="book"), today=today)
    assert page.total == 1
    assert page.kinds == {"book": 1, "course": 3}
    assert page.topics == {"mathematics": 1}
    assert page.states == {"published": 1, "archived": 0, "draft": 0, "review": 1, "expiring": 0}
    everything = list_resources(shelf, Filters(), today=today)
    assert everything.states == {
        "published": 4,
        "archived": 1,
        "draft": 2,
        "review": 1,
        "expiring": 1,
    }
    assert everything.languages == {"en": 1, "es": 4}


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("descending", [False, True])
def test_pages_hold_each_line_once(shelf: Engine, today: date, sort: str, descending: bool) -> None:
    def page(limit: int, offset: int) -> list[str]:
        found = list_resources(
            shelf,
            Filters(),
            sort=sort,
            descending=descending,
            limit=limit,
            offset=offset,
            today=today,
        )
        assert found.total == 6
        return [one.id for one in found.items]

    parts = [page(2, offset) for offset in (0, 2, 4, 6)]
    assert sum(parts, []) == page(50, 0) and parts[3] == []
    assert len(set(page(50, 0))) == 6


def test_the_orders_are_what_their_names_say(shelf: Engine, today: date) -> None:
    def first(sort: str, descending: bool = False) -> str:
        page = list_resources(
            shelf, Filters(), sort=sort, descending=descending, limit=1, today=today
        )
        return page.items[0].id

    assert (first("title"), first("title", True)) == ("algebra", "vieja")
    assert (first("expires_on"), first("expires_on", True)) == ("fisica", "vieja")
    assert first("updated_at", True) == NEW
    with pytest.raises(ValueError, match="ordenar"):
        first("id; DROP TABLE resources")


def test_an_export_holds_what_fits(
    shelf: Engine, store: ResourceStore, today: date, welding: Resource
) -> None:
    assert exported(shelf, Filters(text="buceo"), today) == [welding]
    assert export_list(shelf, Filters(), "csv", today) == WRITERS["csv"](store.all())
    assert [one.id for one in exported(shelf, Filters(state="archived"), today)] == ["vieja"]
    assert exported(shelf, Filters(text="nandues"), today) == []
