"""What people's reports on a hub add up to; rules only, no store.

A report is one person's answer to "1 sí sirvió, 2 cerrado, 3 sin internet" on one day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal

Outcome = Literal["worked", "closed", "no_internet"]
OUTCOMES: tuple[Outcome, ...] = ("worked", "closed", "no_internet")
TROUBLES: tuple[Outcome, ...] = ("closed", "no_internet")
ALIKE = 3
CHECK_DAYS = 31
COUNTED_MONTHS = 12
# Peru has one time zone and no summer time.
_BEHIND_UTC = timedelta(hours=5)


@dataclass(frozen=True)
class Report:
    """One answer; `reporter` is the person's keyed hash, None once it is forgotten."""

    outcome: Outcome
    reported_on: date
    reporter: str | None


@dataclass(frozen=True)
class Check:
    """Why an editor should look: so many people told of the same trouble, the last on that day."""

    outcome: Outcome
    count: int
    last_reported_on: date


def today_in_peru(now: datetime | None = None) -> date:
    """The day that people in Peru have; `now` must know its time zone."""
    return ((now or datetime.now(UTC)).astimezone(UTC) - _BEHIND_UTC).date()


def needs_check(reports: Iterable[Report], verified_on: str | None, today: date) -> Check | None:
    """The trouble that three people told of within 31 days and after the last verification.

    Each person counts with their latest report. Where both troubles reach three, the one that more
    people told of is named; of two alike, that the hub was closed. A hub verified on the day of a
    report counts as verified after it.
    """
    begin = today - timedelta(days=CHECK_DAYS)
    if verified_on:
        begin = max(begin, date.fromisoformat(verified_on))
    latest: dict[str, Report] = {}
    for report in sorted(reports, key=lambda report: report.reported_on):
        if report.reporter is not None and begin < report.reported_on <= today:
            latest[report.reporter] = report
    counts = Counter(report.outcome for report in latest.values())
    outcome = max(TROUBLES, key=lambda trouble: counts[trouble])
    if counts[outcome] < ALIKE:
        return None
    days = [report.reported_on for report in latest.values() if report.outcome == outcome]
    return Check(outcome, counts[outcome], max(days))


def by_month(reports: Iterable[Report]) -> list[tuple[str, dict[Outcome, int]]]:
    """How many reports of each outcome a month ("2026-11") has, the newest month first."""
    months: dict[str, Counter[Outcome]] = {}
    for report in reports:
        months.setdefault(report.reported_on.isoformat()[:7], Counter())[report.outcome] += 1
    return [
        (month, {outcome: months[month][outcome] for outcome in OUTCOMES})
        for month in sorted(months, reverse=True)
    ]


def visits_per_month(reports: Sequence[Report], today: date) -> float:
    """Reports that a hub worked, a month, since its first report; over twelve months at most.

    A floor of its visits: it counts only people whom the assistant asked and who answered.
    """
    first = min((_month_number(report.reported_on) for report in reports), default=None)
    if first is None:
        return 0.0
    this = _month_number(today)
    months = min(this - first + 1, COUNTED_MONTHS)
    worked = sum(
        report.outcome == "worked" and 0 <= this - _month_number(report.reported_on) < months
        for report in reports
    )
    return round(worked / months, 3)


def _month_number(day: date) -> int:
    return day.year * 12 + day.month
