"""The way of a resource from a first note to what people get, by one person or by several."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine

from knowledge_base.editing.comparing import Verdict, three_way
from knowledge_base.editing.drafts import DraftStore, Published
from knowledge_base.editing.faults import (
    DraftChanged,
    DraftExists,
    EditingError,
    NoSuchDraft,
    NoSuchResource,
    NoSuchRevision,
    PublishedChanged,
    WrongState,
)
from knowledge_base.resources.records import InvalidResource, Resource
from knowledge_base.resources.store import ResourceStore

Fields = Callable[..., dict[str, Any]]


def test_a_new_resource_goes_from_draft_to_review_to_people(
    drafts: DraftStore, store: ResourceStore, fields: Fields
) -> None:
    draft = drafts.begin(None, {"title": "Soldadura submarina"}, "ana", gap_number=7)
    assert (draft.resource_id, draft.state, draft.version) == ("soldadura-submarina", "draft", 1)
    saved = drafts.save(draft.resource_id, fields(), 1, "ana")
    review = drafts.submit(draft.resource_id, saved.version, "ana")
    assert review.state == "review" and store.all() == []
    assert drafts.counts() == {"draft": 0, "review": 1}
    done = drafts.publish(draft.resource_id, review.version, "luis")
    assert (done.created, done.gap_number) == (True, 7)
    stored = store.get("soldadura-submarina")
    assert stored and stored.edited and stored.resource == done.resource
    assert drafts.get("soldadura-submarina") is None
    [revision] = store.revisions("soldadura-submarina")
    assert (revision["action"], revision["actor"], revision["who"]) == ("create", "editor", "luis")
    assert revision["number"] == done.revision


def test_what_is_typed_is_kept_however_wrong(drafts: DraftStore, database: Engine) -> None:
    typed = {"title": "\x00Medio \ud800", "url": "no es un enlace", "tags": "suelto", "number": ""}
    begun = drafts.begin(None, typed, "ana")
    again = DraftStore(database).get(begun.resource_id)
    assert again == begun
    assert again.body["url"] == "no es un enlace" and again.body["tags"] == "suelto"


def test_a_draft_refuses_what_no_resource_has(drafts: DraftStore) -> None:
    with pytest.raises(InvalidResource, match="no es un campo conocido"):
        drafts.begin(None, {"title": "x", "color": "rojo"}, "ana")
    with pytest.raises(InvalidResource, match="acórtalo"):
        drafts.begin(None, {"title": "x", "text": "y" * 300_000}, "ana")
    assert drafts.page() == ([], 0)


def test_ids_are_free_of_published_withdrawn_and_drafted_ones(
    drafts: DraftStore, store: ResourceStore, welding: Resource
) -> None:
    store.save(welding)
    store.delete(welding.id)
    ids = [drafts.begin(None, {"title": welding.title}, "ana").resource_id for _ in range(2)]
    assert ids == [f"{welding.id}-2", f"{welding.id}-3"]
    assert drafts.begin(None, {}, "ana").resource_id == "recurso"
    assert drafts.begin(None, {"id": "el-mio", "title": "x"}, "ana").resource_id == "el-mio"
    for wrong in (welding.id, "el-mio", "Con Tilde", 5):
        with pytest.raises(InvalidResource):
            drafts.begin(None, {"id": wrong, "title": "x"}, "ana")


def test_a_draft_of_what_is_published_begins_as_it_is(
    drafts: DraftStore, store: ResourceStore, welding: Resource
) -> None:
    with pytest.raises(NoSuchResource):
        drafts.begin(welding.id, None, "ana")
    store.save(welding)
    draft = drafts.begin(welding.id, None, "ana")
    assert draft.body == welding.as_dict() and draft.base_revision == store.revision()
    with pytest.raises(DraftExists) as refused:
        drafts.begin(welding.id, None, "luis")
    assert refused.value.current == draft and "de ana" in str(refused.value)


def test_the_second_of_two_who_save_is_told_and_loses_nothing(
    drafts: DraftStore, store: ResourceStore, welding: Resource
) -> None:
    store.save(welding)
    draft = drafts.begin(welding.id, None, "ana")
    anas = draft.body | {"title": "De Ana"}
    luises = draft.body | {"description": "De Luis."}
    saved = drafts.save(welding.id, anas, draft.version, "ana")
    with pytest.raises(DraftChanged) as refused:
        drafts.save(welding.id, luises, draft.version, "luis")
    assert refused.value.current == saved and drafts.get(welding.id) == saved
    fields = three_way(draft.body, luises, refused.value.current.body)
    told = {one.field: one.verdict for one in fields if one.verdict != Verdict.SAME}
    assert told == {"title": Verdict.THEIRS, "description": Verdict.MINE}
    for late in (
        lambda: drafts.submit(welding.id, draft.version, "luis"),
        lambda: drafts.discard(welding.id, draft.version),
        lambda: drafts.publish(welding.id, draft.version, "luis", straight=True),
        lambda: drafts.send_back(welding.id, "Falta algo", draft.version, "luis"),
    ):
        with pytest.raises(DraftChanged):
            late()
    assert drafts.get(welding.id) == saved


def test_submitting_names_every_fault(
    drafts: DraftStore, store: ResourceStore, welding: Resource, fields: Fields
) -> None:
    store.save(welding)
    lesson = replace(welding, id="l-1", kind="lesson", url="", steps=("Uno",), number=3)
    store.save(replace(lesson, offline=True))
    typed = {"title": "", "url": "http://example.org/soldadura/", "expires_on": "2026-11-24"}
    draft = drafts.begin(None, fields(**typed), "ana")
    with pytest.raises(InvalidResource) as refused:
        drafts.submit(draft.resource_id, 1, "ana")
    assert refused.value.errors.keys() == {"title", "url", "expires_on"}
    assert welding.id in refused.value.errors["url"][0]
    assert drafts.faults(draft) == refused.value.errors
    assert drafts.get(draft.resource_id) == draft
    second = fields(title="Otra", kind="lesson", url="", steps=["Uno"], number=3)
    draft = drafts.begin(None, second, "ana")
    with pytest.raises(InvalidResource, match="La lección 3 es l-1"):
        drafts.submit(draft.resource_id, 1, "ana")


def test_the_reviewer_sends_back_with_a_note(drafts: DraftStore, fields: Fields) -> None:
    draft = drafts.begin(None, fields(), "ana")
    with pytest.raises(WrongState):
        drafts.send_back(draft.resource_id, "Falta", draft.version, "luis")
    review = drafts.submit(draft.resource_id, draft.version, "ana")
    with pytest.raises(WrongState):
        drafts.submit(draft.resource_id, review.version, "ana")
    for note in ("  ", "x" * 1001):
        with pytest.raises(WrongState):
            drafts.send_back(draft.resource_id, note, review.version, "luis")
    back = drafts.send_back(draft.resource_id, "Falta\nel autor", review.version, "luis")
    assert (back.state, back.note, back.author) == ("draft", "Falta el autor", "ana")
    again = drafts.submit(draft.resource_id, back.version, "ana")
    assert again.note == ""


def test_what_is_changed_in_review_is_reviewed_again(drafts: DraftStore, fields: Fields) -> None:
    draft = drafts.begin(None, fields(), "ana")
    review = drafts.submit(draft.resource_id, draft.version, "ana")
    changed = drafts.save(draft.resource_id, fields(title="Otro"), review.version, "luis")
    assert changed.state == "draft" and changed.updated_by == "luis"
    with pytest.raises(WrongState, match="envíalo a revisión"):
        drafts.publish(draft.resource_id, changed.version, "luis")
    done = drafts.publish(draft.resource_id, changed.version, "luis", straight=True)
    assert done.resource.title == "Otro"


def test_a_draft_that_is_none_is_said(drafts: DraftStore) -> None:
    for step in (
        lambda: drafts.save("nada", {}, 1, "ana"),
        lambda: drafts.submit("nada", 1, "ana"),
        lambda: drafts.publish("con\x00nulo", 1, "ana"),
        lambda: drafts.discard("\ud800", 1),
    ):
        with pytest.raises(NoSuchDraft):
            step()


def test_publishing_judges_anew(
    drafts: DraftStore, store: ResourceStore, welding: Resource, fields: Fields
) -> None:
    draft = drafts.begin(None, fields(title="Otra cosa"), "ana")
    review = drafts.submit(draft.resource_id, draft.version, "ana")
    store.save(welding)  # meanwhile somebody published the link
    with pytest.raises(InvalidResource, match=welding.id):
        drafts.publish(draft.resource_id, review.version, "luis")
    assert drafts.get(draft.resource_id) == review and store.all() == [welding]


def test_publishing_over_a_newer_text_is_told(
    drafts: DraftStore, store: ResourceStore, welding: Resource
) -> None:
    store.save(welding)
    draft = drafts.begin(welding.id, None, "ana")
    mine = drafts.save(welding.id, draft.body | {"title": "Mío"}, draft.version, "ana")
    newer = replace(welding, description="Por la API.")
    store.save(newer, who="api")
    with pytest.raises(PublishedChanged) as told:
        drafts.publish(welding.id, mine.version, "ana", straight=True)
    assert (told.value.current, told.value.base) == (newer, welding)
    both = newer.as_dict() | {"title": "Mío"}
    again = drafts.rebase(welding.id, both, mine.version, "ana", told.value.revision)
    done = drafts.publish(welding.id, again.version, "ana", straight=True)
    assert (done.resource.title, done.resource.description) == ("Mío", "Por la API.")


def test_a_rebase_does_not_hide_what_came_after_it(
    drafts: DraftStore, store: ResourceStore, welding: Resource
) -> None:
    store.save(welding)
    draft = drafts.begin(welding.id, None, "ana")
    store.save(replace(welding, title="Dos"))
    with pytest.raises(PublishedChanged) as told:
        drafts.publish(welding.id, draft.version, "ana", straight=True)
    store.save(replace(welding, title="Tres"))
    again = drafts.rebase(welding.id, draft.body, draft.version, "ana", told.value.revision)
    with pytest.raises(PublishedChanged) as told:
        drafts.publish(welding.id, again.version, "ana", straight=True)
    assert told.value.current and told.value.current.title == "Tres"


def test_the_same_written_again_is_no_change(
    drafts: DraftStore, store: ResourceStore, welding: Resource
) -> None:
    store.save(welding)
    draft = drafts.begin(welding.id, None, "ana")
    store.save(welding)
    drafts.publish(welding.id, draft.version, "ana", straight=True)
    assert store.all() == [welding]


def test_what_was_withdrawn_meanwhile_is_not_brought_back_unasked(
    drafts: DraftStore, store: ResourceStore, welding: Resource
) -> None:
    store.save(welding)
    draft = drafts.begin(welding.id, None, "ana")
    store.delete(welding.id, who="api")
    with pytest.raises(PublishedChanged, match="se archivó") as told:
        drafts.publish(welding.id, draft.version, "ana", straight=True)
    assert told.value.current is None and store.all() == []


def test_of_two_who_publish_at_once_one_wins(
    drafts: DraftStore, store: ResourceStore, fields: Fields
) -> None:
    draft = drafts.begin(None, fields(), "ana")
    review = drafts.submit(draft.resource_id, draft.version, "ana")
    together, done = threading.Barrier(6), list[Published | EditingError]()

    def publish(who: str) -> None:
        together.wait()
        try:
            done.append(drafts.publish(draft.resource_id, review.version, who))
        except EditingError as error:
            done.append(error)

    threads = [threading.Thread(target=publish, args=(f"p{n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([one for one in done if isinstance(one, Published)]) == 1
    assert len([one for one in done if isinstance(one, NoSuchDraft)]) == 5
    assert len(store.revisions(draft.resource_id)) == 1


def test_of_two_who_publish_one_link_at_once_one_wins(
    drafts: DraftStore, store: ResourceStore, fields: Fields
) -> None:
    begun = [drafts.begin(None, fields(title=f"Curso {n}"), "ana") for n in range(4)]
    together, refused = threading.Barrier(4), list[InvalidResource]()

    def publish(resource_id: str) -> None:
        together.wait()
        try:
            drafts.publish(resource_id, 1, "luis", straight=True)
        except InvalidResource as error:
            refused.append(error)

    threads = [threading.Thread(target=publish, args=(one.resource_id,)) for one in begun]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(store.all()), len(refused)) == (1, 3)
    assert {*refused[0].errors} == {"url"}


def test_archiving_and_restoring(
    drafts: DraftStore, store: ResourceStore, welding: Resource
) -> None:
    with pytest.raises(NoSuchResource):
        drafts.archive(welding.id, "luis")
    store.save(welding, who="ana")
    store.save(replace(welding, title="Segundo"), who="ana")
    assert drafts.archive(welding.id, "luis").title == "Segundo"
    with pytest.raises(NoSuchResource):
        drafts.archive(welding.id, "luis")
    assert store.all() == []
    first, _, last = store.revisions(welding.id)
    assert (last["action"], last["who"]) == ("delete", "luis")
    with pytest.raises(NoSuchRevision):
        drafts.restore(welding.id, last["number"] + 1, "ana")
    draft = drafts.restore(welding.id, first["number"], "ana")
    assert draft.body["title"] == welding.title and store.all() == []
    with pytest.raises(DraftExists):
        drafts.restore(welding.id, first["number"], "luis")
    done = drafts.publish(welding.id, draft.version, "luis", straight=True)
    assert done.created and store.all() == [welding]


def test_nobody_archives_what_somebody_is_at_work_on(
    drafts: DraftStore, store: ResourceStore, welding: Resource
) -> None:
    store.save(welding)
    draft = drafts.begin(welding.id, None, "ana")
    with pytest.raises(DraftExists, match="de ana"):
        drafts.archive(welding.id, "luis")
    assert drafts.discard(welding.id, draft.version) == draft
    drafts.archive(welding.id, "luis")


def test_drafts_are_listed_by_state_and_author(drafts: DraftStore, fields: Fields) -> None:
    drafts.begin(None, {"title": "Uno"}, "ana")
    drafts.begin(None, {"title": "Dos"}, "luis")
    third = drafts.begin(None, fields(), "ana")
    drafts.submit(third.resource_id, third.version, "ana")
    assert drafts.counts() == {"draft": 2, "review": 1}
    found, total = drafts.page(state="draft", author="ana")
    assert ([one.resource_id for one in found], total) == (["uno"], 1)
    found, total = drafts.page(limit=1, offset=1)
    assert ([one.resource_id for one in found], total) == (["dos"], 3)
