"""The last good answer of a service, asked for anew when it is old and kept when there is none."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

log = logging.getLogger(__name__)

Answer = TypeVar("Answer")

FRESH_S = 600.0
# Who is away is asked again sooner, but not by every request.
RETRY_S = 10.0


class Kept(Generic[Answer]):
    """What `ask` returned last; `away` is what it raises when the service does not answer."""

    def __init__(
        self,
        ask: Callable[[], Answer],
        away: type[Exception],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._ask, self._away, self._clock = ask, away, clock
        self._answer: Answer | None = None
        self._due_at = clock()
        self._lock = threading.Lock()

    def get(self) -> Answer:
        """Return the answer, at most ten minutes old while the service is there.

        Raises what `ask` raises where there never was one.
        """
        # One thread asks; the others take the answer of before, and wait only where there is none.
        if self._due() and self._lock.acquire(blocking=self._answer is None):
            try:
                if self._due():
                    self._renew()
            finally:
                self._lock.release()
        if self._answer is None:
            raise self._away("there was no answer yet")
        return self._answer

    def _due(self) -> bool:
        return self._clock() >= self._due_at

    def _renew(self) -> None:
        try:
            self._answer = self._ask()
            self._due_at = self._clock() + FRESH_S
        except self._away as error:
            self._due_at = self._clock() + RETRY_S
            log.warning("the last answer is kept: %s", error)
