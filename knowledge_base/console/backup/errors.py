"""What can go wrong with a copy; every message is in Spanish and says what to do."""

from __future__ import annotations


class BackupError(Exception):
    """The copy was not made, or nothing was restored."""


class WrongKey(BackupError):
    """The file was written with another key."""


class DamagedFile(BackupError):
    """The file is cut, altered, or no copy at all."""
