"""The versions of the index on disk: one folder each, written whole or not at all."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path

from knowledge_base.index.built import About, BrokenIndex, BuiltIndex, read_about, save

_VERSION = re.compile(r"\d{8}-\d{6}-[0-9a-f]{8}")
_POINTER = "active"


class UnknownVersion(LookupError):
    """No index of that name is on disk."""


class IndexVersions:
    """Folder of versions with a small file that names the active one."""

    def __init__(self, folder: Path, keep: int) -> None:
        """`keep` is how many versions stay on disk; the active one always does."""
        self._folder = folder
        self._keep = keep

    def active(self) -> str | None:
        """Return the active version's name, or None."""
        try:
            name = (self._folder / _POINTER).read_text("utf-8").strip()
        except OSError:
            return None
        return name if name in self._names() else None

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

    def activate(self, version: str) -> None:
        """Point to a version in one step, then delete the oldest beyond what is kept."""
        self.path(version)
        handle, name = tempfile.mkstemp(prefix=".active-", dir=self._folder)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(version + "\n")
        os.replace(name, self._folder / _POINTER)
        for old in self._names()[self._keep :]:
            if old != version:
                shutil.rmtree(self._folder / old, ignore_errors=True)

    def discard_unfinished(self) -> None:
        """Delete what an interrupted build left behind."""
        for rest in self._folder.glob(".unfinished-*"):
            shutil.rmtree(rest, ignore_errors=True)
        for rest in self._folder.glob(".active-*"):
            rest.unlink(missing_ok=True)

    def _names(self) -> list[str]:
        if not self._folder.is_dir():
            return []
        names = (p.name for p in self._folder.iterdir() if p.is_dir())
        return sorted((name for name in names if _VERSION.fullmatch(name)), reverse=True)
