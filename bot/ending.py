"""How a command of the bot ends that is asked to: at once, its transactions rolled back."""

from __future__ import annotations

import signal
import sys
from types import FrameType

from psycopg2.extensions import set_wait_callback
from psycopg2.extras import wait_select


def end_on_term() -> None:
    """Let SIGTERM end the program as an exit does, also while PostgreSQL makes it wait.

    The first process of a container would not even hear it otherwise.
    """
    # Else the driver waits in C, where no signal of Python's is looked at.
    set_wait_callback(wait_select)
    signal.signal(signal.SIGTERM, _end)


def _end(number: int, _frame: FrameType | None) -> None:
    # Asked twice, it still closes what it holds.
    signal.signal(number, signal.SIG_IGN)
    sys.exit(128 + number)
