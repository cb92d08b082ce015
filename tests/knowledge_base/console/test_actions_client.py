"""The preview as the console asks for it, from the real action server and from broken ones."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx2
import pytest

from knowledge_base.console.clients.actions import (
    Actions,
    ActionsAway,
    LostCharacter,
    PreviewRefused,
)
from tests.contract.shape import load

ROOT = Path(__file__).parents[3]
CHAT_PYTHON = ROOT / ".venvs" / "chat" / "bin" / "python"
CONTRACT = load("reply_preview")
FIELDS: dict[str, Any] = CONTRACT["request"]["body"]["resource"]
BODY: dict[str, Any] = CONTRACT["response"]["body"]


class Answering:
    """A server that gives one answer to every POST and keeps what it was sent."""

    def __init__(self, status: int, body: bytes, pause_s: float = 0) -> None:
        self.sent: list[Any] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                content = self.rfile.read(int(self.headers["Content-Length"]))
                outer.sent.append((self.path, json.loads(content)))
                time.sleep(pause_s)
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture(scope="module")
def running() -> Iterator[str]:
    """The real action server, in its own environment."""
    if not CHAT_PYTHON.exists():
        pytest.skip("the chat's environment is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    environ = {**os.environ, "ACTIONS_PORT": port}
    process = subprocess.Popen(
        [str(CHAT_PYTHON), "-m", "actions"], cwd=ROOT, env=environ, stderr=subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            assert process.poll() is None, "the action server ended at once"
            try:
                if httpx2.get(f"{url}/readyz", trust_env=False).status_code == 200:
                    break
            except httpx2.TransportError:
                time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        process.wait(20)


def test_the_real_server_shows_the_replies(running: str) -> None:
    with Actions(running, timeout_s=20) as actions:
        shown = actions.preview({**FIELDS, "id": "python", "tags": ["programar"], "author": None})
    assert "*Python fácil*" in shown.whatsapp[0].text
    assert shown.sms[0].text.startswith("Python facil (unos 12 MB).")
    assert (shown.sms[0].encoding, shown.segments) == ("GSM-7", 1)
    assert shown.lost == (LostCharacter("title", "á", "a"),)


def test_the_real_server_says_what_a_draft_lacks(running: str) -> None:
    with Actions(running, timeout_s=20) as actions, pytest.raises(PreviewRefused) as refused:
        actions.preview({"title": "", "kind": "book", "number": "cuatro"})
    assert set(refused.value.errors) == {"title", "number"}


def test_the_agreed_answer_is_read_and_only_what_is_written_is_sent() -> None:
    server = Answering(200, json.dumps(BODY).encode())
    with Actions(server.url + "/") as actions:
        shown = actions.preview({**FIELDS, "tags": ["x"], "level": None, "reviewer_note": "no"})
    server.close()
    path, sent = server.sent[0]
    assert path == CONTRACT["request"]["path"]
    assert sent == {"resource": {k: v for k, v in FIELDS.items() if k != "level"}}
    assert [one.text for one in shown.sms] == [one["text"] for one in BODY["sms"]["messages"]]
    assert [one.characters for one in shown.whatsapp] == [
        one["characters"] for one in BODY["whatsapp"]["messages"]
    ]
    assert shown.notices == ()


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, b"{}"),
        (404, b"{}"),
        (302, b""),
        (200, b"no json"),
        (200, b"[]"),
        (200, b'{"whatsapp": {"messages": [{}]}}'),
        (422, b"no json"),
        (422, b'{"errors": 3}'),
    ],
)
def test_an_answer_that_was_not_agreed_means_away(status: int, body: bytes) -> None:
    server = Answering(status, body)
    with Actions(server.url) as actions, pytest.raises(ActionsAway):
        actions.preview(FIELDS)
    server.close()


def test_a_server_that_does_not_answer_in_time_is_away() -> None:
    server = Answering(200, json.dumps(BODY).encode(), pause_s=5)
    with Actions(server.url, timeout_s=0.2) as actions, pytest.raises(ActionsAway):
        actions.preview(FIELDS)
    server.close()


def test_no_server_is_away() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    with Actions(url) as actions, pytest.raises(ActionsAway):
        actions.preview(FIELDS)
