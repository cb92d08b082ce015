"""A look at the store that costs one thread at most, however long the store is silent."""

from __future__ import annotations

import threading
from collections.abc import Callable

# Prometheus itself gives up after ten seconds.
PATIENCE_S = 4.0


class BoundedLook:
    """Looks aside, one look at a time.

    A database whose packets are lost holds whoever asks it for minutes: at each scrape another
    thread of the service would be gone.
    """

    def __init__(self, patience_s: float = PATIENCE_S) -> None:
        self._patience_s = patience_s
        self._lock = threading.Lock()
        self._running: threading.Thread | None = None

    def within(self, look: Callable[[], None]) -> bool:
        """Run `look`, or wait for the one that still runs; say whether it ended in time."""
        with self._lock:
            if self._running is None or not self._running.is_alive():
                self._running = threading.Thread(target=look, name="look", daemon=True)
                self._running.start()
            running = self._running
        running.join(self._patience_s)
        return not running.is_alive()
