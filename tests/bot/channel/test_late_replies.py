"""A turn that takes long is answered by REST, once, whatever Twilio and the line do."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet

from bot.channel import runner
from bot.settings import Outbound
from tests.bot.channel.processes import hurried, turns, until
from tests.bot.channel.running import SMS, WHATSAPP, Running, spoken
from tests.bot.channel.sending import KEY, all_sent, bodies, release, rows
from tests.bot.channel.test_silence_and_erasure import somewhere
from tests.bot.channel.twilio_server import ACCOUNT, BREAK, BREAK_TAKEN, UNSUBSCRIBED, FakeTwilio


@pytest.fixture
def slow(tmp_path: Path, sending: dict[str, Any]) -> Iterator[Running]:
    """A bot whose turns last for as long as the file "hold" is there."""
    (tmp_path / "hold").touch()
    with hurried(tmp_path, **sending) as bot:
        yield bot


@pytest.mark.parametrize(
    ("sender", "theirs", "ours"),
    [(WHATSAPP, WHATSAPP, "whatsapp:+5117000000"), (SMS, SMS, "+5117000001")],
)
def test_a_slow_turn_is_answered_empty_at_once_and_then_by_rest(
    slow: Running, twilio: FakeTwilio, sender: str, theirs: str, ours: str
) -> None:
    form = slow.form("hola", sender)
    assert spoken(slow.post(form)) == ""
    assert twilio.messages == [] and not somewhere(slow.folder, sender[-11:].encode())
    release(slow.folder)
    until(lambda: all_sent(slow.folder))
    (message,) = twilio.messages
    assert message == {"To": theirs, "From": ours, "Body": "Escuché: hola"}
    # Nothing of the number, and no second answer, is left.
    assert [row["sealed"] for row in rows(slow.folder)] == [""] and not rows(slow.folder, "claims")
    assert spoken(slow.post(form)) == ""
    assert len(twilio.messages) == 1 and turns(slow.folder) == ["hola"]


def test_while_it_is_computed_the_message_is_kept_masked_and_sealed(slow: Running) -> None:
    slow.say("busco un hub en Luricocha, soy 45678912")
    (claim,) = rows(slow.folder, "claims")
    opened = Fernet(KEY).decrypt(claim["sealed"].encode()).decode()
    assert "busco un hub en Luricocha, soy [oculto]" in opened
    for private in (b"Luricocha", b"45678912", b"51987650001"):
        assert not [p for p in somewhere(slow.folder, private) if p.name != "turns"]


def test_a_turn_in_time_is_answered_in_the_response_and_keeps_no_number(
    tmp_path: Path, sending: dict[str, Any], twilio: FakeTwilio
) -> None:
    with hurried(tmp_path, **sending) as bot:
        assert bot.say("hola") == "Escuché: hola"
        assert not rows(tmp_path) and not rows(tmp_path, "claims") and not twilio.messages


def test_replies_to_one_sender_keep_their_order_though_twilio_fails_in_between(
    slow: Running, twilio: FakeTwilio
) -> None:
    twilio.statuses = [503, 429]
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(slow.say, "uno")
        until(lambda: turns(slow.folder) == ["uno"])
        second = pool.submit(slow.say, "dos")
        assert (first.result(), second.result()) == ("", "")
    release(slow.folder)
    until(lambda: len(rows(slow.folder)) == 2 and all_sent(slow.folder))
    assert bodies(twilio) == ["Escuché: uno", "Escuché: dos"]


@pytest.mark.parametrize(
    ("statuses", "posts", "lists"),
    [
        # Twilio took none of these.
        ([BREAK], 2, 1), ([500, 503], 3, 2), ([429, 429], 3, 0),
        # Whether it took it is open until its list is asked.
        ([BREAK_TAKEN], 1, 1),
    ],
)  # fmt: skip
def test_whatever_the_line_does_the_reply_arrives_once(
    slow: Running,
    twilio: FakeTwilio,
    statuses: list[int | tuple[int, int]],
    posts: int,
    lists: int,
) -> None:
    twilio.statuses = statuses
    slow.say("hola")
    release(slow.folder)
    until(lambda: all_sent(slow.folder))
    assert bodies(twilio) == ["Escuché: hola"]
    assert (len(twilio.messages), len(twilio.lists)) == (posts, lists)


def test_an_equal_reply_sent_before_is_not_taken_for_this_one(
    slow: Running, twilio: FakeTwilio
) -> None:
    twilio.statuses = [201, BREAK]
    slow.say("hola")
    with ThreadPoolExecutor(1) as pool:
        again = pool.submit(slow.say, "hola")
        assert again.result() == ""
    release(slow.folder)
    until(lambda: len(rows(slow.folder)) == 2 and all_sent(slow.folder))
    assert bodies(twilio) == ["Escuché: hola", "Escuché: hola"] and twilio.lists


def test_where_twilio_does_not_tell_what_it_took_nothing_is_sent_again(
    slow: Running, twilio: FakeTwilio
) -> None:
    twilio.statuses, twilio.list_statuses = [BREAK_TAKEN], [500, 503]
    slow.say("hola")
    release(slow.folder)
    until(lambda: all_sent(slow.folder))
    assert len(twilio.messages) == 1 and len(twilio.lists) == 3


def test_a_refusal_is_not_repeated(slow: Running, twilio: FakeTwilio) -> None:
    twilio.statuses = [400]
    slow.say("hola")
    release(slow.folder)
    until(lambda: twilio.messages and not rows(slow.folder))
    assert not twilio.taken


def test_error_21610_is_kept_as_silence(slow: Running, twilio: FakeTwilio) -> None:
    twilio.statuses = [UNSUBSCRIBED]
    slow.say("hola")
    release(slow.folder)
    until(lambda: rows(slow.folder, "opted_out"))
    assert slow.say("hola otra vez") == "" and not twilio.taken
    assert "responderte" not in slow.say("ALTA") and slow.say("hola")


def test_alto_is_heard_though_a_turn_is_running_and_drops_its_reply(
    slow: Running, twilio: FakeTwilio
) -> None:
    slow.say("hola")
    with ThreadPoolExecutor(1) as pool:
        stop = pool.submit(slow.say, "ALTO")
        assert "ALTA" in stop.result()
    release(slow.folder)
    until(lambda: not rows(slow.folder, "claims"))
    assert not rows(slow.folder) and not twilio.messages


def test_borrar_drops_what_waits_and_its_own_answer_arrives(
    slow: Running, twilio: FakeTwilio
) -> None:
    twilio.statuses = [429] * 3
    slow.say("un hub en Luricocha")
    slow.say("BORRAR")
    release(slow.folder)
    until(lambda: bodies(twilio) and all_sent(slow.folder))
    assert bodies(twilio)[-1] == "Escuché: BORRAR"
    assert not [p for p in somewhere(slow.folder, b"Luricocha") if p.name != "turns"]


def test_danger_waits_neither_for_an_earlier_turn_nor_for_a_later_reply(slow: Running) -> None:
    slow.say("hola")
    assert "106" in slow.say("mi hijo no respira")


def test_a_full_queue_makes_the_webhook_wait_and_then_apologise(
    slow: Running, twilio: FakeTwilio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channel.late.queue.LateQueue.has_room", lambda _: False)
    monkeypatch.setattr(runner, "DEADLINE_S", 1.2)
    form = slow.form("hola")
    assert "Disculpa" in spoken(slow.post(form))
    release(slow.folder)
    until(lambda: not rows(slow.folder, "claims"))
    assert "Disculpa" in spoken(slow.post(form)) and not twilio.messages


def test_a_channel_without_a_number_of_ours_waits_as_before(
    tmp_path: Path, twilio: FakeTwilio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "DEADLINE_S", 0.3)
    (tmp_path / "hold").touch()
    outbound = Outbound(ACCOUNT, {"whatsapp": "+5117000000"}, KEY, twilio.url)
    with hurried(tmp_path, outbound=outbound) as bot:
        assert "Disculpa" in bot.say("hola", SMS)
        release(tmp_path)
    assert not rows(tmp_path)
