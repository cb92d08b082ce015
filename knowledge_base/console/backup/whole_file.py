"""A file that appears under its name once it is whole, readable by its owner alone."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

_PART = ".part"


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """Write to a file beside `path` (mode 600) and rename it at the end; on an error it goes.

    What a killed run left beside `path` is removed first. Raises OSError.
    """
    sweep(path.parent, f".{path.name}.")
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=_PART, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            # Held while it is written, so that another run does not take it for a leftover.
            fcntl.flock(out, fcntl.LOCK_EX)
            yield out
            out.flush()
            os.fsync(out.fileno())
            os.replace(name, path)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(name)
        raise
    _sync_folder(path.parent)


def sweep(folder: Path, prefix: str) -> None:
    """Remove what killed runs left of files whose hidden names begin with `prefix`."""
    for left in folder.iterdir():
        if not (left.name.startswith(prefix) and left.name.endswith(_PART)):
            continue
        with suppress(OSError), left.open("rb") as held:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            left.unlink()


def _sync_folder(folder: Path) -> None:
    """A name is on the disk only once its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
