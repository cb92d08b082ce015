"""Gaps in groups with when and where, and what becomes of them while the service runs."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine

from knowledge_base.index.built import BuiltIndex
from knowledge_base.index.encoders.encoder import Encoder
from knowledge_base.index.search import Searcher
from knowledge_base.live.gap_closing import GapCloser
from knowledge_base.live.gap_groups import GapGroups
from knowledge_base.live.gap_keeping import GapKeeper
from knowledge_base.live.runtime import KnowledgeBase
from knowledge_base.resources.gaps import CLOSED, GapStore
from knowledge_base.resources.records import Resource
from knowledge_base.settings import Settings
from tests.knowledge_base.conftest import wait_until

TODAY = date(2026, 11, 23)


@pytest.fixture
def gaps(database: Engine) -> GapStore:
    return GapStore(database, keep_days=180)


@pytest.fixture
def groups(gaps: GapStore) -> GapGroups:
    return GapGroups(gaps)


def test_a_group_says_when_where_and_in_which_languages(
    gaps: GapStore, groups: GapGroups, encoder: Encoder
) -> None:
    gaps.record("curso de soldadura", "es", TODAY - timedelta(weeks=9), 5, "0801")
    gaps.record("curso de soldadura", "es", TODAY - timedelta(weeks=7), 1, "0803")
    gaps.record("aprender a soldar", "es", TODAY, 3, "2101")
    gaps.record("welding course", "en", TODAY, 2)
    gaps.record("ajedrez", "es", TODAY)
    assert groups.step(encoder, TODAY)
    welding, chess = groups.all()
    assert (welding.name, welding.times, chess.name) == ("curso de soldadura", 11, "ajedrez")
    assert [gap.question for gap in welding.questions] == [
        "curso de soldadura",
        "aprender a soldar",
        "welding course",
    ]
    assert welding.languages == ("es", "en")
    assert [week for week, _ in welding.weeks] == [f"2026-W{number}" for number in range(41, 49)]
    assert dict(welding.weeks) == dict.fromkeys(dict(welding.weeks), 0) | {
        "2026-W41": 1,
        "2026-W48": 5,
    }
    # By department, which no province can be read from.
    assert welding.departments == (("08", 6), ("21", 3), ("", 2))


def test_nothing_is_shown_before_the_first_time(gaps: GapStore, groups: GapGroups) -> None:
    gaps.record("ajedrez", "es", TODAY)
    assert not groups.ready
    assert groups.all() == ()


def test_what_is_dismissed_or_answered_is_gone_at_once(
    gaps: GapStore, groups: GapGroups, encoder: Encoder
) -> None:
    for question in ("curso de soldadura", "aprender a soldar", "ajedrez"):
        gaps.record(question, "es", TODAY)
    groups.step(encoder, TODAY)
    numbers = {gap.question: gap.number for gap in gaps.all()}
    gaps.dismiss(numbers["ajedrez"], "rosa", TODAY)
    gaps.close({numbers["curso de soldadura"]: ["x"]}, TODAY)
    assert [(one.name, one.times) for one in groups.all()] == [("aprender a soldar", 1)]
    assert groups.all()[0].weeks[-1] == ("2026-W48", 1)
    gaps.reopen(numbers["ajedrez"])
    assert len(groups.all()) == 2


def test_groups_are_made_anew_only_where_something_changed(
    gaps: GapStore, groups: GapGroups, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge_base.live.gap_groups._REST_TIMES", 0)
    gaps.record("ajedrez", "es", TODAY)
    assert groups.step(encoder, TODAY)
    assert not groups.step(encoder, TODAY)
    assert groups.all() is groups.all()
    # Another day may begin another week.
    assert groups.step(encoder, TODAY + timedelta(days=7))
    assert groups.all()[0].weeks[-2:] == (("2026-W48", 1), ("2026-W49", 0))
    gaps.record("costura", "es", TODAY)
    assert groups.step(encoder, TODAY)
    assert len(groups.all()) == 2


def test_a_group_waits_for_what_is_being_written(
    gaps: GapStore, groups: GapGroups, encoder: Encoder
) -> None:
    gaps.record("curso de soldadura", "es", TODAY, 2)
    gaps.record("aprender a soldar", "es", TODAY)
    gaps.record("ajedrez", "es", TODAY)
    groups.step(encoder, TODAY)
    number = {gap.question: gap.number for gap in gaps.all()}["aprender a soldar"]
    welding, chess = groups.all()
    assert welding.waits_for({number: "soldadura-basica"}) == ("soldadura-basica",)
    assert chess.waits_for({number: "soldadura-basica"}) == ()


def test_a_gap_closes_when_something_answers_it(
    gaps: GapStore, searcher: Searcher, index: BuiltIndex, welding: Resource
) -> None:
    gaps.record("soldadura submarina", "es", TODAY)
    gaps.record("ajedrez", "es", TODAY)
    closer = GapCloser(gaps)
    assert closer.step(searcher, TODAY) == 0
    assert closer.step(Searcher(index, (welding,)), TODAY) == 1
    closed = gaps.all(CLOSED)
    assert [(gap.question, gap.answered_by) for gap in closed] == [
        ("soldadura submarina", (welding.id,))
    ]
    assert [gap.question for gap in gaps.all()] == ["ajedrez"]


def test_each_step_asks_a_few_and_in_the_end_all(
    gaps: GapStore, searcher: Searcher, index: BuiltIndex, welding: Resource
) -> None:
    for times, question in enumerate(("soldadura", "buceo", "soldadura submarina"), start=1):
        gaps.record(question, "es", TODAY, times)
    closer = GapCloser(gaps, at_once=2)
    found = Searcher(index, (welding,))
    assert [closer.step(found, TODAY) for _ in range(3)] == [2, 1, 0]
    # What came back is asked again, though the search is the same.
    gaps.record("buceo", "es", TODAY)
    assert closer.step(found, TODAY) == 1


def test_those_not_asked_for_longest_come_first(
    gaps: GapStore, index: BuiltIndex, welding: Resource
) -> None:
    gaps.record("ajedrez", "es", TODAY, 3)
    gaps.record("trenzas", "es", TODAY, 2)
    gaps.record("buceo", "es", TODAY, 1)
    closer = GapCloser(gaps, at_once=2)
    closer.step(Searcher(index), TODAY)
    # The store changed before the third had its turn: now it is the first.
    assert closer.step(Searcher(index, (welding,)), TODAY) == 1


def test_a_dismissed_gap_is_not_asked(gaps: GapStore, index: BuiltIndex, welding: Resource) -> None:
    gaps.record("buceo", "es", TODAY)
    gaps.dismiss(gaps.all()[0].number, "rosa", TODAY)
    assert GapCloser(gaps).step(Searcher(index, (welding,)), TODAY) == 0


def test_old_gaps_go_though_nobody_asks(gaps: GapStore, searcher: Searcher) -> None:
    gaps.record("ajedrez", "es", TODAY)
    GapKeeper(gaps).step(searcher, TODAY + timedelta(days=181))
    assert gaps.all() == []


def test_the_running_service_groups_closes_and_counts_by_province(
    start: Callable[[Settings], Flask], settings: Settings, database_url: str, welding: Resource
) -> None:
    app = start(replace(settings, database_url=database_url))
    client, base = app.test_client(), app.extensions["knowledge_base"]
    assert isinstance(base, KnowledgeBase)
    client.get("/v1/search", query_string={"q": "soldadura submarina", "province": "0801"})
    wait_until(lambda: len(base.gap_groups.all()) == 1)
    assert base.gap_groups.all()[0].departments == (("08", 1),)
    base.store.save(welding)
    base.changed()
    wait_until(lambda: base.gap_groups.all() == ())
    assert [gap.answered_by for gap in base.gaps.all(CLOSED)] == [(welding.id,)]
