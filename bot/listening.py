"""Whether the bot has ever listened, in whichever of its processes.

Sanic ends without a fault where it cannot, because the port is taken, say.
"""

from __future__ import annotations

import mmap

# Shared with the processes that are forked from this one.
_SHARED = mmap.mmap(-1, 1)


def note() -> None:
    """Note that this process listens."""
    _SHARED[0] = 1


def has_listened() -> bool:
    """Whether this process or one that was forked from it has listened."""
    return _SHARED[0] == 1
