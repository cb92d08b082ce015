"""What the local overlay says, tried without containers: commands, settings, ports, probes."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.k8s.pods import conversation
from tests.k8s.pods.processes import ROOT, Process, Running, free_port, processes, values

sys.path.append(str(ROOT / ".make"))
from pods import rendered  # noqa: E402
from throwaway_stores import Stores  # noqa: E402

pytestmark = pytest.mark.slow


def model() -> Path:
    command = [str(ROOT / ".venvs/chat/bin/python"), str(ROOT / ".make/train.py"), "--print-path"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return Path(done.stdout.strip())


@pytest.fixture(scope="module")
def running() -> Iterator[list[Process]]:
    documents = rendered()
    stores = {
        "postgres:5432": f"127.0.0.1:{free_port()}",
        "redis:6379": f"127.0.0.1:{free_port()}",
    }
    with tempfile.TemporaryDirectory(prefix="techhub-", dir="/var/tmp") as scratch:
        folder = Path(scratch)
        folder.chmod(0o711)
        asked = processes(documents, stores, folder, model())
        urls = [
            text for process in asked for text in process.environment.values() if "@127" in text
        ]
        servers = Stores(folder / "stores", "127.0.0.1", "127.0.0.1/32", urls)
        try:
            servers.start()
            with Running(asked, folder):
                yield asked
        finally:
            servers.stop()


def test_people_are_answered_as_the_manifests_say(running: list[Process]) -> None:
    bot = next(process for process in running if process.name == "bot")
    good, said = conversation.hold(f"{bot.url}/webhooks/twilio/webhook")
    assert good, said


def test_a_value_that_nobody_gives_is_an_error() -> None:
    origin = {"secretKeyRef": {"name": "bot-secrets", "key": "TOKEN"}}
    container = {"env": [{"name": "TOKEN", "valueFrom": origin}]}
    with pytest.raises(KeyError, match="bot-secrets"):
        values(container, [])
