"""The way of a resource through the console: written, reviewed, published, found, archived."""

from __future__ import annotations

import re
from datetime import date

import pytest
from flask import Flask

from knowledge_base.console.parts import Parts
from knowledge_base.editing.drafts import DraftStore
from knowledge_base.resources.store import ResourceStore
from tests.knowledge_base.conftest import wait_until
from tests.knowledge_base.console.writing import (
    BASE,
    KEY,
    WELDING,
    SignedIn,
    actions_of,
    begin,
    hidden,
    publish_one,
    step,
)


@pytest.fixture
def drafts(parts: Parts) -> DraftStore:
    return DraftStore(parts.base.engine)


@pytest.fixture
def store(parts: Parts) -> ResourceStore:
    return parts.base.store


def finds(app: Flask, question: str) -> list[str]:
    found = app.test_client().get("/v1/search", query_string={"q": question}).get_json()
    return [one["id"] for one in found["results"]]


def test_a_resource_goes_from_draft_to_what_people_find_and_back(
    app: Flask, signed_in: SignedIn, parts: Parts, drafts: DraftStore
) -> None:
    editor, publisher = signed_in("editor"), signed_in("publisher")
    answer = begin(editor)
    assert answer.headers["Location"] == f"{BASE}/item/{KEY}/edit"
    draft = drafts.get(KEY)
    assert draft and draft.state == "draft" and draft.author == "editor"
    assert draft.body["topic"] == "oficios" and draft.body["tags"] == ["soldadura", "buceo"]
    assert KEY not in finds(app, "soldadura submarina")

    assert "Enviado a revisión" in step(editor, "submit", drafts).get_data(as_text=True)
    queue = publisher.get(f"{BASE}/review").get_data(as_text=True)
    assert "Soldadura submarina" in queue and "editor" in queue
    assert "Publicado. En unos segundos" in step(publisher, "publish", drafts).get_data(
        as_text=True
    )
    wait_until(lambda: KEY in finds(app, "soldadura submarina"))

    archived = publisher.post(f"{BASE}/item/{KEY}/archive", follow_redirects=True)
    assert "Archivado. La gente ya no" in archived.get_data(as_text=True)
    wait_until(lambda: KEY not in finds(app, "soldadura submarina"))
    assert actions_of(parts) == [
        "resource.archive",
        "resource.publish",
        "resource.submit",
        "resource.draft",
    ]


def test_a_draft_is_saved_incomplete_and_told_what_it_lacks(
    signed_in: SignedIn, drafts: DraftStore
) -> None:
    editor = signed_in("editor")
    answer = editor.post(f"{BASE}/new", {"title": "Solo un título", "number": "doce"})
    assert answer.status_code == 302
    draft = drafts.get("solo-un-titulo")
    assert draft and draft.body["number"] == "doce"
    page = editor.get(answer.headers["Location"]).get_data(as_text=True)
    assert "Para publicarlo falta" in page and "Solo un título" in page and "doce" in page
    sent = hidden(page) | {"title": "Solo un título", "then": "submit", "number": "doce"}
    refused = editor.post(f"{BASE}/item/solo-un-titulo/edit", sent)
    assert refused.status_code == 422
    text = refused.get_data(as_text=True)
    assert "Tu borrador está guardado" in text and "debe ser un número entero" in text
    assert drafts.get("solo-un-titulo").state == "draft"  # type: ignore[union-attr]


def test_fields_that_a_kind_does_not_have_are_refused_politely(
    signed_in: SignedIn, drafts: DraftStore
) -> None:
    editor = signed_in("editor")
    sent = WELDING | {"kind": "lesson", "number": "900", "steps": "Uno\nDos", "then": "submit"}
    refused = editor.post(f"{BASE}/new", sent)
    assert refused.status_code == 422
    assert "lo que se lee en el chat no lleva enlace" in refused.get_data(as_text=True)
    page = editor.get(f"{BASE}/item/{KEY}/edit").get_data(as_text=True)
    answer = editor.post(f"{BASE}/item/{KEY}/edit", sent | hidden(page) | {"url": ""})
    assert answer.status_code == 302
    draft = drafts.get(KEY)
    assert draft and draft.state == "review" and draft.body["steps"] == ["Uno", "Dos"]


