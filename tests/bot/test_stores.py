"""Conversations and locks where the settings put them."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from rasa.core.lock_store import InMemoryLockStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.channel.tracker import erase, last_turn
from bot.channel.twilio import TwilioChannel
from bot.stores import Conversations, Locks
from tests.bot.channel.postgres import serving_postgres
from tests.redis import serving_redis

SECRETS = {"TWILIO_AUTH_TOKEN": "a token", "TECHHUB_HASH_KEY": "a key"}


@pytest.fixture(autouse=True)
def secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/made on demand/conversations.sqlite"
        return
    with serving_postgres() as address:
        yield address


def turn(text: str, act: str) -> DialogueStateTracker:
    events = [UserUttered(text, {"name": "greet"}), ActionExecuted(act)]
    return DialogueStateTracker.from_events("sms-1", events)


def test_a_conversation_is_kept_for_every_process_and_erased(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("BOT_TRACKER_URL", url)
    one, other = Conversations(Domain.empty()), Conversations(Domain.empty())
    asyncio.run(one.save(turn("hola", "utter_greet")))
    assert asyncio.run(last_turn(other, "sms-1")).acts == ("utter_greet",)
    erase(other, "sms-1")
    assert asyncio.run(last_turn(other, "sms-1")).acts == ()


def test_the_channel_sees_each_turn_once_and_never_an_old_one(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("BOT_TRACKER_URL", url)
    one, other = Conversations(Domain.empty()), Conversations(Domain.empty())
    asyncio.run(one.save(turn("hola", "utter_greet")))
    assert asyncio.run(last_turn(one, "sms-1", just_now=True)).acts == ("utter_greet",)
    asyncio.run(one.save(turn("hola", "utter_greet")))

    async def another_process_goes_on() -> None:
        tracker = await other.retrieve("sms-1")
        assert tracker is not None
        tracker.update(UserUttered("gracias", {"name": "thanks"}))
        tracker.update(ActionExecuted("utter_thanks"))
        await other.save(tracker)

    asyncio.run(another_process_goes_on())
    assert asyncio.run(last_turn(one, "sms-1")).acts == ("utter_thanks",)


def test_processes_share_their_locks_in_redis(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving_redis() as address:
        monkeypatch.setenv("BOT_REDIS_URL", address)
        one, other = Locks(), Locks()

        async def wait_for_the_other() -> list[str]:
            order: list[str] = []

            async def second() -> None:
                async with other.lock("sms-1", wait_time_in_seconds=0.05):
                    order.append("second")

            async with one.lock("sms-1"):
                waiting = asyncio.create_task(second())
                await asyncio.sleep(0.3)
                order.append("first")
            await waiting
            return order

        assert asyncio.run(wait_for_the_other()) == ["first", "second"]


def test_bots_that_start_at_once_find_one_set_of_tables(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at_once = threading.Barrier(6)

    def start(_: int) -> None:
        at_once.wait()
        TwilioChannel.from_credentials(None)
        at_once.wait()
        Conversations(Domain.empty())

    with serving_postgres() as address, ThreadPoolExecutor(6) as bots:
        monkeypatch.setenv("BOT_DATABASE_URL", address)
        monkeypatch.setenv("BOT_TRACKER_URL", address)
        assert list(bots.map(start, range(6))) == [None] * 6


def test_one_process_locks_in_memory() -> None:
    assert isinstance(Locks(), InMemoryLockStore)
