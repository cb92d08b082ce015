"""The bot's own purge, once a day for all its processes together."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from sanic import Blueprint

from bot.retention.promises import DAY_S
from bot.retention.purge import purge
from bot.retention.turns import Turns
from bot.settings import Settings

logger = logging.getLogger(__name__)

LOOK_EVERY_S = 3600.0


def purge_when_due(settings: Settings, turns: Turns) -> dict[str, int] | None:
    """Purge, where nobody has within a day; the counts, or None where it was not our turn."""
    if not turns.take(DAY_S):
        return None
    whole = False
    try:
        counts = purge(settings.database_url, settings.tracker_url, settings.keep_days)
        whole = True
    finally:
        turns.done(whole=whole)
    logger.info("purged: %s", ", ".join(f"{name} {n}" for name, n in counts.items()))
    return counts


def purge_in_background(routes: Blueprint, settings: Settings) -> None:
    """Let the server look every hour, for as long as it runs, whether it is its turn."""
    turns = Turns(settings.database_url)
    running: list[asyncio.Task[None]] = []

    async def run() -> None:
        while True:
            try:
                await asyncio.to_thread(purge_when_due, settings, turns)
            except Exception:
                # The store is out of reach, say; it may be back at the next look.
                logger.exception("what is too old could not be purged")
            await asyncio.sleep(LOOK_EVERY_S)

    @routes.listener("before_server_start")
    async def start(_: Any, __: Any) -> None:
        running.append(asyncio.create_task(run()))

    @routes.listener("before_server_stop")
    async def stop(_: Any, __: Any) -> None:
        for task in running:
            task.cancel()
