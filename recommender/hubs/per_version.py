"""What is made from the register once for each of its versions."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from recommender.hubs.register import HubRegister

Made = TypeVar("Made")


class PerVersion(Generic[Made]):
    """Makes anew what `build` makes when any worker has changed the register."""

    def __init__(self, register: HubRegister, build: Callable[[int], Made]) -> None:
        self._register = register
        self._build = build
        self._lock = threading.Lock()
        self._kept: tuple[int, Made] | None = None

    def get(self) -> Made:
        """Return what was made from a register no older than at the time of the call."""
        kept, version = self._kept, self._register.version()
        if kept is None or kept[0] != version:
            with self._lock:
                # The version is read before the rows: should a change slip in between, the next
                # call sees a newer version and builds again.
                version = self._register.version()
                kept = self._kept
                if kept is None or kept[0] != version:
                    kept = self._kept = (version, self._build(version))
        return kept[1]
