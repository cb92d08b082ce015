"""What two states of a resource differ in, item by item, and who changed what."""

from __future__ import annotations

from dataclasses import replace

from knowledge_base.editing.comparing import (
    Mark,
    Verdict,
    differences,
    merged_fields,
    three_way,
)
from knowledge_base.resources.records import Resource


def test_nothing_differs_from_itself(welding: Resource) -> None:
    assert differences(welding.as_dict(), vars(welding)) == []


def test_empty_is_empty_however_it_is_written() -> None:
    before = {"author": None, "url": "", "tags": [], "level": None}
    assert differences(before, {"author": "", "tags": (), "level": ""}) == []


def test_yes_is_not_one() -> None:
    assert [one.field for one in differences({"free": True}, {"free": 1})] == ["free"]


def test_lists_differ_item_by_item(welding: Resource) -> None:
    after = replace(welding, title="Otro", tags=("buceo", "soldadura", "mar"))
    title, tags = differences(vars(welding), vars(after))
    assert (title.field, title.before, title.after) == ("title", welding.title, "Otro")
    assert title.items == ()
    assert sorted(tags.items) == sorted(
        [
            (Mark.ADDED, "buceo"),
            (Mark.SAME, "soldadura"),
            (Mark.REMOVED, "buceo"),
            (Mark.ADDED, "mar"),
        ]
    )


def test_each_field_says_who_changed_it() -> None:
    base = {"title": "a", "author": "a", "url": "a", "tags": ["a"], "text": "a"}
    mine = base | {"title": "m", "url": "x", "tags": ["a", "m"]}
    theirs = base | {"author": "t", "url": "x", "tags": ["a", "t"]}
    fields = three_way(base, mine, theirs)
    told = {one.field: one.verdict for one in fields if one.field in base}
    assert told == {
        "title": Verdict.MINE,
        "author": Verdict.THEIRS,
        "url": Verdict.SAME,
        "tags": Verdict.BOTH,
        "text": Verdict.SAME,
    }
    merged = merged_fields(fields)
    assert (merged["title"], merged["author"], merged["url"]) == ("m", "t", "x")
    assert merged["tags"] == ["a", "m"]
