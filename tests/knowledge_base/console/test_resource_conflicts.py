"""Two people at the same resource, and older texts: nobody loses anything."""

from __future__ import annotations

import re

import pytest

from knowledge_base.console.parts import Parts
from knowledge_base.editing.drafts import DraftStore
from knowledge_base.resources.store import ResourceStore
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


def test_the_second_of_two_editors_is_told_and_nothing_is_lost(
    signed_in: SignedIn, parts: Parts, drafts: DraftStore
) -> None:
    editor, publisher = signed_in("editor"), signed_in("publisher")
    begin(editor)
    page = editor.get(f"{BASE}/item/{KEY}/edit").get_data(as_text=True)
    theirs = hidden(publisher.get(f"{BASE}/item/{KEY}/edit").get_data(as_text=True))
    where = f"{BASE}/item/{KEY}/edit"
    other = {"title": "Soldadura bajo el agua", "tags": "soldadura\nperlas"}
    assert publisher.post(where, WELDING | theirs | other).status_code == 302

    mine = {"title": "Soldar bajo el mar", "description": "Mi frase nueva."}
    told = editor.post(where, WELDING | hidden(page) | mine)
    assert told.status_code == 409
    text = told.get_data(as_text=True)
    assert "publisher guardó otro cambio" in text
    assert all(words in text for words in ("Soldar bajo el mar", "Soldadura bajo el agua"))
    assert drafts.get(KEY).body["title"] == "Soldadura bajo el agua"  # type: ignore[union-attr]

    picks = {"pick-title": "theirs", "pick-tags": "both"}
    answer = editor.post(f"{BASE}/item/{KEY}/resolve", hidden(text) | picks)
    assert answer.status_code == 302
    body = drafts.get(KEY).body  # type: ignore[union-attr]
    assert body["title"] == "Soldadura bajo el agua"
    assert body["description"] == "Mi frase nueva."
    assert body["tags"] == ["soldadura", "perlas", "buceo"]
    assert "resource.merge" in actions_of(parts)


def test_a_third_change_while_somebody_chooses_is_told_too(
    signed_in: SignedIn, drafts: DraftStore
) -> None:
    editor, publisher = signed_in("editor"), signed_in("publisher")
    begin(editor)
    where = f"{BASE}/item/{KEY}/edit"
    page = hidden(editor.get(where).get_data(as_text=True))
    publisher.post(where, WELDING | page | {"title": "Segundo"})
    text = editor.post(where, WELDING | page | {"title": "Tercero"}).get_data(as_text=True)
    again = hidden(publisher.get(where).get_data(as_text=True))
    publisher.post(where, WELDING | again | {"title": "Cuarto"})
    told = editor.post(f"{BASE}/item/{KEY}/resolve", hidden(text) | {"pick-title": "mine"})
    assert told.status_code == 409
    assert "Tercero" in told.get_data(as_text=True) and "Cuarto" in told.get_data(as_text=True)
    assert drafts.get(KEY).body["title"] == "Cuarto"  # type: ignore[union-attr]


def test_two_who_begin_a_change_of_the_same_published_resource(
    signed_in: SignedIn, drafts: DraftStore
) -> None:
    publish_one(signed_in)
    editor, publisher = signed_in("editor"), signed_in("publisher")
    where = f"{BASE}/item/{KEY}/edit"
    mine, theirs = (hidden(one.get(where).get_data(as_text=True)) for one in (editor, publisher))
    assert publisher.post(where, WELDING | theirs | {"title": "De ellos"}).status_code == 302
    told = editor.post(where, WELDING | mine | {"title": "Mío"})
    assert told.status_code == 409
    assert "De ellos" in told.get_data(as_text=True) and "Mío" in told.get_data(as_text=True)


def test_what_was_published_while_a_form_was_open_is_not_written_over(
    signed_in: SignedIn, drafts: DraftStore, store: ResourceStore
) -> None:
    publish_one(signed_in)
    editor, publisher = signed_in("editor"), signed_in("publisher")
    where = f"{BASE}/item/{KEY}/edit"
    mine, theirs = (hidden(one.get(where).get_data(as_text=True)) for one in (editor, publisher))
    publisher.post(where, WELDING | theirs | {"title": "Publicado antes", "then": "publish"})
    told = editor.post(where, WELDING | mine | {"description": "Frase mía."})
    assert told.status_code == 409
    assert "Publicado antes" in told.get_data(as_text=True)
    # Whoever goes away now has lost nothing, and cannot publish over it either.
    assert drafts.get(KEY).body["description"] == "Frase mía."  # type: ignore[union-attr]
    compare = step(publisher, "publish", drafts, straight="yes")
    assert "publicó otro cambio" in compare.get_data(as_text=True)
    resolved = publisher.post(f"{BASE}/item/{KEY}/resolve", hidden(compare.get_data(as_text=True)))
    assert resolved.status_code == 302
    step(publisher, "publish", drafts, straight="yes")
    found = store.get(KEY)
    assert found and found.resource.title == "Publicado antes"
    assert found.resource.description == "Frase mía."


