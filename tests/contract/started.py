"""A service in a process of its own, what it writes, and what it asks of others."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import requests

ROOT = Path(__file__).parents[2]
PATIENCE_S = 90


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class Started:
    """A process whose standard output is kept; `output` is whole once it has ended."""

    def __init__(self, command: Sequence[str], settings: Mapping[str, str], url: str) -> None:
        self.url = url
        environment = {**os.environ, "TECHHUB_ENV": "development", "PYTHONUNBUFFERED": "1"}
        environment |= settings
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._lines: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        self._lines.extend(self.process.stdout)

    @property
    def output(self) -> str:
        return "".join(self._lines)

    def ask(self, method: str, path: str, **content: Any) -> requests.Response:
        session = requests.Session()
        # Proxies of the environment have no say in traffic to this machine.
        session.trust_env = False
        return session.request(method, self.url + path, timeout=20, **content)

    def wait_until_alive(self) -> None:
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            assert self.process.poll() is None, self.output
            try:
                self.ask("GET", "/healthz")
                return
            except requests.ConnectionError:
                time.sleep(0.1)
        raise AssertionError(f"it does not answer:\n{self.output}")

    def end(self) -> str:
        """End the process as Kubernetes does, and return all that it wrote."""
        self.process.terminate()
        self.process.wait(30)
        self._reader.join(10)
        if self.process.stdout is not None:
            self.process.stdout.close()
        return self.output


@contextmanager
def started(command: Sequence[str], settings: Mapping[str, str], url: str) -> Iterator[Started]:
    """A process that answers at `url`; it ends with the block."""
    process = Started(command, settings, url)
    try:
        process.wait_until_alive()
        yield process
    finally:
        process.end()


class Listening:
    """A server that gives one answer to everybody and keeps the headers that it was sent."""

    def __init__(self, body: Any, status: int = 200) -> None:
        self.headers: list[dict[str, str]] = []
        outer, content = self, json.dumps(body).encode()

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                outer.headers.append({name.lower(): word for name, word in self.headers.items()})
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_POST = do_GET  # noqa: N815

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def __enter__(self) -> Listening:
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
