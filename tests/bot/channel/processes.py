"""The channel in processes of its own, which a test may kill; Rasa is imported only once."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import UserMessage

from bot.channel import claims, runner
from bot.channel.late.worker import Pace
from tests.bot.channel.agent import ScriptedAgent, sql_store
from tests.bot.channel.running import Running, serving, settings_for

# As in production, at a tenth of the time or less.
QUICK = Pace(first_s=0.1, most_s=0.2, hold_s=1.0, unsure_s=0.2, look_every_s=0.05)
HURRY = {"LATE_AFTER_S": 0.6, "RENEW_S": 0.2}
HELD_S = 1.5
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.bot.channel.processes"])


class FileAgent(ScriptedAgent):
    """Waits for as long as the file "hold" is there, and writes what it was told into "turns".

    With the file "hold after" it waits once its turn is saved.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(sql_store(folder))
        self._folder = folder

    async def handle_message(self, message: UserMessage) -> None:
        with (self._folder / "turns").open("a") as turns:
            turns.write(f"{message.text}\n")
        if (self._folder / "hold").exists():
            self.held.clear()
            threading.Thread(target=self._wait_for_release, daemon=True).start()
        await super().handle_message(message)
        while (self._folder / "hold after").exists():
            (self._folder / "saved").touch()
            await asyncio.sleep(0.02)

    def _wait_for_release(self) -> None:
        while (self._folder / "hold").exists():
            time.sleep(0.02)
        self.held.set()


@contextmanager
def hurried(folder: Path, **changed: Any) -> Iterator[Running]:
    """Serve the channel here, in a hurry, with an agent that files steer."""
    before = {name: getattr(runner, name) for name in HURRY}
    held_s = claims.HELD_S
    for name, value in HURRY.items():
        setattr(runner, name, value)
    claims.HELD_S = HELD_S
    try:
        with serving(folder, FileAgent(folder), pace=QUICK, **changed) as running:
            yield running
    finally:
        for name, value in before.items():
            setattr(runner, name, value)
        claims.HELD_S = held_s


def _serve(folder: Path, address: str, changed: dict[str, Any]) -> None:
    with hurried(folder, **changed) as running:
        (folder / address).write_text(running.address)
        threading.Event().wait()


@contextmanager
def another_process(folder: Path, **changed: Any) -> Iterator[tuple[Running, Callable[[], None]]]:
    """The channel in another process, and what kills it without a warning."""
    name = f"address-{time.monotonic_ns()}"
    process = _CONTEXT.Process(target=_serve, args=(folder, name, changed), daemon=True)
    process.start()

    def kill() -> None:
        assert process.pid is not None
        if process.is_alive():
            os.kill(process.pid, signal.SIGKILL)
        process.join(20)

    try:
        until(lambda: (folder / name).exists() and (folder / name).read_text() != "")
        address = (folder / name).read_text()
        # Its agent is out of reach; the files steer it.
        yield Running(address, None, folder, settings_for(folder, **changed)), kill  # type: ignore[arg-type]
    finally:
        kill()


def until(is_so: Callable[[], object]) -> None:
    """Wait for something to become true."""
    for _ in range(3_000):
        if is_so():
            return
        time.sleep(0.02)
    raise AssertionError("it did not come about")


def turns(folder: Path) -> list[str]:
    """What every agent of this folder was told."""
    path = folder / "turns"
    return path.read_text().splitlines() if path.exists() else []