def test_what_was_archived_while_a_form_was_open_is_a_draft_again(
    signed_in: SignedIn, drafts: DraftStore
) -> None:
    publish_one(signed_in)
    editor, publisher = signed_in("editor"), signed_in("publisher")
    where = f"{BASE}/item/{KEY}/edit"
    mine = hidden(editor.get(where).get_data(as_text=True))
    publisher.post(f"{BASE}/item/{KEY}/archive")
    assert editor.post(where, WELDING | mine | {"title": "Sigue vivo"}).status_code == 302
    draft = drafts.get(KEY)
    assert draft and draft.body["title"] == "Sigue vivo"


def test_a_draft_that_was_discarded_meanwhile_is_kept_as_a_new_one(
    signed_in: SignedIn, drafts: DraftStore
) -> None:
    editor, publisher = signed_in("editor"), signed_in("publisher")
    begin(editor)
    where = f"{BASE}/item/{KEY}/edit"
    mine = hidden(editor.get(where).get_data(as_text=True))
    step(publisher, "discard", drafts)
    assert drafts.get(KEY) is None
    assert editor.post(where, WELDING | mine).status_code == 302
    assert drafts.get(KEY)


def test_a_step_on_an_older_version_is_not_taken(signed_in: SignedIn, drafts: DraftStore) -> None:
    editor, publisher = signed_in("editor"), signed_in("publisher")
    begin(editor, then="submit")
    where = f"{BASE}/item/{KEY}/send-back"
    answer = publisher.post(where, {"version": "1", "note": "Larga"}, follow_redirects=True)
    text = answer.get_data(as_text=True)
    assert "cambió este borrador hace un momento" in text and "Larga" in text
    assert drafts.get(KEY).state == "review"  # type: ignore[union-attr]


def test_revisions_say_who_changed_what_and_bring_it_back(
    signed_in: SignedIn, drafts: DraftStore, store: ResourceStore
) -> None:
    publish_one(signed_in)
    editor, publisher = signed_in("editor"), signed_in("publisher")
    where = f"{BASE}/item/{KEY}/edit"
    page = hidden(publisher.get(where).get_data(as_text=True))
    change = {"title": "Soldadura naval", "tags": "soldadura\nbarcos", "then": "publish"}
    assert publisher.post(where, WELDING | page | change).status_code == 302
    text = editor.get(f"{BASE}/item/{KEY}/revisions").get_data(as_text=True)
    assert "<del>Soldadura submarina</del>" in text and "<ins>Soldadura naval</ins>" in text
    assert re.search(r"<ins>.*barcos</ins>", text) and re.search(r"<del>.*buceo</del>", text)
    assert "publisher" in text
    first = store.revisions(KEY)[0]["number"]
    answer = editor.post(f"{BASE}/item/{KEY}/restore", {"revision": str(first)})
    assert answer.headers["Location"] == where
    assert drafts.get(KEY).body["title"] == "Soldadura submarina"  # type: ignore[union-attr]
    assert store.get(KEY).resource.title == "Soldadura naval"  # type: ignore[union-attr]
    again = editor.post(
        f"{BASE}/item/{KEY}/restore", {"revision": str(first)}, follow_redirects=True
    )
    assert "ya tiene un borrador abierto" in again.get_data(as_text=True)


def test_an_archived_resource_is_brought_back_as_a_draft(
    signed_in: SignedIn, drafts: DraftStore, store: ResourceStore
) -> None:
    publish_one(signed_in)
    publisher = signed_in("publisher")
    publisher.post(f"{BASE}/item/{KEY}/archive")
    led = publisher.get(f"{BASE}/item/{KEY}/edit")
    assert led.headers["Location"] == f"{BASE}/item/{KEY}/revisions"
    newest = store.revisions(KEY)[-1]["number"]
    publisher.post(f"{BASE}/item/{KEY}/restore", {"revision": str(newest)})
    step(publisher, "publish", drafts, straight="yes")
    assert store.get(KEY)


def test_what_a_form_brings_back_may_be_anything(signed_in: SignedIn, drafts: DraftStore) -> None:
    editor = signed_in("editor")
    begin(editor)
    sent = {"version": "99999999999999", "revision": "x", "opened": '{"tags": 3, "title": {}}'}
    assert editor.post(f"{BASE}/item/{KEY}/edit", WELDING | sent).status_code == 409
    odd = {"mine": '{"tags": [1]}', "theirs": '{"tags": 5}', "base": "[", "pick-tags": "both"}
    assert editor.post(f"{BASE}/item/{KEY}/resolve", odd).status_code == 409
    assert drafts.get(KEY).body["title"] == WELDING["title"]  # type: ignore[union-attr]