def test_an_id_that_is_taken_is_refused_with_all_that_was_typed(
    signed_in: SignedIn, drafts: DraftStore
) -> None:
    editor = signed_in("editor")
    begin(editor)
    refused = editor.post(f"{BASE}/new", WELDING | {"id": KEY, "title": "Otro <b>título</b>"})
    assert refused.status_code == 422
    text = refused.get_data(as_text=True)
    assert "No se guardó" in text and "elige otro" in text
    assert "Otro &lt;b&gt;título&lt;/b&gt;" in text and "<b>título</b>" not in text


def test_sending_back_needs_a_note_and_shows_it(signed_in: SignedIn, drafts: DraftStore) -> None:
    editor, publisher = signed_in("editor"), signed_in("publisher")
    begin(editor, then="submit")
    assert "Escribe qué falta" in step(publisher, "send-back", drafts, note=" ").get_data(
        as_text=True
    )
    assert "Devuelto con tu nota" in step(
        publisher, "send-back", drafts, note="Falta el <autor>"
    ).get_data(as_text=True)
    assert drafts.get(KEY).state == "draft"  # type: ignore[union-attr]
    assert "Falta el &lt;autor&gt;" in editor.get(f"{BASE}/item/{KEY}").get_data(as_text=True)


def test_taking_back_and_discarding(signed_in: SignedIn, drafts: DraftStore) -> None:
    editor = signed_in("editor")
    begin(editor, then="submit")
    assert "otra vez un borrador" in step(editor, "take-back", drafts).get_data(as_text=True)
    assert drafts.get(KEY).state == "draft"  # type: ignore[union-attr]
    assert "Borrador descartado" in step(editor, "discard", drafts).get_data(as_text=True)
    assert drafts.get(KEY) is None


def test_editors_do_not_publish_archive_or_send_back(
    signed_in: SignedIn, drafts: DraftStore, store: ResourceStore
) -> None:
    editor = signed_in("editor")
    begin(editor)
    for name in ("publish", "send-back", "archive"):
        assert step(editor, name, drafts, straight="yes", note="x").status_code == 403
    page = hidden(editor.get(f"{BASE}/item/{KEY}/edit").get_data(as_text=True))
    sent = WELDING | page | {"then": "publish"}
    assert editor.post(f"{BASE}/item/{KEY}/edit", sent).status_code == 403
    assert store.get(KEY) is None
    shown = editor.get(f"{BASE}/item/{KEY}").get_data(as_text=True)
    assert "Publicar sin revisión" not in shown and "Enviar a revisión" in shown


def test_viewers_read_and_write_nothing(signed_in: SignedIn, drafts: DraftStore) -> None:
    publish_one(signed_in)
    viewer = signed_in("viewer")
    for path in ("/", f"/item/{KEY}", f"/item/{KEY}/preview", f"/item/{KEY}/revisions", "/review"):
        page = viewer.get(f"{BASE}{path}")
        assert page.status_code == 200
        main = page.get_data(as_text=True).split("<main")[1]
        assert 'method="post" action="/console/resources/item' not in main
    for path in ("/new", "/many", f"/item/{KEY}/edit", f"/item/{KEY}/submit", "/measure"):
        assert viewer.post(f"{BASE}{path}", WELDING).status_code == 403
    assert drafts.get(KEY) is None


def test_the_page_shows_what_a_draft_would_change_and_its_gap(
    signed_in: SignedIn, parts: Parts, drafts: DraftStore
) -> None:
    parts.base.gaps.record("quiero soldar <b>", "es", date(2026, 11, 25))
    editor = signed_in("editor")
    form = editor.get(f"{BASE}/new?gap=1").get_data(as_text=True)
    assert "quiero soldar &lt;b&gt;" in form
    begin(editor, gap=hidden(form)["gap"])
    assert drafts.get(KEY).gap_number == 1  # type: ignore[union-attr]
    assert "<q>quiero soldar &lt;b&gt;</q>" in editor.get(f"{BASE}/item/{KEY}").get_data(
        as_text=True
    )


