"""Write what was searched for and in vain every few seconds: no search waits for the database."""

from __future__ import annotations

import logging
import threading
from collections import Counter
from datetime import UTC, datetime

from sqlalchemy.exc import SQLAlchemyError

from knowledge_base.index.text import content_words
from knowledge_base.resources.gaps import GapStore, mask
from knowledge_base.resources.interests import InterestStore, Searched, Tally, month_of

log = logging.getLogger(__name__)

# Different questions in vain that wait to be written; more in a second is nobody's wish to learn.
_MOST_WAITING = 1_000


class SearchCounts:
    """Counts in memory, and the store that they are written to."""

    def __init__(self, store: InterestStore) -> None:
        self.store = store
        self._tally = Tally()
        self._writing = threading.Lock()
        self._purged_in = ""

    def add(self, province: str, topic: str) -> None:
        """Count a search that found something; it is written within seconds."""
        self._tally.add([Searched(province, topic, month_of(datetime.now(UTC).date()))])

    def write(self) -> None:
        """Write what was counted since the last time, and once a month forget what is too old.

        What cannot be written waits for the next time. Whoever calls while another writes waits.
        """
        with self._writing:
            counts = self._tally.take()
            try:
                self.store.add(counts)
                counts.clear()
                self._purge()
            except SQLAlchemyError as error:
                self._tally.add(counts)
                log.warning("counts of searches are not written: %s", type(error).__name__)

    def _purge(self) -> None:
        today = datetime.now(UTC).date()
        if self._purged_in != month_of(today):
            self.store.purge(today)
            self._purged_in = month_of(today)


class GapCounts:
    """Questions in vain, masked, in memory, and the store that they are written to."""

    def __init__(self, store: GapStore) -> None:
        self.store = store
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._counts: Counter[tuple[str, str, str]] = Counter()

    def add(self, question: str, language: str, province: str = "") -> None:
        """Count a question that found nothing; one without a word that decides says nothing.

        `province` is a code of four digits, empty where it is not known.
        """
        if not content_words(question):
            return
        with self._lock:
            key = (mask(question), language, province)
            if key in self._counts or len(self._counts) < _MOST_WAITING:
                self._counts[key] += 1

    def write(self) -> None:
        """Write what was counted since the last time; what cannot be written waits."""
        with self._writing:
            with self._lock:
                counts, self._counts = self._counts, Counter()
            try:
                self._record(counts)
            except SQLAlchemyError as error:
                with self._lock:
                    self._counts.update(counts)
                log.warning("gaps are not written: %s", type(error).__name__)

    def _record(self, counts: Counter[tuple[str, str, str]]) -> None:
        today = datetime.now(UTC).date()
        for key in list(counts):
            question, language, province = key
            self.store.record(question, language, today, counts[key], province)
            del counts[key]
            if not counts:
                self.store.prune()
