"""Plans are solved aside, a few at a time, so that no request waits for a long one."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextvars import copy_context

from recommender import trace
from recommender.plan.claims import Claim, claim_of
from recommender.plan.plans import Document, PlanFailed, PlanStore

log = logging.getLogger(__name__)

THREADS, ROOM = 2, 10
# Well below the time after which a silent worker's plans are taken up by another.
BEAT_S = 3.0
# A plan that takes longer hangs: it gets no more signs of life. All that a full queue of the
# longest plans needs is less.
LONGEST_S = 900.0
PROGRESS_EVERY_S = 0.5

Report = Callable[[float, str, str], None]
Solve = Callable[[Report], Document]
Again = Callable[[Document], Solve]


class QueueFull(RuntimeError):
    """As many plans are being solved, or wait for it, as there is room for."""


class Left(RuntimeError):
    """The worker ends, and the plan is another worker's to solve."""


class PlanQueue:
    """A few threads that solve; what they find is in the store, where every worker sees it.

    `solve` is given a function that takes its progress (from 0 to 1, the step in Spanish and in
    English) and returns the plan's answer with its `status`, "done" or "infeasible". `again` makes
    such a function of a plan that another worker has left; while it is None none is taken up.
    """

    def __init__(
        self, store: PlanStore, wait_s: float, threads: int = THREADS, room: int = ROOM
    ) -> None:
        self.store = store
        self.wait_s = wait_s
        self.again: Again | None = None
        self._room = threading.BoundedSemaphore(room)
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="plan")
        self._solving: dict[Claim, float] = {}
        self._futures: set[Future[Document | None]] = set()
        self._ending, self._left = threading.Event(), threading.Event()
        self._beats = threading.Thread(target=self._beat_on, name="plan-beat", daemon=True)
        self._beats.start()

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
            future = self._begin(begun, solve)
        except BaseException:
            self._room.release()
            raise
        return self._within(future) or begun

    def take_up(self) -> bool:
        """Solve one plan that another worker has left; False where there is none, or no room."""
        if self.again is None or self._ending.is_set() or not self._room.acquire(blocking=False):
            return False
        try:
            # One that hangs here would hang a second thread.
            left = self.store.take_up(but=[claim.plan_id for claim in list(self._solving)])
            if left is not None:
                # Its id opens the plan to whoever reads it.
                log.info("a plan was left by its worker and is taken up")
                self._begin(left, self.again(left))
        except BaseException:
            self._room.release()
            raise
        if left is None:
            self._room.release()
        return left is not None

    def beat(self) -> None:
        """Tell the store that this worker still has its plans."""
        since = time.monotonic() - LONGEST_S
        alive = [claim for claim, begun in list(self._solving.items()) if begun > since]
        if alive:
            self.store.beat(alive)

    def waiting(self) -> tuple[int, float]:
        """Return how many plans are being solved or wait for it in this process, and the seconds
        since the first of them was asked for.
        """
        begun = list(self._solving.values())
        return len(begun), time.monotonic() - min(begun) if begun else 0.0

    def leave(self, wait_s: float) -> None:
        """Take no more plans; those not solved in `wait_s` seconds are left to other workers."""
        self._ending.set()
        # With signs of life meanwhile: else another worker would begin what is nearly done.
        wait(list(self._futures), wait_s)
        unsolved = list(self._solving)
        # Before they are left: a solver's progress would be taken for a sign of life.
        self._left.set()
        self._beats.join(BEAT_S)
        self._pool.shutdown(wait=False, cancel_futures=True)
        if unsolved:
            self.store.leave(unsolved)

    def _beat_on(self) -> None:
        while not self._left.wait(BEAT_S):
            with trace.background():
                try:
                    self.beat()
                    while self.take_up():
                        pass
                except Exception as error:
                    # Every few seconds while the store is away: its name will do.
                    log.warning("the store takes no sign of life: %s", type(error).__name__)

    def _begin(self, plan: Document, solve: Solve) -> Future[Document | None]:
        self._solving[claim_of(plan)] = time.monotonic()
        # What the thread logs belongs to the request that asked.
        future = self._pool.submit(copy_context().run, self._solve, plan, solve)
        self._futures.add(future)
        future.add_done_callback(self._futures.discard)
        return future

    def _within(self, future: Future[Document | None]) -> Document | None:
        if self.wait_s <= 0 or not wait([future], self.wait_s).done:
            return None
        plan = future.result()
        if plan is None or plan["status"] == "failed":
            raise PlanFailed
        return plan

    def _solve(self, begun: Document, solve: Solve) -> Document | None:
        """Solve and keep the plan; None where it failed, which the log and the store say."""
        try:
            answer = solve(self._reporting(claim_of(begun)))
            return self.store.finish({**begun, **answer}, answer["status"])
        except Left:
            return None
        except Exception:
            # The thread has nobody to raise to once the request has been answered.
            log.exception("a plan could not be solved")
            self._keep_failed(begun)
            return None
        finally:
            self._solving.pop(claim_of(begun), None)
            self._room.release()

    def _reporting(self, claim: Claim) -> Report:
        progress = Progress(self.store, claim)

        def report(fraction: float, step: str, step_en: str) -> None:
            if self._left.is_set():
                raise Left
            progress(fraction, step, step_en)

        return report

    def _keep_failed(self, begun: Document) -> None:
        try:
            self.store.finish(begun, "failed")
        except Exception:
            log.exception("the store does not take a failed plan: it will count as lost")


class Progress:
    """Writes a plan's progress to the store, at most twice a second."""

    def __init__(
        self, store: PlanStore, claim: Claim, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.store, self.claim, self.clock = store, claim, clock
        self._written = float("-inf")

    def __call__(self, fraction: float, step: str, step_en: str) -> None:
        now = self.clock()
        if now - self._written < PROGRESS_EVERY_S:
            return
        self._written = now
        try:
            self.store.progress(self.claim, min(max(fraction, 0.0), 1.0), step, step_en)
        except Exception:
            # A plan is worth more than the news of it.
            log.exception("the store takes no progress")
