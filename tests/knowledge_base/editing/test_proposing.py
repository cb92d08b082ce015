"""Search words that an editor proposes for many resources wait for somebody to publish them."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from knowledge_base.editing import proposing
from knowledge_base.editing.bulk import Skipped
from knowledge_base.editing.drafts import DraftStore
from knowledge_base.editing.listed import Filters
from knowledge_base.editing.proposing import propose_tags
from knowledge_base.resources.records import InvalidResource, Resource
from knowledge_base.resources.store import ResourceStore


@pytest.fixture
def store(database: Engine, welding: Resource) -> ResourceStore:
    found = ResourceStore(database)
    found.save(welding, who="ana")
    return found


def test_what_is_proposed_is_in_review_and_not_published(
    database: Engine, store: ResourceStore, welding: Resource
) -> None:
    outcome = propose_tags(database, [welding.id], ["mar", "buceo"], "eva")
    assert outcome.drafts == (welding.id,) and not outcome.changed
    draft = DraftStore(database).get(welding.id)
    assert draft and draft.state == "review" and draft.author == "eva"
    assert draft.body["tags"] == ["soldadura", "buceo", "mar"]
    published = store.get(welding.id)
    assert published and published.resource == welding
    done = DraftStore(database).publish(welding.id, draft.version, "pia")
    assert done.resource.tags == ("soldadura", "buceo", "mar")


def test_words_are_taken_away_by_a_filter(
    database: Engine, store: ResourceStore, welding: Resource
) -> None:
    outcome = propose_tags(database, Filters(text="submarina"), ["buceo"], "eva", remove=True)
    assert outcome.drafts == (welding.id,)
    draft = DraftStore(database).get(welding.id)
    assert draft and draft.body["tags"] == ["soldadura"]


def test_the_draft_of_another_is_left_alone(
    database: Engine, store: ResourceStore, welding: Resource
) -> None:
    drafts = DraftStore(database)
    before = drafts.begin(welding.id, None, "ana")
    outcome = propose_tags(database, [welding.id], ["mar"], "eva")
    assert outcome.skipped == (Skipped(welding.id, "tiene un borrador abierto de ana"),)
    assert drafts.get(welding.id) == before
    assert propose_tags(database, [welding.id], ["mar"], "ana").drafts == (welding.id,)


def test_why_nothing_is_proposed(database: Engine, store: ResourceStore, welding: Resource) -> None:
    outcome = propose_tags(database, ["no-hay", welding.id], ["buceo"], "eva")
    assert outcome.skipped == (
        Skipped("no-hay", "no existe"),
        Skipped(welding.id, "ya estaba así"),
    )
    store.delete(welding.id, who="pia")
    assert propose_tags(database, [welding.id], ["mar"], "eva").skipped == (
        Skipped(welding.id, "está archivado"),
    )
    with pytest.raises(InvalidResource, match="al menos una"):
        propose_tags(database, [welding.id], [" "], "eva")


def test_more_tags_than_a_resource_may_have_and_too_many_resources(
    database: Engine, store: ResourceStore, welding: Resource, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = [f"palabra {n}" for n in range(40)]
    (skipped,) = propose_tags(database, [welding.id], words, "eva").skipped
    assert "más de 40" in skipped.reason
    monkeypatch.setattr(proposing, "MOST_PROPOSED", 1)
    with pytest.raises(InvalidResource, match="acota los filtros"):
        propose_tags(database, [welding.id, "otro"], ["mar"], "eva")
    assert DraftStore(database).get(welding.id) is None
