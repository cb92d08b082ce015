"""Many resources at once: each with its revision, and whoever is left out is told why."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from knowledge_base.editing.bulk import Bulk, Skipped
from knowledge_base.editing.drafts import DraftStore
from knowledge_base.editing.faults import PublishedChanged
from knowledge_base.editing.listed import Filters
from knowledge_base.resources.records import InvalidResource, Resource
from knowledge_base.resources.store import ResourceStore


@pytest.fixture
def bulk(database: Engine) -> Bulk:
    return Bulk(database)


@pytest.fixture
def three(store: ResourceStore, welding: Resource) -> list[str]:
    for number in range(3):
        url = f"https://example.org/{number}"
        store.save(replace(welding, id=f"r-{number}", url=url, tags=("soldadura",)))
    return ["r-0", "r-1", "r-2"]


def _tags(store: ResourceStore) -> list[tuple[str, ...]]:
    return [one.tags for one in store.all()]


def test_tags_come_and_go(bulk: Bulk, store: ResourceStore, three: list[str]) -> None:
    done = bulk.add_tags([*three, "r-0", "nada"], [" mar  azul ", "soldadura"], "ana")
    assert done.changed == tuple(three) and done.skipped == (Skipped("nada", "no existe"),)
    assert _tags(store) == [("soldadura", "mar azul")] * 3
    assert [row["who"] for row in store.revisions("r-0")] == ["", "ana"]
    again = bulk.add_tags(three, ["mar azul"], "ana")
    assert again.changed == () and {one.reason for one in again.skipped} == {"ya estaba así"}
    bulk.remove_tags(["r-1"], ["soldadura"], "ana")
    assert _tags(store)[1] == ("mar azul",)


@pytest.mark.parametrize("tags", [[], ["  "], ["x" * 61], ["a\x00b"]])
def test_words_that_are_none_change_nothing(
    bulk: Bulk, store: ResourceStore, three: list[str], tags: list[str]
) -> None:
    before = store.revision()
    with pytest.raises(InvalidResource):
        bulk.add_tags(three, tags, "ana")
    assert store.revision() == before


def test_what_would_break_the_rules_is_left_out(
    bulk: Bulk, store: ResourceStore, three: list[str], welding: Resource
) -> None:
    full = replace(welding, id="llena", tags=tuple(f"t{n}" for n in range(40)))
    store.save(full)
    done = bulk.add_tags(Filters(text="soldadura"), ["mar"], "ana")
    assert done.changed == tuple(three)
    assert done.skipped == (Skipped("llena", "tiene más de 40 textos"),)


def test_drafts_are_tagged_too_and_still_fit(
    bulk: Bulk, store: ResourceStore, drafts: DraftStore, three: list[str]
) -> None:
    begun = drafts.begin("r-0", None, "eva")
    review = drafts.submit("r-0", begun.version, "eva")
    new = drafts.begin(None, {"title": "Nuevo"}, "eva")
    odd = drafts.begin(None, {"title": "Raro", "tags": "suelta"}, "eva")
    ids = ["r-0", new.resource_id, odd.resource_id]
    done = bulk.add_tags(ids, ["mar"], "ana")
    assert (done.changed, done.drafts) == (("r-0",), ("r-0", "nuevo"))
    assert [one.id for one in done.skipped] == ["raro"]
    tagged = drafts.get("r-0")
    assert tagged and tagged.state == "review" and tagged.version == review.version + 1
    assert drafts.publish("r-0", tagged.version, "luis").resource.tags == ("soldadura", "mar")


def test_tagging_hides_no_older_change(
    bulk: Bulk, store: ResourceStore, drafts: DraftStore, welding: Resource, three: list[str]
) -> None:
    drafts.begin("r-0", None, "eva")
    store.save(replace(welding, id="r-0", title="Otra", url="https://example.org/0"))
    bulk.add_tags(["r-0"], ["mar"], "ana")
    tagged = drafts.get("r-0")
    assert tagged
    with pytest.raises(PublishedChanged):
        drafts.publish("r-0", tagged.version, "luis", straight=True)


def test_many_are_archived_and_the_rest_is_named(
    bulk: Bulk, store: ResourceStore, drafts: DraftStore, three: list[str]
) -> None:
    drafts.begin("r-1", None, "eva")
    done = bulk.archive(Filters(state="published"), "luis")
    assert done.changed == ("r-0", "r-2") and [one.id for one in store.all()] == ["r-1"]
    [left] = done.skipped
    assert left.id == "r-1" and "eva" in left.reason
    assert store.revisions("r-2")[-1]["who"] == "luis"
    reasons = [one.reason for one in bulk.archive(["r-0", "nada", "\x00"], "luis").skipped]
    assert reasons == ["ya está archivado", "no existe", "no existe"]
    assert bulk.add_tags(["r-0"], ["mar"], "ana").skipped == (Skipped("r-0", "está archivado"),)
