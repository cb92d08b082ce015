"""Serves the phone simulator and signs what its phones send, in development only.

The signature is made here, so that the token never reaches the page; the page then posts to the
real webhook what Twilio would post.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, raw
from sanic.response import json as json_response
from twilio.request_validator import RequestValidator

from bot.channel.inbound import LARGEST_BODY
from bot.channel.problems import Refused, problem
from bot.channel.twilio import load_settings
from bot.settings import Settings

FOLDER = Path(__file__).parent
PAGE = "index.html"
CONTENT_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; object-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-cache",
}
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1", "[::1]"})
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


class SimulatorChannel(InputChannel):
    """The page at /simulator. It brings no messages of its own: its phones post to the webhook."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @classmethod
    def name(cls) -> str:
        return "simulator"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> SimulatorChannel:
        return cls(load_settings())

    def url_prefix(self) -> str:
        # With a slash in front Rasa does not put it below /webhooks/.
        return "/simulator"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        routes = Blueprint("simulator")
        if self.settings.simulator:
            self._open(routes)
        else:
            _close(routes)
        return routes

    def _open(self, routes: Blueprint) -> None:
        files = {
            path.name: path.read_bytes()
            for path in FOLDER.iterdir()
            if path.suffix in CONTENT_TYPES
        }

        @routes.get("/")
        async def page(_: Request) -> HTTPResponse:
            return _file(PAGE, files)

        @routes.get("/<name:str>")
        async def file(_: Request, name: str) -> HTTPResponse:
            return _file(name or PAGE, files)

        @routes.post("/sign")
        async def sign(request: Request) -> HTTPResponse:
            try:
                refuse_strangers(request.server_name)
                form = read_fields(request.body, request.headers.get("content-type", ""))
            except Refused as refused:
                return problem(refused)
            return json_response({"signature": self.signature(form)}, headers=HEADERS)

    def signature(self, form: dict[str, str]) -> str:
        """What Twilio would send as X-Twilio-Signature with these fields."""
        validator = RequestValidator(self.settings.auth_token)
        return str(validator.compute_signature(self.settings.webhook_url, form))


def refuse_strangers(host: str) -> None:
    """Sign only for a page opened on this machine: a signature stands for Twilio's own word.

    The name in the Host header also tells a page that another name was made to point here.
    Raises Refused for every other name.
    """
    if host not in LOOPBACK:
        raise Refused(403, "not_this_machine", "The simulator signs on this machine only.")


def read_fields(body: bytes, content_type: str) -> dict[str, str]:
    """The form fields that a JSON object names.

    Asking for JSON keeps other sites out: a browser sends it across origins only after asking, and
    the bot gives no such leave. Raises Refused for anything but an object of strings.
    """
    if len(body) > LARGEST_BODY:
        raise Refused(413, "too_large", "The body is over 10 KB.")
    if content_type.split(";")[0].strip().lower() != "application/json":
        raise Refused(415, "not_json", "The body must be application/json.")
    try:
        fields = json.loads(body)
    except (ValueError, RecursionError):
        raise Refused(400, "malformed", "The body is not well-formed JSON.") from None
    if not isinstance(fields, dict) or not all(isinstance(v, str) for v in fields.values()):
        raise Refused(422, "not_fields", "The body must be an object of strings.")
    try:
        "".join(fields).encode() + "".join(fields.values()).encode()
    except UnicodeEncodeError:
        raise Refused(422, "not_fields", "A field holds half a character.") from None
    return fields


def _file(name: str, files: dict[str, bytes]) -> HTTPResponse:
    if name not in files:
        return problem(Refused(404, "not_found", "There is no such file."))
    content_type = CONTENT_TYPES[Path(name).suffix]
    return raw(files[name], content_type=content_type, headers=HEADERS)


def _close(routes: Blueprint) -> None:
    async def closed(_: Request, name: str = "") -> HTTPResponse:
        return problem(Refused(404, "simulator_off", "The phone simulator is off."))

    routes.add_route(closed, "/", methods=METHODS)
    routes.add_route(closed, "/<name:path>", methods=METHODS)
