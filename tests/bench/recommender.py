"""The recommender as a pod starts it, for what is measured from outside."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

PATIENCE_S = 120.0


@dataclass(frozen=True)
class Running:
    """A service that is ready: its address, its master's process, and how long it took."""

    url: str
    process: int
    ready_s: float


@contextmanager
def running_recommender(variables: Mapping[str, str] | None = None) -> Iterator[Running]:
    """Start gunicorn with a store of its own, on a free port, and end it afterwards.

    `variables` are set beside those of the caller.
    """
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "RECOMMENDER_PORT": str(port),
            "TECHHUB_VAR": folder,
            "RECOMMENDER_DATABASE_URL": "",
            **(variables or {}),
        }
        began = time.perf_counter()
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-c", "recommender/gunicorn.conf.py",
             "recommender.service.app:create_app()"],
            env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            wait_ready(f"{url}/readyz")
            yield Running(url, server.pid, time.perf_counter() - began)
        finally:
            server.terminate()
            server.wait()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def wait_ready(url: str) -> None:
    """Return once the address answers with success."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise RuntimeError(f"{url} did not get ready in {PATIENCE_S:.0f} s")
