"""One turn a message, whatever the network does, and a sender's messages one after the other."""

from __future__ import annotations

import socket
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

from twilio.request_validator import RequestValidator

from tests.bot.channel.running import SMS, WHATSAPP, Running, serving, spoken


def wait_for_turns(bot: Running, count: int) -> None:
    for _ in range(3_000):
        if len(bot.agent.turns) >= count:
            return
        time.sleep(0.01)
    raise AssertionError(f"{len(bot.agent.turns)} turns, not {count}")


def send_and_hang_up(bot: Running, form: dict[str, str]) -> None:
    """Post a message and close the line as soon as its turn has begun."""
    body = urlencode(form)
    validator = RequestValidator(bot.settings.auth_token)
    signature = validator.compute_signature(bot.settings.webhook_url, form)
    host, port = bot.address.removeprefix("http://").split(":")
    head = (
        "POST /webhooks/twilio/webhook HTTP/1.1",
        f"Host: {host}",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body)}",
        f"X-Twilio-Signature: {signature}",
    )
    with socket.create_connection((host, int(port))) as line:
        line.sendall(("\r\n".join(head) + "\r\n\r\n" + body).encode())
        wait_for_turns(bot, 1)


def test_a_repeat_gets_the_same_reply_also_after_a_restart(tmp_path: Path) -> None:
    with serving(tmp_path) as first:
        form = first.form("hola")
        once, again = first.post(form), first.post(form)
        assert len(first.agent.turns) == 1
    with serving(tmp_path) as second:
        later = second.post(form)
        assert not second.agent.turns
    assert once.content == again.content == later.content
    assert spoken(once) == "Escuché: hola"


def test_repeats_that_arrive_during_the_turn_wait_for_it(bot: Running) -> None:
    form = bot.form("hola")
    bot.agent.held.clear()
    with ThreadPoolExecutor(3) as pool:
        answers = [pool.submit(bot.post, form) for _ in range(3)]
        wait_for_turns(bot, 1)
        bot.agent.held.set()
    assert {spoken(answer.result()) for answer in answers} == {"Escuché: hola"}
    assert len(bot.agent.turns) == 1


def test_a_caller_who_hangs_up_finds_the_reply_when_asking_again(bot: Running) -> None:
    form = bot.form("hola")
    bot.agent.held.clear()
    send_and_hang_up(bot, form)
    bot.agent.held.set()
    assert spoken(bot.post(form)) == "Escuché: hola"
    assert len(bot.agent.turns) == 1


def test_a_message_waits_for_the_one_before_and_others_do_not(bot: Running) -> None:
    bot.agent.held.clear()
    with ThreadPoolExecutor(3) as pool:
        first = pool.submit(bot.say, "ALTO", WHATSAPP)
        wait_for_turns(bot, 1)
        second = pool.submit(bot.say, "hola", WHATSAPP)
        elsewhere = pool.submit(bot.say, "hola", SMS)
        wait_for_turns(bot, 2)
        bot.agent.held.set()
        assert first.result() and elsewhere.result()
        # The first one asked for silence, so that the second is not answered.
        assert second.result() == ""
    assert len(bot.agent.turns) == 2


def test_a_sid_shows_its_reply_to_its_own_sender_only(bot: Running) -> None:
    bot.agent.script = lambda message: f"Para {message.sender_id}"
    form = bot.form("hola", WHATSAPP)
    other = {**form, "From": "whatsapp:+51911111111"}
    assert spoken(bot.post(form)) != spoken(bot.post(other))
    assert len(bot.agent.turns) == 2
