"""What `make` tells a person, and what it leaves alone."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_a_taken_port_is_named() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        done = subprocess.run(
            [sys.executable, ROOT / ".make" / "run.py"],
            env=os.environ | {"KNOWLEDGE_BASE_PORT": port},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode != 0
    assert f"port {port} (knowledge_base) is taken" in done.stderr
    assert "Traceback" not in done.stderr


def test_help_lists_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^\.PHONY: (.*)$", makefile, flags=re.M)[0].split())
    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert targets == set(re.findall(r"make (\S+)", listed.stdout))


def test_an_unchanged_model_is_not_trained_again() -> None:
    python = ROOT / ".venvs" / "chat" / "bin" / "python"
    done = subprocess.run(
        [python, ROOT / ".make" / "train.py"], capture_output=True, text=True, check=True
    )
    assert "up to date" in done.stdout
