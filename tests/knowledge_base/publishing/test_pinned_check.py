"""What editors pinned must go on being answered by a new version."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from knowledge_base.database.engine import open_database
from knowledge_base.evaluation.golden import PINNED, GoldenQuestion
from knowledge_base.evaluation.pinned import GoldenStore
from knowledge_base.index.built import BuiltIndex, build
from knowledge_base.index.encoders.encoder import Encoder
from knowledge_base.index.versions import IndexVersions
from knowledge_base.publishing import __main__ as command
from knowledge_base.publishing.build import Builder
from knowledge_base.publishing.check import RefusedIndex, check
from knowledge_base.resources.catalogue import read_catalogue
from knowledge_base.resources.records import Resource
from knowledge_base.resources.store import ResourceStore
from knowledge_base.settings import SHIPPED_CATALOGUE, Settings


def _pinned(text: str, *expect: str) -> GoldenQuestion:
    return GoldenQuestion(text, PINNED, "es", PINNED, expect)


def _without_words(catalogue: list[Resource], resource_id: str) -> list[Resource]:
    """Return the catalogue with one resource that no question finds."""
    silent = {"title": "Zz", "description": "Zz.", "tags": ("zz",), "asked": (), "author": None}
    return [replace(one, **silent) if one.id == resource_id else one for one in catalogue]


# So many right answers that one lost is under two points.
_OTHERS = [_pinned("como hago mi cv", "europass")] * 60


def test_a_pinned_question_that_is_lost_is_named(
    catalogue: list[Resource], encoder: Encoder, index: BuiltIndex
) -> None:
    candidate = build(_without_words(catalogue, "excel-gcf"), 2, encoder)
    pins = [_pinned("kiero aprender exel", "excel-gcf"), *_OTHERS]
    with pytest.raises(RefusedIndex, match="pinned questions .*: «kiero aprender exel»$"):
        check(candidate, len(catalogue), index, pins)
    check(index, len(catalogue), index, pins)


def test_what_must_find_nothing_may_not_begin_to(
    catalogue: list[Resource], encoder: Encoder, index: BuiltIndex, welding: Resource
) -> None:
    candidate = build([*catalogue, welding], 2, encoder)
    with pytest.raises(RefusedIndex, match="«soldadura submarina»"):
        check(candidate, len(catalogue) + 1, index, [_pinned("soldadura submarina")])


def test_what_was_wrong_before_or_is_withdrawn_is_no_loss(
    catalogue: list[Resource], encoder: Encoder, index: BuiltIndex
) -> None:
    worse = build(_without_words(catalogue, "excel-gcf"), 2, encoder)
    pins = [
        _pinned("soldadura submarina", "excel-gcf"),
        _pinned("kiero aprender exel"),
        *_OTHERS,
    ]
    check(worse, len(catalogue), index, pins)
    left = [one for one in catalogue if one.id != "excel-gcf"]
    check(build(left, 2, encoder), len(left), index, [_pinned("kiero exel", "excel-gcf")])


def test_of_several_answers_one_that_is_left_is_enough(
    catalogue: list[Resource], encoder: Encoder, index: BuiltIndex
) -> None:
    left = [one for one in catalogue if one.id != "europass"]
    candidate = build(_without_words(left, "excel-gcf"), 2, encoder)
    both = _pinned("kiero aprender exel", "europass", "excel-gcf")
    with pytest.raises(RefusedIndex, match="«kiero aprender exel»"):
        check(candidate, len(left), index, [both])
    check(build(left, 2, encoder), len(left), index, [both])


def test_a_build_asks_what_is_pinned_and_force_does_not(
    database: Engine, settings: Settings, catalogue: list[Resource], encoder: Encoder
) -> None:
    store, golden = ResourceStore(database), GoldenStore(database)
    store.sync_catalogue(catalogue)
    versions = IndexVersions(settings.index_folder, settings.index_keep)
    builder = Builder(store, versions, settings.index_folder, golden)
    live = builder.build(encoder).about.version
    golden.pin("kiero aprender exel", ["excel-gcf"], "rosa")
    excel = next(one for one in _without_words(catalogue, "excel-gcf") if one.id == "excel-gcf")
    store.save(excel)
    with pytest.raises(RefusedIndex):
        builder.build(encoder)
    assert versions.active() == live
    assert builder.build(encoder, force=True).about.version == versions.active() != live


def test_the_command_asks_what_is_pinned(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in settings.environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("KNOWLEDGE_BASE_CATALOGUE", str(SHIPPED_CATALOGUE))
    engine = open_database(settings.database_url)
    shipped = read_catalogue(SHIPPED_CATALOGUE)
    store = ResourceStore(engine)
    store.sync_catalogue(shipped)
    assert command.main(["build"]) == 0
    GoldenStore(engine).pin("numero de emergencia zukrabel", [], "rosa")
    named = replace(shipped[0], title="Zukrabel", tags=("zukrabel", "emergencia"))
    store.save(named)
    assert command.main(["build"]) == command.REFUSED
    assert "«numero de emergencia zukrabel»" in capsys.readouterr().err
