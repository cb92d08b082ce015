"""What a new version must hold before it replaces the live one."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from knowledge_base.database.engine import open_database
from knowledge_base.evaluation.figures import share_within
from knowledge_base.evaluation.golden import REPORT, GoldenQuestion, ask, read_golden
from knowledge_base.index.built import BuiltIndex, build
from knowledge_base.index.encoders.encoder import Encoder
from knowledge_base.index.search import Searcher
from knowledge_base.index.versions import IndexVersions
from knowledge_base.publishing import __main__ as command
from knowledge_base.publishing.build import Builder
from knowledge_base.publishing.check import MOST_LOST_POINTS, RefusedIndex, check
from knowledge_base.resources.catalogue import read_catalogue
from knowledge_base.resources.records import Resource
from knowledge_base.resources.store import ResourceStore
from knowledge_base.settings import SHIPPED_CATALOGUE, Settings
from tests.knowledge_base.conftest import wait_until

_ASKED = {
    "kiero aprender exel": "excel-gcf",
    "como hago mi cv": "europass",
    "curso d python gratis": "tutorial-python",
    "fisica vectores": "fisica-openstax-1",
    "como crear correo gmail": "gmail-ayuda",
}


def _question(text: str, *expect: str) -> GoldenQuestion:
    return GoldenQuestion(text, REPORT, "es", "plain", expect)


QUESTIONS = [_question(text, right) for text, right in _ASKED.items()]


def _about_nothing(resource: Resource) -> Resource:
    """Return the resource so that none of the questions finds it."""
    return replace(resource, title="Zz", description="Zz.", tags=("zz",), asked=(), author=None)


@pytest.fixture
def store(settings: Settings, catalogue: list[Resource]) -> ResourceStore:
    store = ResourceStore(open_database(settings.database_url))
    store.sync_catalogue(catalogue)
    return store


@pytest.fixture
def versions(settings: Settings) -> IndexVersions:
    return IndexVersions(settings.index_folder, settings.index_keep)


@pytest.fixture
def builder(store: ResourceStore, versions: IndexVersions, settings: Settings) -> Builder:
    return Builder(store, versions, settings.index_folder)


@pytest.mark.parametrize("missing", [1, 5])
def test_an_index_that_lacks_resources_is_refused(
    catalogue: list[Resource], encoder: Encoder, index: BuiltIndex, missing: int
) -> None:
    fewer = build(catalogue[missing:], 2, encoder)
    with pytest.raises(RefusedIndex, match=f"{len(catalogue)} resources, but"):
        check(fewer, len(catalogue), index, [])


def test_parts_that_hold_different_numbers_are_refused(
    catalogue: list[Resource], encoder: Encoder, index: BuiltIndex
) -> None:
    fewer = build(catalogue[1:], 2, encoder)
    for broken in (replace(index, vectors=fewer.vectors), replace(index, words=fewer.words)):
        with pytest.raises(RefusedIndex, match="but the new index holds"):
            check(broken, len(catalogue), index, [])


def test_the_questions_are_answered_by_the_small_catalogue(index: BuiltIndex) -> None:
    searcher = Searcher(index)
    for text, right in _ASKED.items():
        assert searcher.search(text).hits[0].resource.id == right


@pytest.mark.parametrize(("questions", "refused"), [(50, False), (49, True)])
def test_two_points_may_be_lost_and_no_more(
    catalogue: list[Resource], encoder: Encoder, index: BuiltIndex, questions: int, refused: bool
) -> None:
    # One in fifty is two points, one in forty-nine is more.
    worse = [_about_nothing(one) if one.id == "excel-gcf" else one for one in catalogue]
    candidate = build(worse, 2, encoder)
    others = [one for one in QUESTIONS if one.expect != ("excel-gcf",)]
    asked = [QUESTIONS[0], *(others[n % len(others)] for n in range(questions - 1))]
    if refused:
        with pytest.raises(RefusedIndex, match="fell from 100.0% to 98.0%"):
            check(candidate, len(catalogue), index, asked)
    else:
        check(candidate, len(catalogue), index, asked)


def test_what_was_withdrawn_does_not_count(
    catalogue: list[Resource], encoder: Encoder, index: BuiltIndex
) -> None:
    left = [one for one in catalogue if one.id not in ("excel-gcf", "europass")]
    candidate = build(left, 2, encoder)
    check(candidate, len(left), index, QUESTIONS)
    # Counted among the others, these questions would have it refused.
    before, after = (share_within(ask(Searcher(one), QUESTIONS), 3) for one in (index, candidate))
    assert before is not None and after is not None
    assert after < before - MOST_LOST_POINTS / 100


@pytest.mark.parametrize(("left", "refused"), [(8, False), (7, True), (0, True)])
def test_an_index_that_lost_most_of_the_live_one_is_refused(
    catalogue: list[Resource], encoder: Encoder, index: BuiltIndex, left: int, refused: bool
) -> None:
    assert len(catalogue) == 15
    candidate = build(catalogue[:left], 2, encoder)
    if refused:
        with pytest.raises(RefusedIndex, match=f"only {left} of the 15 resources"):
            check(candidate, left, index, [])
    else:
        check(candidate, left, index, [])


def test_a_refused_version_leaves_the_live_one_and_says_why(
    builder: Builder,
    versions: IndexVersions,
    store: ResourceStore,
    encoder: Encoder,
    catalogue: list[Resource],
) -> None:
    live = builder.build(encoder, questions=QUESTIONS).about.version
    excel = next(one for one in catalogue if one.id == "excel-gcf")
    store.save(_about_nothing(excel))
    with pytest.raises(RefusedIndex, match="fell from 100.0% to 80.0% of 5 golden questions"):
        builder.build(encoder, questions=QUESTIONS)
    assert versions.active() == live
    assert [about.version for about in versions.all()] == [live]
    last = builder.last()
    assert last and (last.state, last.version) == ("refused", None)
    assert "fell from 100.0% to 80.0%" in last.reason

    forced = builder.build(encoder, force=True, questions=QUESTIONS).about.version
    assert versions.active() == forced
    last = builder.last()
    assert last and (last.state, last.reason, last.version) == ("done", "", forced)


def test_going_back_wins_over_a_build_that_had_begun(
    builder: Builder, versions: IndexVersions, store: ResourceStore, encoder: Encoder
) -> None:
    older = builder.build(encoder).about.version
    newer = builder.build(encoder).about.version
    pointer = versions.pointer()
    late = build(store.all(), store.revision(), encoder)

    class Slow(IndexVersions):
        """Somebody goes back while the version is written."""

        def add(self, index: BuiltIndex) -> None:
            super().add(index)
            versions.activate(older, store.revision())

    assert pointer and pointer.version == newer and late.about.version > newer
    slow = Builder(store, Slow(versions.path(newer).parent, 5), versions.path(newer).parent)
    with pytest.raises(RefusedIndex, match="another version was activated"):
        slow.build(encoder)
    assert versions.active() == older
    assert [about.version for about in versions.all()] == [newer, older]


@pytest.fixture
def shipped(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> ResourceStore:
    """The shipped catalogue, whose golden questions the command asks, in the settings' store."""
    for name, value in settings.environment().items():
        monkeypatch.setenv(name, value)
    store = ResourceStore(open_database(settings.database_url))
    store.sync_catalogue(read_catalogue(SHIPPED_CATALOGUE))
    return store


