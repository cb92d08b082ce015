"""Have versions of the index built in a process of its own, which may die without harm."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence

from knowledge_base.index.versions import IndexVersions

_COMMAND = (sys.executable, "-m", "knowledge_base.publishing", "--events", "build")
# A build that nobody asked for and that is refused or fails would be begun again at once.
_REST_S = 60.0


class BuildBeside:
    """Starts builds one at a time. One thread calls `step`; every thread may `ask`."""

    def __init__(
        self,
        versions: IndexVersions,
        environment: Mapping[str, str],
        command: Sequence[str] = _COMMAND,
        rest_s: float = _REST_S,
    ) -> None:
        """`rest_s` lies between the beginnings of two builds that nobody asked for."""
        self._versions = versions
        self._environment = dict(environment)
        self._command = tuple(command)
        self._rest_s = rest_s
        self._rested_at = 0.0
        self._asked = self._forced = False
        self._child: subprocess.Popen[bytes] | None = None

    def ask(self, force: bool = False) -> None:
        """Ask for a build; it begins with the next `step` in which no other is at work."""
        self._forced = self._forced or force
        self._asked = True

    def step(self, wanted: bool) -> bool:
        """Begin a build that was asked for, or is `wanted` by itself; tell whether one began."""
        if self._child and self._child.poll() is None:
            return False
        due = wanted and time.monotonic() >= self._rested_at
        if not (self._asked or due) or self._versions.is_building():
            return False
        options = ["--force"] if self._forced else []
        self._asked = self._forced = False
        self._rested_at = time.monotonic() + self._rest_s
        self._child = subprocess.Popen(
            [*self._command, *options],
            env={**os.environ, **self._environment},
            start_new_session=True,
        )
        return True

    def stop(self) -> None:
        """End a build that is at work: it holds this process's output, and can be repeated."""
        if self._child and self._child.poll() is None:
            self._child.terminate()
            self._child.wait()
