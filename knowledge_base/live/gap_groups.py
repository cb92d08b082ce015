"""Gaps in groups that ask for the same, with when and where; made before a page needs them."""

from __future__ import annotations

import logging
import threading
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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
    """Groups of gaps, and the mark of the store that they were made of."""

    mark: tuple[int, ...]
    clusters: list[list[Gap]]


class GapGroups:
    """The groups of a store's open gaps. One thread calls `step`, every thread may call `all`."""

    def __init__(self, store: GapStore) -> None:
        self._store = store
        # In one, so that who reads them has what belongs together.
        self._made: _Made | None = None
        self._rested_at = 0.0
        self._lock = threading.Lock()
        self._shown: tuple[tuple[object, ...], tuple[GapGroup, ...]] | None = None

    @property
    def ready(self) -> bool:
        """Whether the gaps were grouped at all since the start."""
        return self._made is not None

    def step(self, encoder: Encoder) -> bool:
        """Group anew where gaps came or went and it is time; tell whether it was done."""
        mark = self._store.mark()
        if (self._made and mark == self._made.mark) or time.monotonic() < self._rested_at:
            return False
        began = time.monotonic()
        gaps = {gap.number: gap for gap in self._store.all()}
        asked = [Asked(gap.number, gap.question, gap.language, gap.times) for gap in gaps.values()]
        clusters = [[gaps[one.number] for one in own] for own in grouped(asked, encoder)]
        self._made = _Made(mark, clusters)
        took = time.monotonic() - began
        self._rested_at = time.monotonic() + _REST_TIMES * took
        log.info("%d gaps in %d groups, %.1f s", len(gaps), len(clusters), took)
        return True

    def all(self, today: date) -> tuple[GapGroup, ...]:
        """Return the groups, the most asked first; of what is open no more nothing is shown.

        What was asked since they were made comes with the next ones, within seconds or minutes.
        """
        made, mark = self._made, self._store.mark()
        if made is None:
            return ()
        with self._lock:
            key = (made.mark, mark, today)
            if self._shown is None or self._shown[0] != key:
                self._shown = (key, self._described(made.clusters, today))
            return self._shown[1]

    def _described(self, clusters: list[list[Gap]], today: date) -> tuple[GapGroup, ...]:
        opened = self._store.open_numbers()
        weeks: dict[int, list[GapWeek]] = {}
        for one in self._store.weeks():
            weeks.setdefault(one.gap, []).append(one)
        left = [[gap for gap in own if gap.number in opened] for own in clusters]
        groups = [
            described(own, (week for gap in own for week in weeks.get(gap.number, ())), today)
            for own in left
            if own
        ]
        return tuple(sorted(groups, key=lambda one: (-one.times, one.questions[0].number)))
