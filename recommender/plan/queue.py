"""Plans are solved aside, a few at a time, so that no request waits for a long one."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextvars import copy_context

from recommender import trace
from recommender.plan.plans import Document, PlanFailed, PlanStore

log = logging.getLogger(__name__)

THREADS, ROOM = 2, 10
# Well below the time after which a silent worker's plans count as lost.
BEAT_S = 10.0
# A plan that takes longer hangs: it gets no more signs of life. All that a full queue of the
# longest plans needs is less.
LONGEST_S = 900.0
PROGRESS_EVERY_S = 0.5

Report = Callable[[float, str, str], None]
Solve = Callable[[Report], Document]


class QueueFull(RuntimeError):
    """As many plans are being solved, or wait for it, as there is room for."""


class PlanQueue:
    """A few threads that solve; what they find is in the store, where every worker sees it.

    `solve` is given a function that takes its progress (from 0 to 1, the step in Spanish and in
    English) and returns the plan's answer with its `status`, "done" or "infeasible".
    """

    def __init__(
        self, store: PlanStore, wait_s: float, threads: int = THREADS, room: int = ROOM
    ) -> None:
        self.store = store
        self.wait_s = wait_s
        self._room = threading.BoundedSemaphore(room)
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="plan")
        self._solving: dict[str, float] = {}
        self._closed = threading.Event()
        threading.Thread(target=self._beat_on, name="plan-beat", daemon=True).start()

    def ask(
        self, asked: Document, solve: Solve, client: str | None = None, owner: str | None = None
    ) -> Document:
        """Return the plan if it is solved within `wait_s` seconds (0 waits for none), else as it
        runs; raise QueueFull, TooManyPlans, or PlanFailed where it could not be solved.
        """
        if not self._room.acquire(blocking=False):
            raise QueueFull
        try:
            begun = self.store.begin(asked, client, owner)
            self._solving[begun["id"]] = time.monotonic()
            # What the thread logs belongs to the request that asked.
            future = self._pool.submit(copy_context().run, self._solve, begun, solve)
        except BaseException:
            self._room.release()
            raise
        return self._within(future) or begun

    def beat(self) -> None:
        """Tell the store that this worker still has its plans."""
        since = time.monotonic() - LONGEST_S
        alive = [plan_id for plan_id, begun in list(self._solving.items()) if begun > since]
        if alive:
            self.store.beat(alive)

    def waiting(self) -> tuple[int, float]:
        """Return how many plans are being solved or wait for it in this process, and the seconds
        since the first of them was asked for.
        """
        begun = list(self._solving.values())
        return len(begun), time.monotonic() - min(begun) if begun else 0.0

    def close(self) -> None:
        """Take no more plans and return when those asked for are solved."""
        self._pool.shutdown(wait=True)
        self._closed.set()

    def _beat_on(self) -> None:
        while not self._closed.wait(BEAT_S):
            with trace.background():
                try:
                    self.beat()
                except Exception:
                    log.exception("the store takes no sign of life")

    def _within(self, future: Future[Document | None]) -> Document | None:
        if self.wait_s <= 0 or not wait([future], self.wait_s).done:
            return None
        plan = future.result()
        if plan is None:
            raise PlanFailed
        return plan

    def _solve(self, begun: Document, solve: Solve) -> Document | None:
        """Solve and keep the plan; None where it failed, which the log and the store say."""
        try:
            answer = solve(Progress(self.store, begun["id"]))
            return self.store.finish({**begun, **answer}, answer["status"])
        except Exception:
            # The thread has nobody to raise to once the request has been answered.
            log.exception("a plan could not be solved")
            self._keep_failed(begun)
            return None
        finally:
            self._solving.pop(begun["id"], None)
            self._room.release()

    def _keep_failed(self, begun: Document) -> None:
        try:
            self.store.finish(begun, "failed")
        except Exception:
            log.exception("the store does not take a failed plan: it will count as lost")


class Progress:
    """Writes a plan's progress to the store, at most twice a second."""

    def __init__(
        self, store: PlanStore, plan_id: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.store, self.plan_id, self.clock = store, plan_id, clock
        self._written = float("-inf")

    def __call__(self, fraction: float, step: str, step_en: str) -> None:
        now = self.clock()
        if now - self._written < PROGRESS_EVERY_S:
            return
        self._written = now
        try:
            self.store.progress(self.plan_id, min(max(fraction, 0.0), 1.0), step, step_en)
        except Exception:
            # A plan is worth more than the news of it.
            log.exception("the store takes no progress")
