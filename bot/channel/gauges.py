"""What is looked up in the store at each scrape: whether it answers, and what waits in it."""

from __future__ import annotations

import logging
import time

from bot.channel import metrics
from bot.channel.late.queue import LateQueue
from bot.channel.outbound.queue import OutboundQueue
from bot.channel.replies_store import RepliesStore

logger = logging.getLogger(__name__)


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
