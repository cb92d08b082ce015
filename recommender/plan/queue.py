"""Plans are solved aside, a few at a time, so that no request waits for a long one."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any

from recommender.plan.plans import PlanFailed, PlanStore

log = logging.getLogger(__name__)

Document = dict[str, Any]
THREADS, ROOM = 2, 10


class QueueFull(RuntimeError):
    """As many plans are being solved, or wait for it, as there is room for."""


class PlanQueue:
    """A few threads that solve; what they find is in the store, where every worker sees it."""

    def __init__(
        self, store: PlanStore, wait_s: float, threads: int = THREADS, room: int = ROOM
    ) -> None:
        self.store = store
        self.wait_s = wait_s
        self._room = threading.BoundedSemaphore(room)
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="plan")

    def ask(self, asked: Document, solve: Callable[[], Document]) -> Document:
        """Return the plan if it is solved within `wait_s` seconds (0 waits for none), else as it
        runs; raise QueueFull, or PlanFailed where it could not be solved.
        """
        if not self._room.acquire(blocking=False):
            raise QueueFull
        try:
            begun = self.store.begin(asked)
            future = self._pool.submit(self._solve, begun, solve)
        except BaseException:
            self._room.release()
            raise
        return self._within(future) or begun

    def close(self) -> None:
        """Take no more plans and return when those asked for are solved."""
        self._pool.shutdown(wait=True)

    def _within(self, future: Future[Document | None]) -> Document | None:
        if self.wait_s <= 0 or not wait([future], self.wait_s).done:
            return None
        plan = future.result()
        if plan is None:
            raise PlanFailed
        return plan

    def _solve(self, begun: Document, solve: Callable[[], Document]) -> Document | None:
        """Solve and keep the plan; None where it failed, which the log and the store say."""
        try:
            return self.store.finish({**begun, **solve(), "status": "done"})
        except Exception:
            # The thread has nobody to raise to once the request has been answered.
            log.exception("a plan could not be solved")
            self._keep_failed(begun)
            return None
        finally:
            self._room.release()

    def _keep_failed(self, begun: Document) -> None:
        try:
            self.store.finish({**begun, "status": "failed"})
        except Exception:
            log.exception("the store does not take a failed plan: it will count as lost")
