"""Run what starts an event loop of its own in a thread of its own.

The browser that other tests keep open leaves a loop running in the thread of the tests, and there
cannot be two in one.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")


def in_own_thread(work: Callable[..., Result], *given: object) -> Result:
    """Return what the work returns, or raise what it raises."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(work, *given).result()
