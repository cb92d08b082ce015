"""Run a stage only when what it depends on has changed."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from recommender.pipeline.progress import Progress

PACKAGE = Path(__file__).resolve().parent.parent


def fingerprint(*parts: object) -> str:
    """Return a hash of anything that JSON can hold."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode("utf-8")).hexdigest()


def code_of(*names: str) -> dict[str, str]:
    """Return the hash of each Python file under parts of this package, by its path."""
    files = sorted(file for name in names for file in _python_files(PACKAGE / name))
    return {
        file.relative_to(PACKAGE).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in files
    }


def versions_of(*distributions: str) -> dict[str, str]:
    """Return the installed version of each distribution, or of its build for CPUs alone."""
    return {name: _version(name) for name in distributions}


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return importlib.metadata.version(f"{name}-cpu")


def _python_files(path: Path) -> Iterable[Path]:
    return path.rglob("*.py") if path.is_dir() else [path]


@dataclass(frozen=True)
class Runner:
    """Remembers in `folder` the fingerprint with which each stage last ended."""

    folder: Path
    progress: Progress

    def run(self, name: str, key: str, outputs: list[Path], stage: Callable[[], None]) -> bool:
        """Run a stage unless it ended with this key and its outputs stand; return whether it ran.

        A stage that fails leaves no key behind, so it is run again.
        """
        record = self.folder / f"{name}.key"
        unchanged = record.is_file() and record.read_text(encoding="utf-8") == key
        if unchanged and all(path.exists() for path in outputs):
            self.progress.say(f"{name}: unchanged, not run again")
            self.progress.stage_done()
            return False
        record.unlink(missing_ok=True)
        self.progress.say(f"{name}: ...")
        start = time.monotonic()
        stage()
        self.folder.mkdir(parents=True, exist_ok=True)
        record.write_text(key, encoding="utf-8")
        self.progress.say(f"{name}: done in {time.monotonic() - start:.0f} s")
        self.progress.stage_done()
        return True
