"""Gaps in groups that ask for the same, with when and where; made before a page needs them."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from knowledge_base.index.encoders.encoder import Encoder
from knowledge_base.index.grouping import Asked, grouped
from knowledge_base.resources.gaps import Gap, GapStore, GapWeek, week_of

log = logging.getLogger(__name__)

SHOWN_WEEKS = 8
# Ten thousand questions take seconds: the processor is for those who search.
_REST_TIMES = 20
_DEPARTMENT_DIGITS = 2
Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class GapGroup:
    """Questions that ask for the same, the most asked first: its words are the group's `name`.

    `times` counts all that is kept. `weeks` are the last eight (`2026-W48`), the oldest first, and
    `departments` INEI's two digits in all weeks that are kept, `""` where unknown; each with how
    often. The two are counted apart and never crossed.
    """

    name: str
    questions: tuple[Gap, ...]
    times: int
    weeks: Counts
    departments: Counts
    languages: tuple[str, ...]

    def waits_for(self, drafts: Mapping[int, str]) -> tuple[str, ...]:
        """Return the resources that are being written for it, of `drafts` by their gap's number."""
        found = (drafts[gap.number] for gap in self.questions if gap.number in drafts)
        return tuple(dict.fromkeys(found))


def described(gaps: Sequence[Gap], weeks: Iterable[GapWeek], today: date) -> GapGroup:
    """Return the group that these gaps are; `weeks` are theirs."""
    by_week: Counter[str] = Counter()
    by_department: Counter[str] = Counter()
    for one in weeks:
        by_week[one.week] += one.times
        by_department[one.province[:_DEPARTMENT_DIGITS]] += one.times
    first = max(gaps, key=lambda gap: (gap.times, -gap.number))
    shown = [week_of(today - timedelta(weeks=back)) for back in reversed(range(SHOWN_WEEKS))]
    return GapGroup(
        name=first.question,
        questions=tuple(gaps),
        times=sum(gap.times for gap in gaps),
        weeks=tuple((week, by_week[week]) for week in shown),
        departments=tuple(sorted(by_department.items(), key=lambda one: (-one[1], one[0]))),
        languages=tuple(dict.fromkeys(gap.language for gap in gaps)),
    )


@dataclass(frozen=True)
class _Made:
    """Groups, the weeks of their gaps, and the state of the store and the day of their making."""

    mark: tuple[int, ...]
    today: date
    groups: tuple[GapGroup, ...]
    weeks: Mapping[int, Sequence[GapWeek]]

    def described(self, gaps: Sequence[Gap]) -> GapGroup:
        return described(
            gaps, (w for gap in gaps for w in self.weeks.get(gap.number, ())), self.today
        )


class GapGroups:
    """The groups of a store's open gaps. One thread calls `step`, every thread may call `all`."""

    def __init__(self, store: GapStore) -> None:
        self._store = store
        # In one, so that who reads it has what belongs together.
        self._made: _Made | None = None
        self._rested_at = 0.0

    @property
    def ready(self) -> bool:
        """Whether the gaps were grouped at all since the start."""
        return self._made is not None

    def step(self, encoder: Encoder, today: date) -> bool:
        """Group anew where gaps or the day changed and it is time; tell whether it was done."""
        mark = self._store.mark()
        made = self._made
        if made and (mark, today) == (made.mark, made.today):
            return False
        if time.monotonic() < self._rested_at:
            return False
        began = time.monotonic()
        self._made = self._make(mark, encoder, today)
        took = time.monotonic() - began
        self._rested_at = time.monotonic() + _REST_TIMES * took
        log.info("gaps in %d groups, %.1f s", len(self._made.groups), took)
        return True

    def all(self) -> tuple[GapGroup, ...]:
        """Return the groups, the most asked first; what is open no more is left out at once.

        What was asked since they were made comes with the next ones, within seconds or minutes.
        """
        made = self._made
        if made is None or self._store.mark() == made.mark:
            return made.groups if made else ()
        opened = self._store.open_numbers()
        return _sorted(_left(group, opened, made) for group in made.groups)

    def _make(self, mark: tuple[int, ...], encoder: Encoder, today: date) -> _Made:
        gaps = {gap.number: gap for gap in self._store.all()}
        asked = [Asked(gap.number, gap.question, gap.language, gap.times) for gap in gaps.values()]
        weeks: dict[int, list[GapWeek]] = {}
        for one in self._store.weeks():
            weeks.setdefault(one.gap, []).append(one)
        empty = _Made(mark, today, (), weeks)
        clusters = ([gaps[one.number] for one in own] for own in grouped(asked, encoder))
        return replace(empty, groups=_sorted(empty.described(own) for own in clusters))


def _left(group: GapGroup, opened: Collection[int], made: _Made) -> GapGroup | None:
    """Return the group without what is open no more, None where nothing is."""
    gaps = [gap for gap in group.questions if gap.number in opened]
    if len(gaps) == len(group.questions):
        return group
    return made.described(gaps) if gaps else None


def _sorted(groups: Iterable[GapGroup | None]) -> tuple[GapGroup, ...]:
    left = [group for group in groups if group]
    return tuple(sorted(left, key=lambda one: (-one.times, one.questions[0].number)))
