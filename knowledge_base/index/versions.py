"""The versions of the index on disk: one folder each, written whole or not at all."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path

from knowledge_base.index.built import About, BrokenIndex, BuiltIndex, read_about, save

_VERSION = re.compile(r"\d{8}-\d{6}-[0-9a-f]{8}")
_POINTER = "active"
_LOCK = "building.lock"


class UnknownVersion(LookupError):
    """No index of that name is on disk."""


class AlreadyBuilding(RuntimeError):
    """Another process builds an index in the same folder."""


@dataclass(frozen=True)
class Pointer:
    """The active version, and the revision of the store whose later changes are added to it.

    That is the version's own where it was built and activated, and a newer one where somebody went
    back to it: what had changed by then is meant to be gone.
    """

    version: str
    since_revision: int | None = None

    def pinned(self, about: About) -> bool:
        """Tell whether somebody went back to this version: then no build follows by itself."""
        return self.since_revision is not None and self.since_revision > about.store_revision


class IndexVersions:
    """Folder of versions with a file that names the active one; several processes share it."""

    def __init__(self, folder: Path, keep: int) -> None:
        """`keep` is how many versions stay on disk; the active one always does."""
        self._folder = folder
        self._keep = keep

    def pointer(self) -> Pointer | None:
        """Return what is active, or None."""
        try:
            words = (self._folder / _POINTER).read_text("utf-8").split()
        except OSError:
            return None
        if not words or words[0] not in self._names():
            return None
        revision = int(words[1]) if len(words) > 1 and words[1].isdigit() else None
        return Pointer(words[0], revision)

    def active(self) -> str | None:
        """Return the active version's name, or None."""
        pointer = self.pointer()
        return pointer.version if pointer else None

    def all(self) -> list[About]:
        """Return what is known of each readable version, newest first."""
        found = []
        for name in self._names():
            try:
                found.append(read_about(self._folder / name))
            except BrokenIndex:
                continue
        return found

    def path(self, version: str) -> Path:
        """Return the folder of a version; raises UnknownVersion."""
        if version not in self._names():
            raise UnknownVersion(version)
        return self._folder / version

    def previous(self) -> str | None:
        """Return the newest readable version that is older than the active one, or None."""
        active = self.active()
        older = [about.version for about in self.all() if active and about.version < active]
        return older[0] if older else None

    def add(self, index: BuiltIndex) -> None:
        """Write a version beside the others and make it appear in one step."""
        self._folder.mkdir(parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=self._folder))
        try:
            save(index, unfinished)
            os.replace(unfinished, self._folder / index.about.version)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)

    def activate(self, version: str, since_revision: int | None = None) -> None:
        """Point to a version in one step, then delete the oldest beyond what is kept."""
        self.path(version)
        handle, name = tempfile.mkstemp(prefix=".active-", dir=self._folder)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(version if since_revision is None else f"{version} {since_revision}")
            file.write("\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, self._folder / _POINTER)
        for old in self._names()[self._keep :]:
            if old != version:
                shutil.rmtree(self._folder / old, ignore_errors=True)

    @contextmanager
    def building(self) -> Iterator[None]:
        """Hold the right to build; raises AlreadyBuilding. A process that dies lets it go."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / _LOCK).open("w") as file:
            try:
                flock(file, LOCK_EX | LOCK_NB)
            except OSError as error:
                raise AlreadyBuilding(str(self._folder)) from error
            # Nobody else builds: what lies about was left behind by one who died.
            self._discard_unfinished()
            yield

    def is_building(self) -> bool:
        """Tell whether some process builds right now."""
        try:
            with self.building():
                return False
        except AlreadyBuilding:
            return True

    def _discard_unfinished(self) -> None:
        for rest in self._folder.glob(".unfinished-*"):
            shutil.rmtree(rest, ignore_errors=True)
        for rest in self._folder.glob(".active-*"):
            rest.unlink(missing_ok=True)

    def _names(self) -> list[str]:
        if not self._folder.is_dir():
            return []
        names = (p.name for p in self._folder.iterdir() if p.is_dir())
        return sorted((name for name in names if _VERSION.fullmatch(name)), reverse=True)
