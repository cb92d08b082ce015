"""Every post has an id, which its turn, its calls, its late reply and the log carry."""

from __future__ import annotations

import asyncio
import json
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from rasa.core.channels.channel import UserMessage
from rasa.utils.endpoints import EndpointConfig

from bot import faster, trace
from bot.channel.privacy import turn_name
from bot.log_lines import JsonLines
from tests.bot.channel.processes import hurried, until
from tests.bot.channel.running import Running
from tests.bot.channel.sending import all_sent, release
from tests.bot.channel.twilio_server import FakeTwilio
from tests.contract.log_lines import faults
from tests.contract.started import ROOT, Listening

SAID = "hub en Vinchos, soy Rosa, cel 987654321"


class Told(logging.Handler):
    """Keeps every event as the log would write it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(JsonLines())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.startswith("bot."):
            self.lines.append(self.format(record))

    @property
    def events(self) -> list[dict[str, Any]]:
        assert [line for line in self.lines if faults(line)] == []
        return [json.loads(line) for line in self.lines]

    def of(self, request_id: str) -> list[dict[str, Any]]:
        return [event for event in self.events if event.get("request_id") == request_id]


@pytest.fixture
def told() -> Iterator[Told]:
    handler, logger = Told(), logging.getLogger("bot")
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    yield handler
    logger.removeHandler(handler)
    logger.setLevel(level)


def request_id(answer: requests.Response) -> str:
    return answer.headers["X-Request-Id"]


def test_each_post_has_an_id_of_its_own(bot: Running, told: Told) -> None:
    form = bot.form(SAID)
    first, again = bot.post(form), bot.post(form)
    assert request_id(first) != request_id(again)
    for answer in (first, again):
        (event,) = told.of(request_id(answer))
        assert (event["route"], event["status"]) == ("/webhooks/twilio/webhook", 200)
        assert event["turn"] == turn_name(form["MessageSid"], bot.settings.hash_key)
        assert form["MessageSid"] not in json.dumps(event)


def test_a_refused_post_has_an_id_too_and_no_turn(bot: Running, told: Told) -> None:
    answer = bot.post(bot.form(SAID), **{"X-Twilio-Signature": "forged"})
    (event,) = told.of(request_id(answer))
    assert event["status"] == 403 and "turn" not in event


def test_a_turn_works_under_the_id_of_its_post(bot: Running) -> None:
    seen = []

    def script(_: UserMessage) -> str:
        seen.append(trace.current())
        return "hola"

    bot.agent.script = script
    answer = bot.post(bot.form("hola"))
    assert [at_work.request_id for at_work in seen if at_work] == [request_id(answer)]


def test_a_fault_is_told_under_the_id_and_without_the_words(bot: Running, told: Told) -> None:
    bot.agent.fault = RuntimeError(SAID)
    answer = bot.post(bot.form(SAID))
    events = told.of(request_id(answer))
    (failed,) = [event for event in events if "error" in event]
    assert failed["error"]["type"] == "RuntimeError" and "agent:" in failed["error"]["trace"]
    assert "Vinchos" not in "".join(told.lines) and "Rosa" not in "".join(told.lines)


def test_a_late_reply_is_sent_under_the_id_of_its_turn(
    tmp_path: Path, sending: dict[str, Any], twilio: FakeTwilio, told: Told
) -> None:
    (tmp_path / "hold").touch()
    with hurried(tmp_path, **sending) as bot:
        answer = bot.post(bot.form(SAID))
        release(tmp_path)
        until(lambda: all_sent(tmp_path))
        until(lambda: any("late reply is sent" in line for line in told.lines))
    messages = [event["message"] for event in told.of(request_id(answer))]
    assert messages == ["answered", "a late reply is sent"]
    assert twilio.taken and "Vinchos" not in "".join(told.lines)


def test_each_call_of_an_act_carries_the_ids_of_its_own_request(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(EndpointConfig, "session", faster.session_of)

    async def turn(endpoint: EndpointConfig, name: str) -> None:
        with trace.background(trace.Trace.begun(name)):
            await endpoint.request(json={"a": 1})

    async def two_at_once(address: str) -> None:
        endpoint = EndpointConfig(address)
        await asyncio.gather(turn(endpoint, "one"), turn(endpoint, "two"))
        await endpoint.request(json={"a": 1})
        async with endpoint.session() as session:
            await session.close()

    with Listening({}) as server:
        asyncio.run(two_at_once(server.url))
    sent = [headers.get("x-request-id", "none") for headers in server.headers]
    assert sorted(sent) == ["none", "one", "two"] and sent[-1] == "none"
    assert all("traceparent" in h for h in server.headers if "x-request-id" in h)


def test_many_turns_at_once_keep_their_ids_apart(bot: Running) -> None:
    seen: dict[str, str] = {}
    bot.agent.script = lambda message: seen.setdefault(
        str(message.text), getattr(trace.current(), "request_id", "")
    )
    answers: dict[str, str] = {}

    def post(text: str) -> None:
        form = bot.form(text) | {"From": f"whatsapp:+5198765{text[-4:]}"}
        answers[text] = request_id(bot.post(form))

    threads = [threading.Thread(target=post, args=(f"hola {n}",)) for n in range(1000, 1016)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert seen == answers and len(set(answers.values())) == 16


@pytest.mark.parametrize(
    ("name", "given"), [("TECHHUB_LOG_LEVEL", "loud"), ("TWILIO_AUTH_TOKEN", "")]
)
def test_a_setting_that_does_not_fit_ends_the_bot_with_an_event(name: str, given: str) -> None:
    environment = {"PYTHONPATH": ":".join(sys.path), "ACTIONS_URL": "http://127.0.0.1:9/webhook"}
    environment |= {"RASA_TELEMETRY_ENABLED": "false", "TECHHUB_VAR": "var", name: given}
    command = [sys.executable, "-m", "bot", "--endpoints", "bot/endpoints.yml"]
    command += ["--credentials", "bot/credentials.yml", "--model", "bot/models"]
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    lines = ended.stdout.splitlines()
    assert ended.returncode == 1 and [line for line in lines if faults(line)] == []
    last = json.loads(lines[-1])
    assert last["level"] == "CRITICAL" and name in last["message"]
