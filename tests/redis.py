"""A Redis server of one test alone, on a free port, without files."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.certificates import make_authority, make_certificate

START_S = 10.0


@dataclass(frozen=True)
class SealedRedis:
    """Where it listens, with a certificate for localhost, and the files of two authorities."""

    port: int
    authority: Path
    other_authority: Path

    def url(self, host: str = "localhost") -> str:
        return f"rediss://{host}:{self.port}/0"


@contextmanager
def serving_redis() -> Iterator[str]:
    """The URL of a fresh server; skips where the program is missing, save in CI."""
    port = _free_port()
    with _running(port, "--port", str(port)):
        yield f"redis://127.0.0.1:{port}/0"


@contextmanager
def serving_redis_over_tls() -> Iterator[SealedRedis]:
    """A fresh server that speaks TLS alone; skips as `serving_redis` does."""
    port = _free_port()
    with tempfile.TemporaryDirectory(prefix="redis-tls-") as name:
        folder = Path(name)
        signed, _ = make_authority(folder / "ca.pem"), make_authority(folder / "other.pem")
        make_certificate(folder, "redis.example.org", *signed)
        files = ("--tls-cert-file", f"{name}/cert.pem", "--tls-key-file", f"{name}/key.pem")
        given = ("--port", "0", "--tls-port", str(port), "--tls-auth-clients", "no", *files)
        with _running(port, *given, "--tls-ca-cert-file", f"{name}/ca.pem"):
            yield SealedRedis(port, folder / "ca.pem", folder / "other.pem")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _running(port: int, *given: str) -> Iterator[None]:
    program = shutil.which("redis-server")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("redis-server is not installed")
        pytest.skip("redis-server is not installed")
    without_files = ("--save", "", "--appendonly", "no", "--bind", "127.0.0.1")
    server = subprocess.Popen([program, *given, *without_files], stdout=subprocess.DEVNULL)
    end = time.monotonic() + START_S
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    try:
        yield
    finally:
        server.kill()
        server.wait()
