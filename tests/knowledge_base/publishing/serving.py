"""A real service on a free port, for tests that need its processes."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from knowledge_base.settings import Settings
from tests.knowledge_base.conftest import TOKEN, wait_until

_PATIENCE_S = 20


@dataclass(frozen=True)
class Service:
    """A gunicorn and its workers."""

    master: subprocess.Popen[bytes]
    url: str

    def ask(self, path: str, method: str = "GET", body: dict[str, Any] | None = None) -> Any:
        """Return a JSON answer over a connection of its own; raises HTTPError, URLError."""
        headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, headers, method=method)
        with urllib.request.urlopen(request, timeout=_PATIENCE_S) as answer:
            return json.load(answer)

    def search(self, question: str) -> Any:
        """Return the answer to a question."""
        return self.ask("/v1/search?" + urlencode({"q": question, "limit": 10}))

    def workers(self) -> list[int]:
        """Return the ids of the worker processes."""
        pid = self.master.pid
        return [int(w) for w in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def of_each_worker(self, ask: Callable[[], Any]) -> list[Any]:
        """Return what every worker answers, the others standing still meanwhile."""
        found = []
        for one in self.workers():
            others = [other for other in self.workers() if other != one]
            for other in others:
                os.kill(other, signal.SIGSTOP)
            try:
                found.append(ask())
            finally:
                for other in others:
                    os.kill(other, signal.SIGCONT)
        return found

    def ready(self) -> bool:
        """Tell whether the service answers."""
        try:
            return bool(self.ask("/readyz")["status"] == "ready")
        except (OSError, ValueError):
            return False


@contextmanager
def running(settings: Settings, workers: int) -> Iterator[Service]:
    """Run the service until every worker is ready; it ends with the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | settings.environment()
    environment |= {
        "KNOWLEDGE_BASE_EDITOR_TOKEN": TOKEN,
        "KNOWLEDGE_BASE_HOST": "127.0.0.1",
        "KNOWLEDGE_BASE_PORT": str(port),
        "KNOWLEDGE_BASE_WORKERS": str(workers),
    }
    configuration = "python:knowledge_base.service.gunicorn_conf"
    application = "knowledge_base.service.app:create_app()"
    command = [sys.executable, "-m", "gunicorn", "--config", configuration, application]
    log = (settings.var.parent / f"service-{port}.log").open("wb")
    master = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    service = Service(master, f"http://127.0.0.1:{port}")
    try:
        wait_until(service.ready)
        wait_until(lambda: len(service.workers()) == workers)
        wait_until(lambda: all(service.of_each_worker(service.ready)))
        yield service
    finally:
        master.terminate()
        try:
            master.wait(_PATIENCE_S)
        except subprocess.TimeoutExpired:
            master.kill()
            master.wait()
        log.close()


def within(seconds: float, true: Callable[[], bool]) -> bool:
    """Tell whether something comes true in time."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True
