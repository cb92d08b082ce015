"""Prometheus' own programs: a test that lacks one says so, and fails where all can be installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

PACKAGES = {
    "promtool": "prometheus",
    "prometheus": "prometheus",
    "amtool": "prometheus-alertmanager",
    "prometheus-alertmanager": "prometheus-alertmanager",
    "kubectl": "kubectl",
}
LIMIT_S = 120


def needed(program: str) -> str:
    """The path of a program; skips the test where it is missing, or fails it with CI=true."""
    found = shutil.which(program)
    if found is None:
        reason = f"{program} is not installed (Debian's package {PACKAGES[program]})"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


def run(program: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a program to its end and return what it said."""
    command = [needed(program), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=LIMIT_S, check=False)


def passes(program: str, *arguments: str | Path) -> str:
    """Run a program that must succeed; return what it said."""
    done = run(program, *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
