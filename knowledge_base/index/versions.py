"""The versions of the index on disk: one folder each, written whole or not at all."""

from __future__ import annotations

import os
import re
import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fcntl import LOCK_EX, LOCK_NB, LOCK_SH, flock
from pathlib import Path
from typing import IO

from knowledge_base.index.built import About, BrokenIndex, BuiltIndex, read_about, save

_VERSION = re.compile(r"\d{8}-\d{6}-[0-9a-f]{8}")
_POINTER = "active"
_BUILDING, _POINTING = "building.lock", "pointing.lock"
# Whoever only looks whether somebody builds is in the way for less than this.
_LOOKED_AT_S = 0.5


class UnknownVersion(LookupError):
    """No index of that name is on disk."""


class AlreadyBuilding(RuntimeError):
    """Another process builds an index in the same folder."""


class PointerMoved(RuntimeError):
    """Somebody activated another version in the meantime."""


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
        words = self._pointed()
        while words and not self._holds(words[0]):
            before, words = words, self._pointed()
            # What was named a moment ago may be gone because another is named now.
            if words == before:
                return None
        if not words:
            return None
        revision = int(words[1]) if len(words) > 1 and words[1].isdecimal() else None
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
        if not self._holds(version):
            raise UnknownVersion(version)
        return self._folder / version

    def previous(self) -> str | None:
        """Return the newest readable version that is older than the active one, or None."""
        active = self.active()
        older = [about.version for about in self.all() if active and about.version < active]
        return older[0] if older else None

    def add(self, index: BuiltIndex) -> None:
        """Write a version beside the others and make it appear in one step; raises OSError."""
        self._folder.mkdir(parents=True, exist_ok=True)
        unfinished = self._aside("unfinished")
        # Not by tempfile: what it makes is closed to every other user of a shared folder.
        unfinished.mkdir()
        try:
            _written(index, unfinished)
            _to_disk(unfinished)
            os.replace(unfinished, self._folder / index.about.version)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)

    def activate(self, version: str, since_revision: int | None = None) -> None:
        """Point to a version in one step, then delete the oldest beyond what is kept."""
        self.path(version)
        with self._pointing():
            self._point(Pointer(version, since_revision))

    def activate_instead(self, version: str, of: Pointer | None) -> None:
        """Point to a version; raises PointerMoved where something else than `of` is active."""
        with self._pointing():
            if self.pointer() != of:
                raise PointerMoved(version)
            self._point(Pointer(version))

    def discard(self, version: str) -> None:
        """Delete a version; it is gone whole in one step. What is gone already may be."""
        aside = self._aside("gone")
        try:
            os.replace(self._folder / version, aside)
        except OSError:
            return
        shutil.rmtree(aside, ignore_errors=True)

    @contextmanager
    def building(self) -> Iterator[None]:
        """Hold the right to build; raises AlreadyBuilding. A process that dies lets it go."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / _BUILDING).open("ab") as file:
            end = time.monotonic() + _LOOKED_AT_S
            while not _taken(file, LOCK_EX):
                if time.monotonic() > end:
                    raise AlreadyBuilding(str(self._folder))
                time.sleep(0.01)
            # Nobody else builds: what lies about was left behind by one who died.
            self._discard_rests()
            yield

    def is_building(self) -> bool:
        """Tell whether some process builds right now."""
        try:
            with (self._folder / _BUILDING).open("rb") as file:
                return not _taken(file, LOCK_SH)
        except FileNotFoundError:
            return False

    @contextmanager
    def _pointing(self) -> Iterator[None]:
        """Hold the pointer, so that no version goes between being looked up and pointed to."""
        with (self._folder / _POINTING).open("ab") as file:
            flock(file, LOCK_EX)
            yield

    def _point(self, pointer: Pointer) -> None:
        self.path(pointer.version)
        aside = self._aside("active")
        try:
            with aside.open("x", encoding="utf-8") as file:
                revision = pointer.since_revision
                file.write(pointer.version + ("" if revision is None else f" {revision}") + "\n")
                file.flush()
                os.fsync(file.fileno())
            os.replace(aside, self._folder / _POINTER)
        finally:
            aside.unlink(missing_ok=True)
        for old in self._names()[self._keep :]:
            if old != pointer.version:
                self.discard(old)

    def _aside(self, what: str) -> Path:
        return self._folder / f".{what}-{uuid.uuid4().hex}"

    def _discard_rests(self) -> None:
        for what in ("unfinished", "gone"):
            for rest in self._folder.glob(f".{what}-*"):
                shutil.rmtree(rest, ignore_errors=True)
        with self._pointing():
            for rest in self._folder.glob(".active-*"):
                rest.unlink(missing_ok=True)

    def _pointed(self) -> list[str]:
        try:
            return (self._folder / _POINTER).read_text("utf-8").split()
        except (OSError, UnicodeDecodeError):
            return []

    def _holds(self, version: str) -> bool:
        return bool(_VERSION.fullmatch(version)) and (self._folder / version).is_dir()

    def _names(self) -> list[str]:
        if not self._folder.is_dir():
            return []
        names = (p.name for p in self._folder.iterdir() if p.is_dir())
        return sorted((name for name in names if _VERSION.fullmatch(name)), reverse=True)


def _taken(file: IO[bytes], how: int) -> bool:
    """Take a lock if nobody holds one against it; it lasts until the file is closed."""
    try:
        flock(file, how | LOCK_NB)
    except OSError:
        return False
    return True


def _written(index: BuiltIndex, folder: Path) -> None:
    try:
        save(index, folder)
    except RuntimeError as error:
        # So FAISS says that a disk is full.
        raise OSError(f"index {index.about.version} cannot be written: {error}") from error


def _to_disk(folder: Path) -> None:
    """Have everything in a folder written, so that no pointer outlives what it names."""
    for path in [*folder.rglob("*"), folder]:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
