"""The bot's two channels on a real server, with a scripted agent behind them.

`python -m tests.bot.channel.running 5005` serves it for a look at the simulator without the stack.
"""

from __future__ import annotations

import asyncio
import secrets
import socket
import sys
import tempfile
import threading
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import requests
from rasa.core.channels.channel import InputChannel, register
from sanic import Sanic
from twilio.request_validator import RequestValidator

from bot.channel.first_contact import FirstContact
from bot.channel.late.worker import Pace
from bot.channel.privacy import sender_id
from bot.channel.simulator.channel import SimulatorChannel
from bot.channel.twilio import PACE, TwilioChannel
from bot.settings import Settings
from tests.bot.channel.agent import ScriptedAgent, memory_store, sql_store

TOKEN = "a-token-for-the-channel-tests"
SIGNED_URL = "https://bot.example.pe/webhooks/twilio/webhook"
WHATSAPP, SMS = "whatsapp:+51987650001", "+51987650002"


def settings_for(folder: Path, **changed: Any) -> Settings:
    values = {
        "auth_token": TOKEN,
        "hash_key": b"a-key-for-the-channel-tests",
        "webhook_url": SIGNED_URL,
        "database_url": f"sqlite:///{folder}/channel.sqlite",
        "development": True,
        "simulator": True,
        # Tests talk faster than people.
        "a_minute": 1_000,
    }
    return Settings(**{**values, **changed})


@dataclass
class Running:
    """A served bot: its address, its agent and the folder of its stores.

    `end` is what a signal begins; it returns when the work is done, and the server still listens.
    """

    address: str
    agent: ScriptedAgent
    folder: Path
    settings: Settings
    end: Callable[[], Any] | None = None

    def form(self, body: str = "hola", sender: str = WHATSAPP, **fields: str) -> dict[str, str]:
        """What Twilio posts for a message."""
        sid = "SM" + secrets.token_hex(16)
        form = {
            "MessageSid": sid,
            "SmsSid": sid,
            "AccountSid": "AC" + "0" * 32,
            "From": sender,
            "To": "+15005550006",
            "Body": body,
            "NumMedia": "0",
            "NumSegments": "1",
        }
        return {**form, **fields}

    def post(self, form: dict[str, str], **headers: str) -> requests.Response:
        """Post a form with a true signature, unless `headers` brings another."""
        signature = RequestValidator(TOKEN).compute_signature(SIGNED_URL, form)
        return requests.post(
            f"{self.address}/webhooks/twilio/webhook",
            data=form,
            headers={"X-Twilio-Signature": signature, **headers},
            timeout=30,
        )

    def say(self, body: str, sender: str = WHATSAPP, **fields: str) -> str:
        """Send a message and return the answer's text, "" where nothing is said."""
        return spoken(self.post(self.form(body, sender, **fields)))

    @property
    def heard(self) -> Any:
        """The last message that reached the agent."""
        return self.agent.turns[-1]


def spoken(answer: requests.Response) -> str:
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/xml")
    messages = ElementTree.fromstring(answer.content).findall("Message")
    assert len(messages) <= 1, answer.text
    return "".join(messages[0].itertext()) if messages else ""


def assert_problem(answer: requests.Response, status: int, code: str) -> None:
    """Hold a refusal to the shape of every error of the project."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"].startswith("application/problem+json")
    body = answer.json()
    assert (body["status"], body["code"]) == (status, code)
    assert set(body) == {"type", "title", "status", "detail", "code", "errors"}
    assert "Traceback" not in answer.text and 'File "' not in answer.text


@contextmanager
def serving(
    folder: Path,
    agent: ScriptedAgent | None = None,
    port: int = 0,
    pace: Pace = PACE,
    known: Sequence[str] = (WHATSAPP, SMS),
    **changed: Any,
) -> Iterator[Running]:
    """Serve both channels in a thread, on a free port where none is named.

    The `known` were introduced to the assistant some other day.
    """
    settings = settings_for(folder, **changed)
    agent = agent or ScriptedAgent(sql_store(folder))
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    # Without it Sanic rewrites its own methods for the first app and cannot for a second.
    Sanic.test_mode = True
    app = Sanic(f"bot_{uuid.uuid4().hex}", configure_logging=False)
    app.ctx.agent = agent
    told = FirstContact(settings.database_url)
    for number in known:
        channel = "whatsapp" if number.startswith("whatsapp:") else "sms"
        told.note(sender_id(number.removeprefix("whatsapp:"), channel, settings.hash_key))
    twilio = TwilioChannel(settings, pace)
    channels: list[InputChannel] = [twilio, SimulatorChannel(settings)]
    register(channels, app, route="/webhooks/")
    loop, ready = asyncio.new_event_loop(), threading.Event()
    thread = threading.Thread(target=_serve, args=(app, listener, loop, ready), daemon=True)
    thread.start()
    assert ready.wait(30)

    def end() -> None:
        asyncio.run_coroutine_threadsafe(twilio.ending.see_through(), loop).result(60)

    try:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        yield Running(address, agent, folder, settings, end)
    finally:
        agent.held.set()
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)


def _serve(
    app: Sanic, listener: socket.socket, loop: asyncio.AbstractEventLoop, ready: threading.Event
) -> None:
    asyncio.set_event_loop(loop)
    server = loop.run_until_complete(
        app.create_server(sock=listener, return_asyncio_server=True, access_log=False)
    )
    loop.run_until_complete(server.startup())
    loop.run_until_complete(server.before_start())
    loop.run_until_complete(server.start_serving())
    ready.set()
    loop.run_forever()
    loop.run_until_complete(server.before_stop())
    server.close()
    loop.run_until_complete(server.wait_closed())
    for connection in list(server.connections):
        connection.close_if_idle()


if __name__ == "__main__":
    with serving(
        Path(tempfile.mkdtemp()),
        ScriptedAgent(memory_store()),
        port=int(sys.argv[1]),
        webhook_url=f"http://127.0.0.1:{sys.argv[1]}/webhooks/twilio/webhook",
        auth_token=TOKEN,
    ) as here:
        print(f"{here.address}/simulator", flush=True)
        threading.Event().wait()
