"""The evaluations need the packages of the services' environment, whatever `python` starts them."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

PYTHON = Path(__file__).resolve().parents[2] / ".venvs" / "services" / "bin" / "python"
NEEDED = ("requests", "sqlalchemy", "honcho", "pytest")


def ensure() -> None:
    """Go on in that environment where this one lacks a package; end with a sentence without it."""
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if not missing:
        return
    if not PYTHON.exists() or Path(sys.prefix) == PYTHON.parent.parent:
        raise SystemExit(f"{', '.join(missing)} is missing: run `make test` or `make bench` once")
    # `python -m` leaves the module's name in the interpreter's own list of arguments.
    os.execv(PYTHON, [str(PYTHON), *sys.orig_argv[1:]])
