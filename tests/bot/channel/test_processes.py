"""Nothing is lost and nothing said twice when a process is killed, or when there are two."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from bot.channel.claims import Claims
from bot.channel.inbound import Inbound
from bot.channel.late.sealing import Sealer
from tests.bot.channel.postgres import serving_postgres
from tests.bot.channel.processes import another_process, hurried, turns, until
from tests.bot.channel.running import SMS, spoken
from tests.bot.channel.sending import KEY, all_sent, bodies, release
from tests.bot.channel.twilio_server import HANG, HANG_TAKEN, FakeTwilio


@pytest.mark.parametrize("answered", [False, True])
def test_a_message_outlives_a_process_that_is_killed_during_its_turn(
    tmp_path: Path, sending: dict[str, Any], twilio: FakeTwilio, answered: bool
) -> None:
    (tmp_path / "hold").touch()
    with another_process(tmp_path, **sending) as (bot, kill), ThreadPoolExecutor(1) as pool:
        form = bot.form("hola")
        post = pool.submit(bot.post, form)
        until(lambda: turns(tmp_path) == ["hola"])
        if answered:
            assert spoken(post.result()) == ""
        kill()
        assert answered or post.exception() is not None
    release(tmp_path)
    with hurried(tmp_path, **sending) as bot:
        until(lambda: all_sent(tmp_path))
        assert spoken(bot.post(form)) == ""
    assert bodies(twilio) == ["Escuché: hola"] and turns(tmp_path) == ["hola", "hola"]


def test_a_turn_that_rasa_has_saved_is_told_again_and_not_run_again(
    tmp_path: Path, sending: dict[str, Any], twilio: FakeTwilio
) -> None:
    (tmp_path / "hold after").touch()
    with another_process(tmp_path, **sending) as (bot, kill), ThreadPoolExecutor(1) as pool:
        post = pool.submit(bot.post, bot.form("hola"))
        until((tmp_path / "saved").exists)
        kill()
        assert post.exception() is not None
    (tmp_path / "hold after").unlink()
    with hurried(tmp_path, **sending):
        until(lambda: all_sent(tmp_path))
    assert bodies(twilio) == ["Escuché: hola"] and turns(tmp_path) == ["hola"]


def test_a_message_that_ends_every_process_is_given_up_with_an_apology(
    tmp_path: Path, sending: dict[str, Any], twilio: FakeTwilio
) -> None:
    url = f"sqlite:///{tmp_path}/channel.sqlite"
    lost = Inbound("SM1", SMS, "sms", "hola", None, False)
    Claims(url).take("sms-of-ana", "SM1", Sealer(KEY).seal(lost))
    with sqlite3.connect(tmp_path / "channel.sqlite") as connection:
        connection.execute("UPDATE claims SET tries = 3, until = 0")
    with hurried(tmp_path, **sending):
        until(lambda: all_sent(tmp_path))
    (said,) = bodies(twilio)
    assert said.startswith("Disculpa") and twilio.taken[0]["to"] == SMS and not turns(tmp_path)


@pytest.mark.parametrize(
    ("status", "posts"), [(HANG_TAKEN, 1), (HANG, 2), (503, 2)], ids=["taken", "lost", "refused"]
)
def test_a_reply_outlives_a_process_that_is_killed_while_it_is_sent(
    tmp_path: Path, sending: dict[str, Any], twilio: FakeTwilio, status: int, posts: int
) -> None:
    (tmp_path / "hold").touch()
    twilio.statuses = [status]
    with another_process(tmp_path, **sending) as (bot, kill):
        bot.say("hola")
        release(tmp_path)
        until(twilio.called.is_set)
        kill()
    with hurried(tmp_path, **sending):
        until(lambda: all_sent(tmp_path))
    assert bodies(twilio) == ["Escuché: hola"] and turns(tmp_path) == ["hola"]
    assert len(twilio.messages) == posts or status == 503


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/channel.sqlite"
        return
    with serving_postgres() as url:
        yield url


def test_a_repeat_that_reaches_another_process_gets_the_same_reply_of_one_turn(
    tmp_path: Path, database: str
) -> None:
    (tmp_path / "hold").touch()
    with (
        another_process(tmp_path, database_url=database) as (one, _),
        hurried(tmp_path, database_url=database) as other,
        ThreadPoolExecutor(4) as pool,
    ):
        form = one.form("hola")
        answers = [pool.submit(bot.post, form) for bot in (one, other, one, other)]
        until(lambda: turns(tmp_path) == ["hola"])
        release(tmp_path)
        assert {spoken(answer.result()) for answer in answers} == {"Escuché: hola"}
    assert turns(tmp_path) == ["hola"]


def test_a_repeat_takes_over_from_a_process_that_was_killed(tmp_path: Path, database: str) -> None:
    (tmp_path / "hold").touch()
    with (
        another_process(tmp_path, database_url=database) as (one, kill),
        hurried(tmp_path, database_url=database) as other,
        ThreadPoolExecutor(2) as pool,
    ):
        form = one.form("hola")
        lost = pool.submit(one.post, form)
        until(lambda: turns(tmp_path) == ["hola"])
        again = pool.submit(other.post, form)
        kill()
        release(tmp_path)
        assert spoken(again.result()) == "Escuché: hola" and lost.exception() is not None


def test_two_processes_send_a_late_reply_once(
    tmp_path: Path, sending: dict[str, Any], twilio: FakeTwilio, database: str
) -> None:
    (tmp_path / "hold").touch()
    with (
        another_process(tmp_path, database_url=database, **sending) as (one, _),
        hurried(tmp_path, database_url=database, **sending) as other,
    ):
        assert one.say("uno") == other.say("dos", SMS) == ""
        release(tmp_path)
        until(lambda: len(twilio.taken) == 2)
        assert one.say("tres") and other.say("cuatro")
    assert sorted(bodies(twilio)) == ["Escuché: dos", "Escuché: uno"]
    assert len(twilio.messages) == 2
