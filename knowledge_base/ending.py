"""How a command ends that is asked to: at once, with what it holds open closed on the way."""

from __future__ import annotations

import signal
import sys
from types import FrameType

TERMINATED = 128 + signal.SIGTERM


def end_on_term() -> None:
    """Let SIGTERM end the program as an exit does: transactions go back, half a file goes.

    The first process of a container would not even hear it otherwise.
    """
    signal.signal(signal.SIGTERM, _end)


def _end(number: int, _frame: FrameType | None) -> None:
    # Asked twice, it still closes what it holds.
    signal.signal(number, signal.SIG_IGN)
    sys.exit(TERMINATED)
