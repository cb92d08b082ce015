"""What is done for the gaps beside the searches: close the answered, group the others, forget."""

from __future__ import annotations

from datetime import date

from knowledge_base.index.search import Searcher
from knowledge_base.live.gap_closing import GapCloser
from knowledge_base.live.gap_groups import GapGroups
from knowledge_base.resources.gaps import GapStore


class GapKeeper:
    """Keeps a store's gaps up to date. One thread calls `step`, every thread may read `groups`."""

    def __init__(self, store: GapStore) -> None:
        self.groups = GapGroups(store)
        self._store = store
        self._closer = GapCloser(store)
        self._forgot_on: date | None = None

    def step(self, searcher: Searcher, today: date) -> None:
        """Do some of what is due; the search is the one that people use now."""
        if self._forgot_on != today:
            # Counting forgets too, but for a while nobody may ask in vain.
            self._store.forget_old(today)
            self._forgot_on = today
        self._closer.step(searcher, today)
        self.groups.step(searcher.index.encoder, today)
