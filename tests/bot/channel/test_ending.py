"""A bot that is told to end: ready for nothing more, and no turn lost."""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests

from bot.channel import ending
from bot.channel.outbound.queue import OutboundQueue
from bot.channel.visits.store import Visit, VisitsStore
from tests.bot.channel.processes import another_process, hurried, turns, until
from tests.bot.channel.running import Running, serving, spoken
from tests.bot.channel.sending import KEY, SENDERS, all_sent, bodies, release
from tests.bot.channel.twilio_server import SLOW, FakeTwilio


@contextmanager
def told_to_end(bot: Running) -> Iterator[threading.Thread]:
    """The end of a served bot, which waits in a thread of its own for what still runs."""
    assert bot.end is not None
    waiting = threading.Thread(target=bot.end)
    waiting.start()
    until(lambda: status(bot) == "ending")
    yield waiting
    waiting.join()


def status(bot: Running) -> str:
    return str(requests.get(f"{bot.address}/webhooks/twilio/readyz", timeout=5).json()["status"])


def test_a_turn_in_flight_is_finished_and_the_process_is_not_ready_meanwhile(
    tmp_path: Path,
) -> None:
    with serving(tmp_path) as bot, ThreadPoolExecutor() as pool:
        bot.agent.held.clear()
        first = pool.submit(bot.say, "hola")
        until(lambda: bot.agent.turns)
        with told_to_end(bot) as waiting:
            answer = requests.get(f"{bot.address}/webhooks/twilio/readyz", timeout=5)
            assert answer.status_code == 503 and answer.headers["connection"] == "close"
            # One that was on its way when the endpoint was withdrawn.
            second = pool.submit(bot.say, "gracias", sender="+51987650002")
            until(lambda: len(bot.agent.turns) == 2)
            assert waiting.is_alive()
            bot.agent.held.set()
        assert (first.result(), second.result()) == ("Escuché: hola", "Escuché: gracias")


def test_a_turn_that_takes_too_long_is_left_to_another_process_at_once(
    tmp_path: Path,
    sending: dict[str, Any],
    twilio: FakeTwilio,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ending, "FINISH_S", 0.2)
    (tmp_path / "hold").touch()
    with hurried(tmp_path, **sending) as bot:
        form = bot.form("hola")
        assert spoken(bot.post(form)) == ""
        with told_to_end(bot):
            pass
        with another_process(tmp_path, **sending):
            release(tmp_path)
            until(lambda: all_sent(tmp_path))
    assert bodies(twilio) == ["Escuché: hola"]
    assert turns(tmp_path) == ["hola", "hola"]


def test_an_end_waits_for_a_reply_that_is_being_sent(
    tmp_path: Path, sending: dict[str, Any], twilio: FakeTwilio
) -> None:
    (tmp_path / "hold").touch()
    twilio.statuses = [SLOW]
    with hurried(tmp_path, **sending) as bot:
        assert spoken(bot.post(bot.form("hola"))) == ""
        release(tmp_path)
        until(twilio.called.is_set)
        with told_to_end(bot) as waiting:
            assert waiting.is_alive()
            twilio.let_go.set()
        assert all_sent(tmp_path)


def test_without_the_store_every_turn_is_broken_off_and_the_end_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(ending, "FINISH_S", 0.2)
    caplog.set_level(logging.WARNING, "bot")
    with serving(tmp_path) as bot, ThreadPoolExecutor() as pool:
        bot.agent.held.clear()
        posts = [pool.submit(bot.post, bot.form("hola", f"+5198765000{n}")) for n in (1, 2, 3)]
        until(lambda: len(bot.agent.turns) == 3)
        with sqlite3.connect(tmp_path / "channel.sqlite") as connection:
            connection.execute("DROP TABLE claims")
        assert bot.end is not None
        bot.end()
        # Their turns are held still: only who is told to ask again gets an answer here.
        until(lambda: all(post.done() for post in posts))
        assert all(post.exception() or post.result().status_code == 503 for post in posts)
    assert caplog.text.count("claims are left to lapse") == 1


def test_an_end_asks_nobody_more_and_waits_for_the_question_being_sent(
    tmp_path: Path, sending: dict[str, Any], twilio: FakeTwilio, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued = "bot.channel.outbound.queue.send_at"
    monkeypatch.setattr(queued, lambda written, after_s: written + 20 * 3600)
    monkeypatch.setattr("bot.channel.outbound.worker.is_day", lambda moment: True)
    url, now, after_s = f"sqlite:///{tmp_path}/channel.sqlite", time.time(), 18 * 3600.0
    queue, visits = OutboundQueue(url, KEY, frozenset(SENDERS), after_s), VisitsStore(url)
    for number, sender in enumerate(("ana", "rosa", "maria")):
        visit = Visit(sender, "tambo-7", "Tambo Putis", now - 21 * 3600, "")
        visits.record(visit, "whatsapp", after_s)
        queue.put(sender, "whatsapp", f"+5198765000{number}", now - 23 * 3600)
    twilio.statuses = [SLOW]
    with serving(tmp_path, **sending) as bot:
        until(twilio.called.is_set)
        with told_to_end(bot) as waiting:
            assert waiting.is_alive()
            twilio.let_go.set()
    assert len(twilio.messages) == 1 and queue.backlog()[0] == 2
