"""A small HTTP server that stands for Twilio's REST API."""

from __future__ import annotations

import base64
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

ACCOUNT = "AC" + "1" * 32


class FakeTwilio:
    """Takes messages; `statuses` are those of its next answers, 201 after them.

    A status of 0 breaks the connection off without an answer.
    """

    def __init__(self) -> None:
        self.called = threading.Event()
        self.messages: list[dict[str, str]] = []
        self.paths: list[str] = []
        self.logins: list[str] = []
        self.statuses: list[int] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        ).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                fake.messages.append({name: v[0] for name, v in parse_qs(body).items()})
                fake.paths.append(self.path)
                fake.called.set()
                login = self.headers["Authorization"].removeprefix("Basic ")
                fake.logins.append(base64.b64decode(login).decode())
                status = fake.statuses.pop(0) if fake.statuses else 201
                if status == 0:
                    self.connection.close()
                    return
                content = json.dumps({"sid": "SM1", "code": 0, "message": "", "status": status})
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content.encode())

            def log_message(self, format: str, *args: object) -> None:
                pass

        return Handler
