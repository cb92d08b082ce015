"""Show how far a run is: a bar on a terminal, lines elsewhere."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

_LINES_APART = 25


class Shown:
    """Counts the links looked at. Use as a context; `out` is standard error unless said."""

    def __init__(self, total: int, out: TextIO | None = None) -> None:
        self._out = out or sys.stderr
        self._total = total
        self._done = self._dead = 0
        self._bar = _bar(self._out) if self._out.isatty() else None
        self._task = self._bar.add_task("0 muertos", total=total) if self._bar else None

    def __enter__(self) -> Shown:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar:
            self._bar.stop()

    def step(self, dead: bool) -> None:
        """Count one more link."""
        self._done += 1
        self._dead += dead
        word = "muerto" if self._dead == 1 else "muertos"
        if self._bar and self._task is not None:
            self._bar.update(self._task, advance=1, description=f"{self._dead} {word}")
        elif self._done % _LINES_APART == 0 or self._done == self._total:
            print(f"[{self._done}/{self._total}] {self._dead} {word}", file=self._out, flush=True)


def _bar(out: TextIO) -> Progress:
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    return Progress(*columns, TimeRemainingColumn(), console=Console(file=out))
