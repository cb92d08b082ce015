"""Ask gaps again after the index or the store changed, and close those that are answered now."""

from __future__ import annotations

import logging
from datetime import date

from knowledge_base.index.search import Searcher
from knowledge_base.resources.gaps import Gap, GapStore

log = logging.getLogger(__name__)

# A step asks so many; the next follows in a second. A question takes some milliseconds.
AT_ONCE = 50
_MOST_NAMED = 3


class GapCloser:
    """Asks the open gaps of a store, those not asked for longest first. One thread uses it."""

    def __init__(self, store: GapStore, at_once: int = AT_ONCE) -> None:
        self._store = store
        self._at_once = at_once
        self._searcher: Searcher | None = None
        self._mark: tuple[int, ...] | None = None
        # Which search each gap was last asked in, by its count.
        self._search = 0
        self._asked_in: dict[int, int] = {}
        self._done = False

    def step(self, searcher: Searcher, today: date) -> int:
        """Ask some gaps that this search was not asked yet; return how many were closed."""
        if searcher is not self._searcher:
            self._searcher, self._done = searcher, False
            self._search += 1
        mark = self._store.mark()
        if self._done and mark == self._mark:
            return 0
        self._mark = mark
        waiting = self._waiting()
        self._done = len(waiting) <= self._at_once
        return self._ask(waiting[: self._at_once], searcher, today)

    def _waiting(self) -> list[Gap]:
        opened = self._store.all()
        # What was closed is forgotten, so that it is asked again when it comes back.
        known = {gap.number: self._asked_in.get(gap.number, 0) for gap in opened}
        self._asked_in = known
        waiting = [gap for gap in opened if known[gap.number] < self._search]
        return sorted(waiting, key=lambda gap: (known[gap.number], -gap.times, gap.number))

    def _ask(self, gaps: list[Gap], searcher: Searcher, today: date) -> int:
        answers = {}
        for gap in gaps:
            if hits := searcher.search(gap.question).hits:
                answers[gap.number] = [hit.resource.id for hit in hits[:_MOST_NAMED]]
            self._asked_in[gap.number] = self._search
        if answers:
            self._store.close(answers, today)
            log.info("%d gaps are answered now", len(answers))
        return len(answers)
