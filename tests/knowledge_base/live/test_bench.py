"""The test bench: a question in the live search and in the next one, and why."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from knowledge_base.index.versions import UnknownVersion
from knowledge_base.live.bench import Bench
from knowledge_base.live.runtime import KnowledgeBase
from knowledge_base.publishing.build import Builder
from knowledge_base.resources.records import Resource
from knowledge_base.settings import Settings
from tests.knowledge_base.conftest import wait_until


@pytest.fixture
def base(start: Callable[[Settings], Flask], settings: Settings) -> KnowledgeBase:
    found = start(settings).extensions["knowledge_base"]
    assert isinstance(found, KnowledgeBase)
    return found


@pytest.fixture
def bench(base: KnowledgeBase) -> Bench:
    return Bench(base)


def _ids(explanation: object) -> list[str]:
    return [hit.resource.id for hit in explanation.hits]  # type: ignore[attr-defined]


def test_a_draft_is_found_in_the_next_search_and_not_in_the_live_one(
    bench: Bench, base: KnowledgeBase, welding: Resource
) -> None:
    compared = bench.compare("soldadura bajo el agua", [welding])
    assert _ids(compared.live) == []
    assert _ids(compared.next) == [welding.id]
    assert compared.next.hits[0].matched == ("soldadura", "bajo", "agua")
    assert (compared.drafts, compared.version) == (1, None)
    assert base.searcher.search("soldadura bajo el agua").hits == ()


def test_a_draft_stands_instead_of_what_is_published(
    bench: Bench, base: KnowledgeBase, welding: Resource
) -> None:
    base.store.save(welding)
    base.changed()
    wait_until(lambda: bool(base.searcher.search("buceo").hits))
    draft = replace(welding, title="Tejido a crochet", description="Puntos.", tags=("crochet",))
    assert _ids(bench.compare("buceo", [draft]).next) == []
    assert _ids(bench.compare("buceo", [draft]).live) == [welding.id]
    assert _ids(bench.compare("crochet", [draft]).next) == [welding.id]


def test_what_was_withdrawn_comes_back_with_its_draft(
    bench: Bench, base: KnowledgeBase, catalogue: list[Resource]
) -> None:
    excel = next(one for one in catalogue if one.id == "excel-gcf")
    base.store.delete(excel.id)
    base.changed()
    wait_until(lambda: excel.id in base.searcher.gone)
    compared = bench.compare("kiero aprender exel", [excel])
    assert excel.id not in _ids(compared.live)
    assert _ids(compared.next)[0] == excel.id


def test_without_drafts_both_are_the_same(bench: Bench) -> None:
    compared = bench.compare("kiero aprender exel")
    assert compared.live == compared.next


def test_another_version_can_be_tried(
    bench: Bench, base: KnowledgeBase, settings: Settings, welding: Resource
) -> None:
    older = base.versions.active()
    base.store.save(welding)
    newer = Builder(base.store, base.versions, settings.index_folder).build(base.encoder)
    wait_until(lambda: base.searcher.index.about.version == newer.about.version)
    assert older
    compared = bench.compare("buceo", version=older)
    assert (_ids(compared.live), _ids(compared.next)) == ([welding.id], [])
    assert (compared.live.version, compared.next.version) == (newer.about.version, older)
    assert compared.version == older
    with pytest.raises(UnknownVersion):
        bench.compare("buceo", version="20260101-000000-00000000")


def test_only_the_last_two_searches_are_kept(
    bench: Bench, welding: Resource, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    real = bench._with_drafts.__globals__["Searcher"]
    monkeypatch.setitem(
        bench._with_drafts.__globals__,
        "Searcher",
        lambda *given: made.append(given) or real(*given),
    )
    drafts = [replace(welding, title=f"Buceo {name}") for name in ("uno", "dos", "tres")]
    for turn in (0, 1, 1, 0, 2, 0, 1):
        assert bench.compare("buceo", [drafts[turn]]).next.hits
    assert len(made) == 4
    assert len(bench._kept) == 2


def test_a_try_is_neither_a_gap_nor_a_search(bench: Bench, base: KnowledgeBase) -> None:
    bench.compare("soldadura submarina")
    assert base.gaps.page(5, 0) == ([], False)
