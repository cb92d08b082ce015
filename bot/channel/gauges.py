"""What is looked up in the store at each scrape: whether it answers, and what waits in it."""

from __future__ import annotations

import asyncio
import logging
import threading
import time

from bot.channel import metrics
from bot.channel.late.queue import LateQueue
from bot.channel.outbound.queue import OutboundQueue
from bot.channel.replies_store import RepliesStore

logger = logging.getLogger(__name__)
# Prometheus itself gives up after ten seconds.
PATIENCE_S = 4.0


class Lookout:
    """Looks at the store beside the loop, one look at a time, and waits for it a little.

    A database whose packets are lost holds whoever asks it for minutes: at each scrape another
    of the threads that turns need would be gone.
    """

    def __init__(
        self,
        store: RepliesStore,
        late: LateQueue | None,
        outbound: OutboundQueue | None,
        patience_s: float = PATIENCE_S,
    ) -> None:
        self._places = (store, late, outbound)
        self._patience_s = patience_s
        self._running: threading.Thread | None = None

    async def look(self) -> None:
        """Set the gauges; a store that is silent for so long is away."""
        if self._running is None or not self._running.is_alive():
            self._running = threading.Thread(target=look, args=self._places, daemon=True)
            self._running.start()
        await asyncio.to_thread(self._running.join, self._patience_s)
        if self._running.is_alive():
            metrics.STORE_UP.set(0)


def look(store: RepliesStore, late: LateQueue | None, outbound: OutboundQueue | None) -> None:
    """Set the gauges; where a queue is not in use nothing waits in it.

    A store that does not answer leaves the gauges of the queues as they were.
    """
    try:
        store.check()
        late_waiting, received_at = late.backlog() if late else (0, None)
        numbers, due_at = outbound.backlog() if outbound else (0, None)
    except Exception as error:
        logger.warning("the store does not answer: %s", type(error).__name__)
        metrics.STORE_UP.set(0)
        return
    metrics.STORE_UP.set(1)
    metrics.LATE_WAITING.set(late_waiting)
    metrics.LATE_OLDEST.set(_since(received_at))
    metrics.OUTBOUND_WAITING.set(numbers)
    metrics.OUTBOUND_OVERDUE.set(_since(due_at))


def _since(moment: float | None) -> float:
    """Seconds since a moment of the past; 0 where it is still to come or there is none."""
    return 0.0 if moment is None else max(0.0, time.time() - moment)
