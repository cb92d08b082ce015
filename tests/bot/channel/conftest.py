"""A served bot for each test that asks for one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.settings import Outbound
from tests.bot.channel.agent import ScriptedAgent, memory_store, sql_store
from tests.bot.channel.running import Running, serving
from tests.bot.channel.sending import KEY, SENDERS
from tests.bot.channel.twilio_server import ACCOUNT, FakeTwilio


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[Running]:
    with serving(tmp_path) as running:
        yield running


@pytest.fixture(params=["sql", "memory"])
def either_bot(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Running]:
    """The bot on each tracker store that it can erase in."""
    store = sql_store(tmp_path) if request.param == "sql" else memory_store()
    with serving(tmp_path, ScriptedAgent(store)) as running:
        yield running


@pytest.fixture
def twilio() -> Iterator[FakeTwilio]:
    server = FakeTwilio()
    yield server
    server.close()


@pytest.fixture
def sending(twilio: FakeTwilio) -> dict[str, Any]:
    """The settings of a channel that may write by REST."""
    return {"outbound": Outbound(ACCOUNT, SENDERS, KEY, twilio.url)}
