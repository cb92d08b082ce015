"""What becomes of a gap, and when and where it was asked."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from knowledge_base.resources import gaps as rules
from knowledge_base.resources.gaps import CLOSED, DISMISSED, OPEN, Gap, GapStore, GapWeek, week_of

TODAY = date(2026, 11, 23)


@pytest.fixture
def gaps(database: Engine) -> GapStore:
    return GapStore(database, keep_days=180)


def _asked(gaps: GapStore, question: str, today: date = TODAY, province: str = "") -> Gap:
    gaps.record(question, "es", today, province=province)
    return next(gap for gap in gaps.all() + gaps.all(DISMISSED) if gap.question == question)


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2026, 11, 23), "2026-W48"),
        (date(2027, 1, 3), "2026-W53"),
        (date(2026, 1, 4), "2026-W01"),
    ],
)
def test_a_week_is_the_iso_one(day: date, week: str) -> None:
    assert week_of(day) == week


def test_a_gap_counts_by_week_and_province(gaps: GapStore) -> None:
    first = _asked(gaps, "soldar", TODAY - timedelta(days=7), "0801")
    gaps.record("soldar", "es", TODAY, 2, "0801")
    gaps.record("soldar", "es", TODAY, 3)
    gaps.record("soldar", "es", TODAY, 1, "0801")
    found = gaps.get(first.number)
    assert found and found.times == 7
    assert (found.first_asked_on, found.last_asked_on) == (TODAY - timedelta(days=7), TODAY)
    assert gaps.weeks() == [
        GapWeek(first.number, "2026-W47", "0801", 1),
        GapWeek(first.number, "2026-W48", "", 3),
        GapWeek(first.number, "2026-W48", "0801", 3),
    ]
    assert [one.week for one in gaps.weeks("2026-W48")] == ["2026-W48"] * 2


def test_a_closed_gap_says_by_what_and_is_open_no_more(gaps: GapStore) -> None:
    gap = _asked(gaps, "soldar")
    gaps.close({gap.number: ["soldadura-basica"]}, TODAY)
    closed = gaps.get(gap.number)
    assert closed and (closed.state, closed.closed_on, closed.closed_by) == (
        CLOSED,
        TODAY,
        "system",
    )
    assert closed.answered_by == ("soldadura-basica",)
    assert gaps.page(5, 0) == ([], False)
    assert gaps.open_numbers() == set()
    assert gaps.all(CLOSED) == [closed]


def test_a_closed_gap_that_is_asked_in_vain_again_is_open(gaps: GapStore) -> None:
    gap = _asked(gaps, "soldar")
    gaps.close({gap.number: ["soldadura-basica"]}, TODAY)
    again = _asked(gaps, "soldar", TODAY + timedelta(days=1))
    assert again.number == gap.number
    assert (again.state, again.closed_on, again.closed_by, again.answered_by) == (
        OPEN,
        None,
        "",
        (),
    )
    assert (again.times, again.first_asked_on) == (2, TODAY)


def test_a_dismissed_gap_stays_so_until_somebody_reopens_it(gaps: GapStore) -> None:
    gap = _asked(gaps, "precio del dolar")
    assert gaps.dismiss(gap.number, "rosa", TODAY)
    assert not gaps.dismiss(gap.number, "luis", TODAY)
    again = _asked(gaps, "precio del dolar")
    assert (again.state, again.closed_by, again.times) == (DISMISSED, "rosa", 2)
    gaps.close({gap.number: ["bcrp"]}, TODAY)
    assert gaps.all(CLOSED) == []
    assert gaps.reopen(gap.number)
    assert not gaps.reopen(gap.number)
    assert gaps.open_numbers() == {gap.number}


def test_what_is_not_there_cannot_be_changed(gaps: GapStore) -> None:
    assert gaps.get(7) is None
    assert not gaps.dismiss(7, "rosa", TODAY)
    assert not gaps.reopen(7)


def test_weeks_are_forgotten_with_their_time_and_with_their_gap(database: Engine) -> None:
    gaps = GapStore(database, keep_days=30)
    gaps.record("costura", "es", TODAY - timedelta(days=60), province="0801")
    gaps.record("pan", "es", TODAY - timedelta(days=29))
    gaps.record("pan", "es", TODAY)
    assert [one.week for one in gaps.weeks()] == [week_of(TODAY - timedelta(days=29)), "2026-W48"]
    gaps.forget_old(TODAY + timedelta(days=20))
    assert [one.week for one in gaps.weeks()] == ["2026-W48"]
    gaps.forget_old(TODAY + timedelta(days=31))
    assert (gaps.all(), gaps.weeks()) == ([], [])


def test_what_is_beyond_the_most_goes_with_its_weeks(
    gaps: GapStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "MOST_KEPT", 1)
    gaps.record("pan", "es", TODAY)
    gaps.record("costura", "es", TODAY, 2)
    gaps.prune()
    assert [gap.question for gap in gaps.all()] == ["costura"]
    assert [one.times for one in gaps.weeks()] == [2]


def test_the_mark_changes_with_all_that_happens_and_with_nothing_else(gaps: GapStore) -> None:
    marks = [gaps.mark()]
    one, other = _asked(gaps, "soldar"), _asked(gaps, "coser")
    marks.append(gaps.mark())
    gaps.record("soldar", "es", TODAY)
    marks.append(gaps.mark())
    gaps.dismiss(one.number, "rosa", TODAY)
    marks.append(gaps.mark())
    gaps.close({other.number: ["costura"]}, TODAY)
    marks.append(gaps.mark())
    gaps.reopen(one.number)
    marks.append(gaps.mark())
    assert len(set(marks)) == len(marks)
    assert gaps.mark() == marks[-1]
