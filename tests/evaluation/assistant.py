"""The assistant under evaluation: the running stack, or one started for the occasion."""

from __future__ import annotations

import importlib.util
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

from tests.e2e.phone import Phone
from tests.evaluation.trackers import Trackers

ROOT = Path(__file__).resolve().parents[2]
READY = "/webhooks/twilio/readyz"
WEBHOOK = "/webhooks/twilio/webhook"


@dataclass(frozen=True)
class Assistant:
    """Where to post as Twilio does, and where to read what was understood."""

    webhook: str
    signed_url: str
    token: str
    trackers: Trackers

    def phone(self, channel: str) -> Phone:
        """A phone whose number has never written before."""
        return Phone(self.webhook, self.signed_url, self.token, channel)


@contextmanager
def assistant() -> Iterator[Assistant]:
    """The stack that `make run` has started, where its bot answers; else one of our own."""
    settings = _make_run().environment(os.environ)
    address = f"http://127.0.0.1:{settings['BOT_PORT']}"
    if _is_ready(address + READY):
        print(f"asking the stack that runs at {address}", file=sys.stderr)
        yield _assistant(address, settings, Path(ROOT, settings["TECHHUB_VAR"]))
        return
    from tests.e2e.conftest import TOKEN, start_stack

    print("no stack is running: starting one (about a minute)", file=sys.stderr)
    with tempfile.TemporaryDirectory() as folder:
        stack = start_stack(Path(folder))
        try:
            webhook = stack.url("bot", WEBHOOK)
            theirs = {**settings, "TWILIO_AUTH_TOKEN": TOKEN, "TWILIO_WEBHOOK_URL": webhook}
            yield _assistant(stack.url("bot"), theirs, Path(folder))
        finally:
            stack.stop()


def _assistant(address: str, settings: Mapping[str, str], folder: Path) -> Assistant:
    url = settings.get("BOT_TRACKER_URL") or f"sqlite:///{folder / 'bot_tracker.sqlite'}"
    return Assistant(
        address + WEBHOOK,
        settings["TWILIO_WEBHOOK_URL"],
        settings["TWILIO_AUTH_TOKEN"],
        Trackers(url, settings["TECHHUB_HASH_KEY"].encode()),
    )


def _is_ready(url: str) -> bool:
    try:
        return requests.get(url, timeout=3).status_code == 200
    except requests.RequestException:
        return False


def _make_run() -> Any:
    """What `make run` runs, which knows how the settings are read."""
    spec = importlib.util.spec_from_file_location("make_run", ROOT / ".make" / "run.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
