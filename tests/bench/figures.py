"""What a measurement is, and how times are taken: many rounds, by median and 95th percentile."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median, quantiles
from typing import TypeVar

Asked = TypeVar("Asked")


@dataclass(frozen=True)
class Figure:
    """One figure.

    `bar` is the limit it must keep (at most, or at least when `at_least`); `peer` names what the
    same run was compared with, `ratio` is value over the peer's value, `median_of` counts rounds.
    """

    subject: str
    name: str
    value: float
    unit: str
    bar: float | None = None
    at_least: bool = False
    peer: str | None = None
    ratio: float | None = None
    median_of: int = 1

    @property
    def holds(self) -> bool | None:
        """Whether the bar is kept; None where there is none."""
        if self.bar is None:
            return None
        return self.value >= self.bar if self.at_least else self.value <= self.bar


def times_ms(ask: Callable[[Asked], object], questions: Iterable[Asked]) -> list[float]:
    """Milliseconds of each question, one after the other."""
    taken = []
    for question in questions:
        began = time.perf_counter()
        ask(question)
        taken.append(1000.0 * (time.perf_counter() - began))
    return taken


def middle_and_p95(taken: list[float]) -> tuple[float, float]:
    """Median and 95th percentile."""
    return median(taken), quantiles(taken, n=20)[-1]
