"""Rasa's way in for Twilio: checks a post, runs one turn, answers as TwiML in the response."""

from __future__ import annotations

import asyncio
import logging
import os
import time
from collections.abc import Awaitable, Callable
from typing import Any
from weakref import WeakValueDictionary

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.exceptions import MethodNotSupported, NotFound
from sanic.request import Request
from sanic.response import HTTPResponse, json, raw
from twilio.twiml.messaging_response import MessagingResponse

from bot import faster
from bot.channel import metrics
from bot.channel.first_contact import FirstContact
from bot.channel.inbound import LARGEST_POST, Inbound, check_signature, parse_form, read_message
from bot.channel.languages import LanguageStore
from bot.channel.outbound.start import open_queue, send_in_background
from bot.channel.privacy import sender_id
from bot.channel.problems import Refused, problem
from bot.channel.replies_store import RepliesStore
from bot.channel.segments import fit
from bot.channel.turn import DEADLINE_S, Keeping, answer
from bot.channel.visits.follow_up import FollowUp
from bot.channel.visits.store import VisitsStore
from bot.channel.words import APOLOGY
from bot.settings import Settings, SettingsError

logger = logging.getLogger(__name__)


def load_settings() -> Settings:
    """The settings, or the end of the process with a sentence that says what is missing."""
    try:
        return Settings.from_environment(os.environ)
    except SettingsError as error:
        raise SystemExit(f"bot: {error}") from None


def twiml(text: str) -> str:
    """A TwiML answer with one message, or with none where nothing is said."""
    response = MessagingResponse()
    if text:
        response.message(text)
    return str(response)


class TwilioChannel(InputChannel):
    """WhatsApp and SMS by Twilio's webhook."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.store = RepliesStore(settings.database_url)
        self.visits = VisitsStore(settings.database_url)
        self.queue = open_queue(settings)
        self.follow_up = FollowUp(self.visits, settings.report_after_s, self.queue)
        languages = LanguageStore(settings.database_url)
        first_contact = FirstContact(settings.database_url, settings.operator_name)
        self.keeping = Keeping(self.store, self.follow_up, languages, first_contact)
        self._running: dict[tuple[str, str], asyncio.Task[str]] = {}
        # An entry lives as long as a turn holds or awaits its lock.
        self._queues: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @classmethod
    def name(cls) -> str:
        return "twilio"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> TwilioChannel:
        faster.install()
        return cls(load_settings())

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        routes = Blueprint("twilio_webhook")

        @routes.post("/webhook", stream=True)
        async def webhook(request: Request) -> HTTPResponse:
            return await self.receive(request, on_new_message)

        @routes.get("/healthz")
        async def healthz(_: Request) -> HTTPResponse:
            return json({"status": "live"})

        @routes.get("/readyz")
        async def readyz(request: Request) -> HTTPResponse:
            ready = _is_ready(request)
            return json({"status": "ready" if ready else "loading"}, status=200 if ready else 503)

        @routes.get("/metrics")
        async def measured(_: Request) -> HTTPResponse:
            return raw(generate_latest(), content_type=CONTENT_TYPE_LATEST)

        @routes.listener("before_server_start")
        async def answer_strays(app: Any, _: Any) -> None:
            app.error_handler.add(NotFound, _not_found)
            app.error_handler.add(MethodNotSupported, _wrong_method)

        if self.queue and self.settings.outbound:
            send_in_background(routes, self.settings, self.queue, self.visits, self.store)
        return routes

    async def receive(
        self, request: Request, handler: Callable[[UserMessage], Awaitable[Any]]
    ) -> HTTPResponse:
        """Answer one post: TwiML for a message, problem+json for anything else."""
        began = time.perf_counter()
        try:
            body = await read_body(request)
            form = parse_form(body, request.headers.get("content-type", ""))
            signature = request.headers.get("x-twilio-signature", "")
            check_signature(form, signature, self.settings.webhook_url, self.settings.auth_token)
            message = read_message(form)
            if not _is_ready(request):
                raise Refused(503, "not_ready", "The assistant is still loading.")
        except Refused as refused:
            metrics.REFUSED.labels(refused.code).inc()
            return problem(refused)
        try:
            text = await self.reply_once(message, handler, request.app.ctx.agent)
        except Exception:
            # The store is out of reach, say: an answer is still owed.
            logger.exception("a message could not be answered")
            text = fit(APOLOGY, message.channel)
        metrics.SECONDS.labels(message.channel).observe(time.perf_counter() - began)
        return raw(twiml(text).encode(), content_type="text/xml; charset=utf-8")

    async def reply_once(
        self, message: Inbound, handler: Callable[[UserMessage], Awaitable[Any]], agent: Any
    ) -> str:
        """The reply to a message; a repeat gets the same one, also while the first still runs."""
        sender = sender_id(message.number, message.channel, self.settings.hash_key)
        key = (sender, message.sid)
        known = self.store.reply_to(*key)
        if known is not None or key in self._running:
            metrics.REPEATS.inc()
        if known is not None:
            return known
        if key not in self._running:
            turn = asyncio.create_task(self._turn(message, sender, handler, agent))
            self._running[key] = turn
            turn.add_done_callback(lambda _: self._running.pop(key, None))
        # A caller who hangs up does not end the turn: Twilio asks again, and the reply is kept.
        return await asyncio.shield(self._running[key])

    async def _turn(
        self,
        message: Inbound,
        sender: str,
        handler: Callable[[UserMessage], Awaitable[Any]],
        agent: Any,
    ) -> str:
        """Take turns one by one for each sender (Rasa's own lock looks only once a second)."""
        latest = time.monotonic() + DEADLINE_S
        queue = self._queues.setdefault(sender, asyncio.Lock())
        try:
            await asyncio.wait_for(queue.acquire(), DEADLINE_S)
        except asyncio.TimeoutError:
            metrics.FAILURES.labels("deadline").inc()
            return fit(APOLOGY, message.channel)
        try:
            left_s = latest - time.monotonic()
            text = await answer(message, sender, handler, agent, self.keeping, left_s)
            self.store.keep(sender, message.sid, text)
        finally:
            queue.release()
        return text


async def read_body(request: Request) -> bytes:
    """The body of a post, read no further than it may be long. Raises Refused beyond that."""
    body = b""
    async for part in request.stream:
        body += part
        if len(body) > LARGEST_POST:
            raise Refused(413, "too_large", "The body is over 10 KB.")
    return body


def _not_found(_: Request, __: Exception) -> HTTPResponse:
    return problem(Refused(404, "not_found", "There is nothing at this address."))


def _wrong_method(_: Request, __: Exception) -> HTTPResponse:
    return problem(Refused(405, "method_not_allowed", "This address takes another method."))


def _is_ready(request: Request) -> bool:
    agent = getattr(request.app.ctx, "agent", None)
    return agent is not None and bool(agent.is_ready())
