"""What people report adds up to: a check for editors, counts by month, a floor of visits."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from recommender.hubs.reports import (
    Check,
    Outcome,
    Report,
    by_month,
    needs_check,
    today_in_peru,
    visits_per_month,
)

TODAY = date(2026, 11, 24)


def said(outcome: Outcome, day: str, who: str | None) -> Report:
    return Report(outcome, date.fromisoformat(day), who)


def closed(*days: str) -> list[Report]:
    """Reports of a closed hub, each by another person."""
    return [said("closed", day, f"person {number}") for number, day in enumerate(days)]


def test_three_people_who_tell_of_the_same_ask_for_a_check() -> None:
    reports = closed("2026-11-02", "2026-11-20", "2026-11-24")
    assert needs_check(reports, None, TODAY) == Check("closed", 3, TODAY)
    assert needs_check(reports[:2], None, TODAY) is None


def test_three_who_tell_of_different_troubles_do_not() -> None:
    reports = [*closed("2026-11-02", "2026-11-20"), said("no_internet", "2026-11-21", "ana")]
    assert needs_check(reports, None, TODAY) is None


def test_that_it_worked_never_asks_for_a_check() -> None:
    reports = [said("worked", "2026-11-20", who) for who in "abcd"]
    assert needs_check(reports, None, TODAY) is None


def test_one_person_counts_once_and_with_the_latest() -> None:
    again = [said("closed", day, "ana") for day in ("2026-11-02", "2026-11-10", "2026-11-20")]
    assert needs_check(again, None, TODAY) is None
    reports = closed("2026-11-02", "2026-11-03", "2026-11-04")
    back = said("worked", "2026-11-20", "person 2")
    assert needs_check([back, *reports], None, TODAY) is None


def test_what_is_older_than_a_month_or_nobodys_does_not_count() -> None:
    assert needs_check(closed("2026-10-24", "2026-11-01", "2026-11-02"), None, TODAY) is None
    assert needs_check(closed("2026-10-25", "2026-11-01", "2026-11-02"), None, TODAY) is not None
    forgotten = [said("closed", "2026-11-20", None)] * 3
    assert needs_check(forgotten, None, TODAY) is None


@pytest.mark.parametrize(
    ("verified_on", "asked"), [("2026-11-19", True), ("2026-11-20", False), ("2026-11-24", False)]
)
def test_a_verification_ends_the_check_until_new_reports(verified_on: str, asked: bool) -> None:
    reports = closed("2026-11-20", "2026-11-20", "2026-11-20")
    assert (needs_check(reports, verified_on, TODAY) is not None) is asked


def test_the_trouble_of_most_people_is_named() -> None:
    offline = [said("no_internet", "2026-11-20", f"other {number}") for number in range(4)]
    check = needs_check([*closed(*["2026-11-21"] * 3), *offline], None, TODAY)
    assert check == Check("no_internet", 4, date(2026, 11, 20))


def test_counts_by_month_name_every_outcome_newest_first() -> None:
    reports = [*closed("2026-10-01", "2026-11-02"), said("worked", "2026-11-20", None)]
    assert by_month(reports) == [
        ("2026-11", {"worked": 1, "closed": 1, "no_internet": 0}),
        ("2026-10", {"worked": 0, "closed": 1, "no_internet": 0}),
    ]


def test_visits_are_what_worked_over_the_months_since_the_first_report() -> None:
    reports = [said("worked", day, None) for day in ("2026-09-30", "2026-10-01", "2026-11-02")]
    assert visits_per_month([*reports, *closed("2026-09-01")], TODAY) == 1.0
    assert visits_per_month(reports[2:], TODAY) == 1.0
    assert visits_per_month(closed("2026-09-01", "2026-11-20"), TODAY) == 0.0
    assert visits_per_month([], TODAY) == 0.0


def test_visits_look_back_a_year_at_most() -> None:
    old = [said("worked", "2025-11-30", None)] * 24
    assert visits_per_month(old, TODAY) == 0.0
    assert visits_per_month([*old, said("worked", "2025-12-01", None)], TODAY) == 0.083


def test_a_day_is_perus() -> None:
    assert today_in_peru(datetime(2026, 11, 25, 4, 59, tzinfo=UTC)) == TODAY
    assert today_in_peru(datetime(2026, 11, 25, 5, 0, tzinfo=UTC)) == date(2026, 11, 25)