def test_lengths_are_counted_and_lost_letters_told(signed_in: SignedIn) -> None:
    editor = signed_in("editor")
    answer = editor.post(f"{BASE}/measure", {"title": "Álgebra " + "x" * 200})
    text = answer.get_data(as_text=True)
    assert "208 de 200 caracteres" in text and "sobran 8" in text and "ocupa 2 SMS" in text
    assert "«Á» llega como «A»" in text and "<html" not in text
    steps = editor.post(f"{BASE}/measure", {"steps": "Uno\n\nDos"}).get_data(as_text=True)
    assert "Paso 1: 3 de 300" in steps and "Paso 2: 3 de 300" in steps


def test_without_the_action_server_the_preview_says_so_and_counts(signed_in: SignedIn) -> None:
    publish_one(signed_in)
    viewer = signed_in("viewer")
    page = viewer.get(f"{BASE}/item/{KEY}/preview").get_data(as_text=True)
    assert "no contesta" in page and "19 de 200 caracteres" in page and "<html" in page
    part = viewer.get(f"{BASE}/item/{KEY}/preview", headers={"HX-Request": "true"})
    assert "<html" not in part.get_data(as_text=True)


def test_what_does_not_exist_is_a_page_that_says_so(signed_in: SignedIn) -> None:
    editor = signed_in("editor")
    for path in ("", "/edit", "/revisions", "/preview", "/compare"):
        assert editor.get(f"{BASE}/item/no-hay{path}").status_code == 404
    assert editor.get(f"{BASE}/item/..%2f..%2fetc").status_code == 404


def test_headings_of_the_preview_follow_those_of_its_page(signed_in: SignedIn) -> None:
    publish_one(signed_in)
    where = f"{BASE}/item/{KEY}/preview"
    viewer = signed_in("viewer")
    assert "<h3" not in viewer.get(where).get_data(as_text=True)
    part = viewer.get(where, headers={"HX-Request": "true"}).get_data(as_text=True)
    assert "<h3>" in part and "<h2" not in part


def test_the_first_page_counts_what_waits(signed_in: SignedIn, drafts: DraftStore) -> None:
    editor = signed_in("editor")
    begin(editor, then="submit")
    page = editor.get("/console/").get_data(as_text=True)
    assert re.search(r'<strong class="number">1</strong> por revisar', page)


def test_a_long_form_is_taken_and_far_too_much_text_is_refused_kindly(
    signed_in: SignedIn, drafts: DraftStore
) -> None:
    editor = signed_in("editor")
    begin(editor, steps="\n".join("ñ" * 300 for _ in range(30)), text="y" * 4000)
    page = hidden(editor.get(f"{BASE}/item/{KEY}/edit").get_data(as_text=True))
    answer = editor.post(f"{BASE}/item/{KEY}/edit", WELDING | page | {"text": "z" * 400_000})
    assert answer.status_code == 422
    assert "es demasiado largo" in answer.get_data(as_text=True)
    assert drafts.get(KEY).body["text"] == "y" * 4000  # type: ignore[union-attr]


def test_the_log_says_what_each_save_changed(signed_in: SignedIn, parts: Parts) -> None:
    editor = signed_in("editor")
    begin(editor)
    page = hidden(editor.get(f"{BASE}/item/{KEY}/edit").get_data(as_text=True))
    editor.post(f"{BASE}/item/{KEY}/edit", WELDING | page | {"title": "Soldar"})
    entry = parts.audit.page(1)[0][0]
    assert entry.who == "editor" and entry.subject == f"resource:{KEY}"
    assert entry.detail["changes"] == {"title": ["Soldadura submarina", "Soldar"]}


def test_links_of_a_resource_stay_links_and_nothing_else(signed_in: SignedIn) -> None:
    editor = signed_in("editor")
    begin(editor, url="javascript:alert(1)")
    page = editor.get(f"{BASE}/item/{KEY}").get_data(as_text=True)
    assert "javascript:alert(1)" in page and 'href="javascript' not in page