def _ruin(store: ResourceStore, share: int) -> None:
    """Have one in `share` of the right answers say nothing any more."""
    right = sorted({one for question in read_golden() for one in question.expect})
    for resource_id in right[::share]:
        stored = store.get(resource_id)
        if stored:
            store.save(_about_nothing(stored.resource))


def test_the_command_and_the_service_tell_a_refusal(
    shipped: ResourceStore,
    versions: IndexVersions,
    settings: Settings,
    start: Callable[[Settings], Flask],
    editor: dict[str, str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert command.main(["build"]) == 0
    live = versions.active()
    _ruin(shipped, 3)
    assert command.main(["build"]) == command.REFUSED
    assert "golden questions" in capsys.readouterr().err
    assert versions.active() == live

    client = start(replace(settings, catalogue=SHIPPED_CATALOGUE)).test_client()
    shown = client.get("/v1/index").get_json()
    assert (shown["active"], shown["last_build"]["state"]) == (live, "refused")
    assert "golden questions" in shown["last_build"]["reason"]

    # The editors may say that it is meant so.
    client.post("/v1/index", json={"force": True}, headers=editor)
    wait_until(lambda: client.get("/v1/index").get_json()["last_build"]["state"] == "done")
    shown = client.get("/v1/index").get_json()
    assert shown["active"] == shown["last_build"]["version"] != live
