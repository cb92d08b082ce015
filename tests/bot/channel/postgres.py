"""A PostgreSQL server of these tests alone, on a socket, as a user that is not root."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

SERVER_USER = "postgres"


def _programs() -> Path | None:
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    found = shutil.which("pg_ctl")
    return folders[-1] if folders else Path(found).parent if found else None


@contextmanager
def serving_postgres() -> Iterator[str]:
    """The SQLAlchemy URL of a fresh database; skips where no server can be started."""
    programs = _programs()
    if programs is None:
        pytest.skip("no PostgreSQL server programs on this machine")
    root = os.geteuid() == 0
    if root and not shutil.which("runuser"):
        pytest.skip("PostgreSQL does not run as root, and runuser is missing")
    become = ["runuser", "-u", SERVER_USER, "--"] if root else []
    folder = Path(tempfile.mkdtemp(prefix="bot-pg-"))
    if root:
        shutil.chown(folder, SERVER_USER)

    def run(*command: str) -> None:
        done = [*become, str(programs / command[0]), *command[1:]]
        subprocess.run(done, check=True, cwd=folder, stdout=subprocess.DEVNULL)

    data = str(folder / "data")
    run("initdb", "-D", data, "-U", "bot", "-A", "trust", "-N")
    # What a power cut would lose is no concern of a test.
    options = f"-c listen_addresses='' -c fsync=off -k {folder}"
    run("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start")
    try:
        yield f"postgresql+psycopg2://bot@/postgres?host={folder}"
    finally:
        run("pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
