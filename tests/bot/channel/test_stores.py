"""Replies, silence and erasure in both databases; PostgreSQL where it can be started."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered

from bot.channel.replies_store import RepliesStore
from bot.channel.tracker import erase
from tests.bot.channel.postgres import serving_postgres


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if request.param == "sqlite":
        folder: Path = tmp_path_factory.mktemp("stores") / "made" / "on demand"
        yield f"sqlite:///{folder}/bot.sqlite"
        return
    with serving_postgres() as address:
        yield address


def test_a_reply_is_found_by_sender_and_sid_by_another_process_too(url: str) -> None:
    RepliesStore(url).keep("maria", "SM1", "¡Hola! ñ 😀")
    other = RepliesStore(url)
    assert other.reply_to("maria", "SM1") == "¡Hola! ñ 😀"
    assert other.reply_to("jose", "SM1") is None
    assert other.reply_to("maria", "SM2") is None


def test_silence_is_kept_as_an_empty_reply(url: str) -> None:
    store = RepliesStore(url)
    store.keep("maria", "SM-silent", "")
    assert store.reply_to("maria", "SM-silent") == ""


def test_the_first_reply_to_a_message_stays(url: str) -> None:
    store = RepliesStore(url)
    store.keep("maria", "SM3", "primera")
    store.keep("maria", "SM3", "segunda")
    assert store.reply_to("maria", "SM3") == "primera"


def test_replies_go_after_a_day(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    store = RepliesStore(url)
    store.keep("maria", "SM-old", "ayer")
    store.purge()
    assert store.reply_to("maria", "SM-old") == "ayer"
    tomorrow = time.time() + 24 * 3600 + 1
    monkeypatch.setattr(time, "time", lambda: tomorrow)
    store.purge()
    assert store.reply_to("maria", "SM-old") is None


def test_opting_out_and_in_can_be_repeated(url: str) -> None:
    store = RepliesStore(url)
    for _ in range(2):
        store.opt_out("jose")
    assert RepliesStore(url).has_opted_out("jose") and not store.has_opted_out("ana")
    for _ in range(2):
        store.opt_in("jose")
    assert not store.has_opted_out("jose")


def test_forgetting_takes_the_replies_and_leaves_the_silence(url: str) -> None:
    store = RepliesStore(url)
    for sender in ("rosa", "luis"):
        store.keep(sender, "SM4", "hola")
    store.opt_out("rosa")
    store.forget_replies("rosa")
    assert store.reply_to("rosa", "SM4") is None and store.reply_to("luis", "SM4") == "hola"
    assert store.has_opted_out("rosa")


def test_rasas_events_of_one_sender_are_erased(url: str) -> None:
    trackers = SQLTrackerStore(Domain.empty(), host=url)

    async def known(sender: str) -> bool:
        return await trackers.retrieve(sender) is not None

    async def say(sender: str) -> None:
        tracker = await trackers.get_or_create_tracker(sender)
        tracker.update(UserUttered("busco un hub", {"name": "nearest_hubs"}))
        await trackers.save(tracker)

    for sender in ("rosa", "luis"):
        asyncio.run(say(sender))
    erase(trackers, "rosa")
    assert not asyncio.run(known("rosa")) and asyncio.run(known("luis"))
