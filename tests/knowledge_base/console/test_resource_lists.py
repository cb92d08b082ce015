"""The list of all resources: filters, files of it, and the same change to many at once."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from knowledge_base.console.parts import Parts
from knowledge_base.editing.drafts import DraftStore
from knowledge_base.resources.store import ResourceStore
from tests.knowledge_base.conftest import wait_until
from tests.knowledge_base.console.conftest import Visitor

BASE = "/console/resources"
SignedIn = Callable[[str], Visitor]


@pytest.fixture
def drafts(parts: Parts) -> DraftStore:
    return parts.drafts


@pytest.fixture
def store(parts: Parts) -> ResourceStore:
    return parts.base.store


@pytest.fixture
def ids(store: ResourceStore) -> list[str]:
    """Three resources of the catalogue."""
    return [one.id for one in store.all() if one.kind != "lesson"][:3]


def listed(visitor: Visitor, **query: str) -> list[str]:
    page = visitor.get(f"{BASE}/", query_string=query)
    assert page.status_code == 200
    pattern = r'<th scope="row" class="title">\s*<a href="/console/resources/item/([^"]+)"'
    return re.findall(pattern, page.get_data(as_text=True))


def test_the_list_is_searched_filtered_and_sorted(
    signed_in: SignedIn, store: ResourceStore
) -> None:
    viewer = signed_in("viewer")
    all_of_them = {one.id: one for one in store.all()}
    some = next(iter(all_of_them.values()))
    assert some.id in listed(viewer, q=some.title.upper())
    found = listed(viewer, kind=some.kind, language=some.language)
    fitting = [
        one.id
        for one in all_of_them.values()
        if (one.kind, one.language) == (some.kind, some.language)
    ]
    assert len(fitting) <= 50 and sorted(found) == sorted(fitting)
    assert listed(viewer, sort="-title") != listed(viewer, sort="title")
    assert listed(viewer, q="no hay nada que se llame asi") == []


def test_what_an_address_cannot_mean_is_left_out(signed_in: SignedIn) -> None:
    viewer = signed_in("viewer")
    usual = listed(viewer)
    odd = {"sort": "';--", "state": "x", "offset": "-1", "expires_before": "ayer", "free": "?"}
    assert listed(viewer, **odd) == usual
    page = viewer.get(f"{BASE}/", query_string={"q": "<script>alert(1)</script>"})
    assert "<script>alert" not in page.get_data(as_text=True)
    # Names that the templates' own functions know.
    assert viewer.get(f"{BASE}/?endpoint=x&_external=1&resource_id=1").status_code == 200


def test_drafts_stand_in_the_list_with_their_state(signed_in: SignedIn) -> None:
    editor = signed_in("editor")
    editor.post(f"{BASE}/new", {"title": "Zapatería a mano"})
    assert listed(editor, state="draft") == ["zapateria-a-mano"]
    assert listed(editor, state="review") == []
    page = editor.get(f"{BASE}/").get_data(as_text=True)
    assert re.search(r'Borrador <span class="count">1</span>', page)


@pytest.mark.parametrize("form", ["csv", "json", "jsonl", "yaml", "md"])
def test_a_filtered_list_is_taken_along(
    form: str, signed_in: SignedIn, store: ResourceStore
) -> None:
    viewer = signed_in("viewer")
    some = store.all()[0]
    answer = viewer.get(f"{BASE}/export.{form}", query_string={"q": some.id})
    assert answer.status_code == 200
    assert re.fullmatch(
        rf'attachment; filename="recursos-\d{{4}}-\d\d-\d\d\.{form}"',
        answer.headers["Content-Disposition"],
    )
    assert some.title.split()[0] in answer.get_data(as_text=True)
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
        assert [row["id"] for row in rows] == [some.id]
    if form == "json":
        assert json.loads(answer.get_data())[0]["id"] == some.id


def test_there_is_no_other_form_of_export(signed_in: SignedIn) -> None:
    assert signed_in("viewer").get(f"{BASE}/export.exe").status_code == 404


def many(visitor: Visitor, action: str, ids: list[str], **more: Any) -> Any:
    fields = {"action": action, "ids": ids, **more}
    return visitor.post(f"{BASE}/many", fields, follow_redirects=True)


def test_a_publisher_tags_many_at_once(
    signed_in: SignedIn, parts: Parts, store: ResourceStore, ids: list[str]
) -> None:
    publisher = signed_in("publisher")
    text = many(publisher, "add", ids, tags="uno nuevo, otro").get_data(as_text=True)
    assert "Cambiados: 3." in text
    assert all({"uno nuevo", "otro"} <= set(store.get(one).resource.tags) for one in ids)  # type: ignore[union-attr]
    assert store.revisions(ids[0])[-1]["who"] == "publisher"
    assert parts.audit.page(1)[0][0].action == "resource.many_add"
    text = many(publisher, "remove", [ids[0]], tags="otro").get_data(as_text=True)
    assert "otro" not in store.get(ids[0]).resource.tags  # type: ignore[union-attr]


def test_tags_of_an_editor_wait_for_review(
    signed_in: SignedIn, drafts: DraftStore, store: ResourceStore, ids: list[str]
) -> None:
    editor, publisher = signed_in("editor"), signed_in("publisher")
    publisher.post(f"{BASE}/item/{ids[0]}/edit", {"title": "De otra persona"})
    before = store.get(ids[1])
    text = many(editor, "add", ids, tags="propuesta").get_data(as_text=True)
    assert "Propuestos para revisión: 2." in text and "Sin cambios: 1." in text
    assert "borrador abierto de publisher" in text
    draft = drafts.get(ids[1])
    assert draft and draft.state == "review" and "propuesta" in draft.body["tags"]
    assert store.get(ids[1]) == before
    # The same once more changes nothing; one's own draft takes the words in.
    text = many(editor, "add", [ids[1]], tags="propuesta").get_data(as_text=True)
    assert "Propuestos para revisión: 0." in text
    many(editor, "remove", [ids[1]], tags="propuesta")
    assert "propuesta" not in drafts.get(ids[1]).body["tags"]  # type: ignore[union-attr]


def test_what_many_cannot_do_is_told(signed_in: SignedIn, ids: list[str]) -> None:
    editor = signed_in("editor")
    assert "Marca primero" in many(editor, "add", [], tags="x").get_data(as_text=True)
    assert "Elige qué hacer" in many(editor, "boom", ids).get_data(as_text=True)
    for who in ("editor", "publisher"):
        answer = many(signed_in(who), "add", ids, tags=" , ")
        assert "al menos una palabra" in answer.get_data(as_text=True)
    assert many(editor, "archive", ids, sure="yes").status_code == 403


def test_archiving_many_asks_first_and_takes_them_from_the_search(
    app: Flask, signed_in: SignedIn, drafts: DraftStore, store: ResourceStore, ids: list[str]
) -> None:
    publisher = signed_in("publisher")
    title = store.get(ids[0]).resource.title  # type: ignore[union-attr]
    signed_in("editor").post(f"{BASE}/item/{ids[2]}/edit", {"title": "En obra"})
    asked = many(publisher, "archive", ids)
    assert "¿Archivar 3 recursos?" in asked.get_data(as_text=True)
    assert all(store.get(one) for one in ids)
    text = many(publisher, "archive", ids, sure="yes").get_data(as_text=True)
    assert "Cambiados: 2." in text and "borrador abierto de editor" in text
    assert store.get(ids[2]) and not store.get(ids[0])

    def found() -> list[str]:
        answer = app.test_client().get("/v1/search", query_string={"q": title})
        return [one["id"] for one in answer.get_json()["results"]]

    wait_until(lambda: ids[0] not in found())


def test_all_that_fit_the_filters_are_meant_on_other_pages_too(
    signed_in: SignedIn, store: ResourceStore
) -> None:
    publisher = signed_in("publisher")
    some = store.all()[0]
    fitting = [one for one in store.all() if one.topic == some.topic]
    answer = publisher.post(
        f"{BASE}/many",
        {"action": "add", "all": "yes", "tags": "para todos"},
        query_string={"topic": some.topic},
        follow_redirects=True,
    )
    assert f"Cambiados: {len(fitting)}." in answer.get_data(as_text=True)
    tagged = [one for one in store.all() if "para todos" in one.tags]
    assert [one.id for one in tagged] == [one.id for one in fitting]
