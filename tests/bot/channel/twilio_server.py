"""A small HTTP server that stands for Twilio's REST API, with the fields that its pages on the
Message resource and on error responses show."""

from __future__ import annotations

import base64
import json
import threading
import time
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

ACCOUNT = "AC" + "1" * 32
# Instead of a status: the connection breaks before, or after, the message was taken; or the answer
# to a message that was taken keeps the caller waiting, for good or (SLOW) until it is let go.
BREAK, BREAK_TAKEN, HANG_TAKEN, HANG, SLOW = 0, -1, -2, -3, -4
PATH = f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
UNSUBSCRIBED = (400, 21610)
ERRORS = {
    21610: "Attempt to send to unsubscribed recipient",
    20429: "Too Many Requests",
    20500: "Internal Server Error",
    21656: "The ContentVariables Parameter is invalid",
    21211: "Invalid 'To' Phone Number",
}
CODES = {400: 21211, 429: 20429}


class FakeTwilio:
    """Takes messages and lists them; `statuses` are those of its next answers, 201 after them.

    `messages` are the fields of every post, `taken` the resources that came of them.
    """

    def __init__(self) -> None:
        self.called, self.let_go = threading.Event(), threading.Event()
        self.messages: list[dict[str, str]] = []
        self.taken: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.logins: list[str] = []
        self.statuses: list[int | tuple[int, int]] = []
        self.list_statuses: list[int] = []
        self.lists: list[dict[str, str]] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        ).start()

    def close(self) -> None:
        self.let_go.set()
        self._server.shutdown()
        self._server.server_close()

    def take(self, form: dict[str, str], direction: str = "outbound-api") -> dict[str, Any]:
        """Make a message of what was posted."""
        variables = json.loads(form.get("ContentVariables", "{}"))
        now = formatdate(time.time(), usegmt=True)
        sid = f"SM{len(self.taken) + 1:032x}"
        message = {
            "account_sid": ACCOUNT,
            "api_version": "2010-04-01",
            "body": variables.get("1", form.get("Body", "")),
            "date_created": now,
            "date_sent": None,
            "date_updated": now,
            "direction": direction,
            "error_code": None,
            "error_message": None,
            "from": form["From"],
            "messaging_service_sid": None,
            "num_media": "0",
            "num_segments": "1",
            "price": None,
            "price_unit": None,
            "sid": sid,
            "status": "queued",
            "subresource_uris": {"media": f"{PATH[:-5]}/{sid}/Media.json"},
            "to": form["To"],
            "uri": f"{PATH[:-5]}/{sid}.json",
        }
        self.taken.append(message)
        return message

    def page(self, query: dict[str, str]) -> dict[str, Any]:
        """A page of the messages from and to two numbers, the newest first."""
        found = [
            message
            for message in reversed(self.taken)
            if message["to"] == query.get("To") and message["from"] == query.get("From")
        ]
        return {
            "messages": found, "first_page_uri": PATH, "next_page_uri": None, "end": len(found),
            "previous_page_uri": None, "page": 0, "page_size": 50, "start": 0, "uri": PATH,
        }  # fmt: skip

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                form = {name: v[0] for name, v in parse_qs(body).items()}
                fake.messages.append(form)
                fake.paths.append(self.path)
                login = self.headers["Authorization"].removeprefix("Basic ")
                fake.logins.append(base64.b64decode(login).decode())
                status = fake.statuses.pop(0) if fake.statuses else 201
                if "\\n" in form.get("ContentVariables", ""):
                    status = (400, 21656)
                taken = fake.take(form) if status in (201, BREAK_TAKEN, HANG_TAKEN, SLOW) else None
                fake.called.set()
                if status in (HANG, HANG_TAKEN, SLOW):
                    fake.let_go.wait(60)
                status = 201 if status == SLOW else status
                if isinstance(status, int) and status <= 0:
                    self.connection.close()
                    return
                self._answer(status, taken)

            def do_GET(self) -> None:
                query = {n: v[0] for n, v in parse_qs(urlsplit(self.path).query).items()}
                fake.lists.append(query)
                status = fake.list_statuses.pop(0) if fake.list_statuses else 200
                self._answer(status, fake.page(query) if status == 200 else None)

            def _answer(self, status: int | tuple[int, int], content: Any) -> None:
                status, code = status if isinstance(status, tuple) else (status, None)
                if content is None:
                    code = code or CODES.get(status, 20500)
                    content = {
                        "code": code,
                        "message": ERRORS[code],
                        "more_info": f"https://www.twilio.com/docs/errors/{code}",
                        "status": status,
                    }
                written = json.dumps(content).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(written)))
                self.end_headers()
                self.wfile.write(written)

            def log_message(self, format: str, *args: object) -> None:
                pass

        return Handler
