"""What a build says of how far it is: bars on a terminal, plain lines anywhere else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TextIO, TypeVar

from tqdm import tqdm

Item = TypeVar("Item")


class Progress:
    """The lines and bars of one command, all on one stream.

    A log file or a pipe gets a line a step: a bar would fill it with carriage returns.
    """

    def __init__(self, stream: TextIO, stages: int = 0) -> None:
        self._stream = stream
        self._terminal = stream.isatty()
        self._stages = self._bar(stages, "stages") if self._terminal and stages else None

    def say(self, line: str) -> None:
        """Write a line, above the bars where there are any."""
        if self._terminal:
            tqdm.write(line, file=self._stream)
        else:
            print(line, file=self._stream, flush=True)

    def track(self, items: Sequence[Item], title: str) -> Iterable[Item]:
        """Yield the items; a bar, or a line after each, shows how many of them are done."""
        if self._terminal:
            with self._bar(len(items), title) as bar:
                for item in items:
                    yield item
                    bar.update()
            return
        for number, item in enumerate(items, start=1):
            yield item
            self.say(f"{title}: {number} of {len(items)}")

    def stage_done(self) -> None:
        """Move the bar of the stages on by one."""
        if self._stages is not None:
            self._stages.update()

    def close(self) -> None:
        """Leave the stages' bar as it is and give the line back."""
        if self._stages is not None:
            self._stages.close()

    def _bar(self, total: int, title: str) -> tqdm[None]:
        # The bar of the stages stays, those of the work within a stage go when it is done.
        return tqdm(
            total=total,
            desc=title,
            file=self._stream,
            leave=title == "stages",
            dynamic_ncols=True,
        )
