"""Where the tests find the original sources, or why they do without."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from recommender.sources.originals import Fetcher

CHECKOUT = Path(__file__).resolve().parents[2]


def mirror() -> Path | None:
    """Return the mirror that TECHHUB_MIRROR names, else the one beside the checkout, else None."""
    named = os.environ.get("TECHHUB_MIRROR")
    folder = Path(named) if named else CHECKOUT.parent / "shared" / "data" / "raw"
    return folder if folder.is_dir() else None


needs_mirror = pytest.mark.skipif(
    mirror() is None, reason="the original sources are not here: TECHHUB_MIRROR names no folder"
)


def fetcher(tmp_path: Path) -> Fetcher:
    """Return a fetcher of the mirror; only for tests marked `needs_mirror`."""
    return Fetcher(mirror(), tmp_path)
