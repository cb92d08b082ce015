"""Copies by date in one folder: which are there, and which are old enough to go.

A name tells the second (UTC) and whether the register of hubs is missing, so that nothing has to be
opened, and no file's own time is believed, which changes when a folder is moved.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from knowledge_base.console.backup.whole_file import sweep

_PREFIX = "techhub-"
_FORM = "%Y-%m-%dT%H%M%SZ"
_NAME = re.compile(rf"{_PREFIX}(\d{{4}}-\d\d-\d\dT\d{{6}}Z)(-sin-hubs)?\.thb")


@dataclass(frozen=True)
class Copy:
    """A copy in the folder; `whole` where it holds the register of hubs too."""

    path: Path
    made_at: datetime
    whole: bool


def path_of(folder: Path, made_at: datetime, *, whole: bool) -> Path:
    """Return where a copy of this moment goes."""
    lacks = "" if whole else "-sin-hubs"
    return folder / f"{_PREFIX}{made_at.astimezone(UTC).strftime(_FORM)}{lacks}.thb"


def copies(folder: Path) -> list[Copy]:
    """Return the copies of a folder, the newest first, of one second that with the hubs; other
    files are not looked at.
    """
    found = []
    for path in folder.iterdir():
        if (match := _NAME.fullmatch(path.name)) and path.is_file():
            try:
                made_at = datetime.strptime(match[1], _FORM).replace(tzinfo=UTC)
            except ValueError:
                continue  # a name like ours, of no day that there is
            found.append(Copy(path, made_at, match[2] is None))
    return sorted(found, key=lambda copy: (copy.made_at, copy.whole), reverse=True)


def drop_old(folder: Path, newest: Path, keep_days: int, now: datetime) -> list[Path]:
    """Delete the copies of over `keep_days` days ago; return them.

    `newest` is known to be good and stays, and so does the last one with the register of hubs. What
    killed runs left unfinished goes too. Raises OSError.
    """
    sweep(folder, f".{_PREFIX}")
    there = copies(folder)
    last_whole = next((copy.path for copy in there if copy.whole), None)
    before = now - timedelta(days=keep_days)
    gone = [
        copy.path
        for copy in there
        if copy.made_at < before and copy.path not in (newest, last_whole)
    ]
    for path in gone:
        path.unlink(missing_ok=True)
    return gone
