"""Run a piece of work in a process of its own, to tell its CPU seconds and memory from all else."""

from __future__ import annotations

import multiprocessing
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Cost:
    """CPU seconds (of child processes too), and the peak of resident memory above the start."""

    answer: Any
    cpu_s: float
    above_start_mb: float
    peak_mb: float


def apart(work: Callable[..., Any], *given: Any, ready: Callable[[], Any] | None = None) -> Cost:
    """Call `work` in a fresh process, after `ready` (imports, loading) which is not counted.

    What `ready` returns is handed to `work` first.
    """
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(_measured, (work, given, ready))


def _measured(
    work: Callable[..., Any], given: tuple[Any, ...], ready: Callable[[], Any] | None
) -> Cost:
    first = () if ready is None else (ready(),)
    start_mb, began = _resident_mb(), _cpu_s()
    answer = work(*first, *given)
    cpu_s = _cpu_s() - began
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    return Cost(answer, cpu_s, max(peak_mb - start_mb, 0.0), peak_mb)


def _cpu_s() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6
