"""Write what was searched for every few seconds, so that no search waits for the database."""

from __future__ import annotations

import logging
import threading
from datetime import UTC, datetime

from sqlalchemy.exc import SQLAlchemyError

from knowledge_base.resources.interests import InterestStore, Searched, Tally, month_of

log = logging.getLogger(__name__)


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
