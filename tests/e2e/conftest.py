"""The running stack, started once for all conversations, on free ports, in a folder of its own."""

from __future__ import annotations

import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.e2e.phone import Phone

ROOT = Path(__file__).resolve().parents[2]
START_LIMIT_S = 240
ADDRESSES = (
    "ACTIONS_URL",
    "RECOMMENDER_URL",
    "KNOWLEDGE_BASE_URL",
    "RECOMMENDER_KNOWLEDGE_BASE_URL",
    "KNOWLEDGE_BASE_RECOMMENDER_URL",
    "KNOWLEDGE_BASE_ACTIONS_URL",
    "TWILIO_WEBHOOK_URL",
)
TOKEN = "a-token-for-the-end-to-end-tests"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Stack:
    """The four pods as `make run` starts them."""

    process: subprocess.Popen[str]
    ports: dict[str, int]
    folder: Path
    log: list[str]

    def url(self, pod: str, route: str = "") -> str:
        return f"http://127.0.0.1:{self.ports[pod]}{route}"

    def stop(self) -> int:
        """Press Ctrl-C: the terminal sends SIGINT to every process of the group."""
        return self.end_by(signal.SIGINT)

    def end_by(self, number: signal.Signals) -> int:
        """Send a signal to the group and return the exit code once everything has ended."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, number)
        return self.process.wait(timeout=60)


def start_stack(
    folder: Path, ports: dict[str, int] | None = None, settings: dict[str, str] | None = None
) -> Stack:
    """Start everything, on free ports unless some are given, and return when it is ready."""
    pods = ("RECOMMENDER", "KNOWLEDGE_BASE", "ACTIONS", "BOT")
    ports = ports or {pod.lower(): free_port() for pod in pods}
    environment = os.environ | {f"{pod}_PORT": str(ports[pod.lower()]) for pod in pods}
    # Empty is unset: what the stack derives from the ports is what people get.
    environment |= dict.fromkeys(ADDRESSES, "")
    environment |= {
        "TECHHUB_VAR": str(folder),
        "TECHHUB_ENV": "development",
        "SIMULATOR": "on",
        "TWILIO_AUTH_TOKEN": TOKEN,
        # Tests write faster than people.
        "BOT_MESSAGES_A_MINUTE": "10000",
        **(settings or {}),
    }
    process = subprocess.Popen(
        [sys.executable, ROOT / ".make" / "run.py"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    stack = Stack(process, ports, folder, [])
    try:
        _wait_for("everything is ready", stack)
    except BaseException:
        stack.stop()
        raise
    return stack


def _wait_for(sentence: str, stack: Stack) -> None:
    lines: queue.Queue[str | None] = queue.Queue()

    def read() -> None:
        assert stack.process.stdout is not None
        for line in stack.process.stdout:
            stack.log.append(line)
            lines.put(line)
        lines.put(None)

    threading.Thread(target=read, daemon=True).start()
    limit = time.monotonic() + START_LIMIT_S
    while time.monotonic() < limit:
        try:
            line = lines.get(timeout=1)
        except queue.Empty:
            continue
        if line is None:
            break
        if sentence in line:
            return
    pytest.fail("the stack did not start:\n" + "".join(stack.log[-40:]))


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    running = start_stack(tmp_path_factory.mktemp("var"))
    yield running
    running.stop()


@pytest.fixture
def phone(request: pytest.FixtureRequest) -> Callable[[str], Phone]:
    """A new phone, whose number has never written before.

    E2E_WEBHOOK names the webhook of a stack that runs already, E2E_SIGNED_URL and E2E_TOKEN what it
    checks signatures by; without them the stack is started here.
    """
    webhook = os.environ.get("E2E_WEBHOOK")
    if webhook:
        signed, token = os.environ["E2E_SIGNED_URL"], os.environ["E2E_TOKEN"]
        return lambda channel="whatsapp": Phone(webhook, signed, token, channel)
    webhook = request.getfixturevalue("stack").url("bot", "/webhooks/twilio/webhook")
    return lambda channel="whatsapp": Phone(webhook, webhook, TOKEN, channel)
