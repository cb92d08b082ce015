"""Who writes too much is told so once; more people than can be answered hear so at once."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from redis import Redis

from bot.settings import Settings
from tests.bot.channel.running import SMS, WHATSAPP, Running, serving, spoken
from tests.bot.channel.test_repeats_and_order import wait_for_turns
from tests.redis import serving_redis


@pytest.fixture
def strict(tmp_path: Path) -> Iterator[Running]:
    """A bot with the limit that people meet."""
    with serving(tmp_path, a_minute=Settings.a_minute) as bot:
        yield bot


def test_after_twenty_messages_a_minute_comes_one_notice_and_then_silence(strict: Running) -> None:
    assert all(strict.say(f"hola {number}") for number in range(20))
    assert "Espera un minuto" in strict.say("hola")
    assert [strict.say("hola") for _ in range(3)] == ["", "", ""]
    assert len(strict.agent.turns) == 20
    assert strict.say("hola", SMS)


def test_danger_silence_and_erasure_pass_every_limit(strict: Running) -> None:
    for number in range(22):
        strict.say(f"hola {number}")
    assert strict.say("mi esposo me pega")
    assert strict.heard.parse_data["intent"]["name"] == "emergency"
    assert strict.say("BORRAR") and strict.say("ALTO")
    assert strict.say("hola") == ""


def test_who_asked_for_silence_gets_no_notice(strict: Running) -> None:
    strict.say("ALTO")
    assert {strict.say("hola") for _ in range(25)} == {""}


def test_a_repeated_post_counts_once(strict: Running) -> None:
    form = strict.form("hola")
    assert {spoken(strict.post(form)) for _ in range(30)} == {"Escuché: hola"}
    assert strict.say("otra")


def test_too_many_turns_at_once_are_put_off_and_danger_is_not(tmp_path: Path) -> None:
    with serving(tmp_path, most_turns=2) as bot, ThreadPoolExecutor(3) as pool:
        bot.agent.held.clear()
        first = [pool.submit(bot.say, "hola", sender) for sender in (WHATSAPP, SMS)]
        wait_for_turns(bot, 2)
        form = bot.form("hola", "whatsapp:+51900000001")
        assert "Prueba otra vez" in spoken(bot.post(form))
        danger = pool.submit(bot.say, "me quiero matar", "whatsapp:+51900000002")
        wait_for_turns(bot, 3)
        bot.agent.held.set()
        assert all(answer.result() for answer in [*first, danger])
        # The same message, sent again, finds room.
        assert spoken(bot.post(form)).startswith("Escuché: hola")


def test_with_redis_processes_count_together_and_without_it_people_are_answered(
    tmp_path: Path,
) -> None:
    folders = [tmp_path / name for name in ("one", "two")]
    for folder in folders:
        folder.mkdir()
    with (
        serving_redis() as url,
        serving(folders[0], a_minute=6, limits_url=url) as one,
        serving(folders[1], a_minute=6, limits_url=url) as two,
    ):
        assert all(bot.say("hola") for _ in range(3) for bot in (one, two))
        assert "Espera" in one.say("hola") and two.say("hola") == ""
        Redis.from_url(url).shutdown(nosave=True)
        assert one.say("hola") == two.say("hola") == "Escuché: hola"
