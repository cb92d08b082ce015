"""Rasa's way in for Twilio: checks a post, runs one turn, answers as TwiML in the response."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Awaitable, Callable
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.exceptions import MethodNotSupported, NotFound
from sanic.request import Request
from sanic.response import HTTPResponse, empty, json, raw
from twilio.twiml.messaging_response import MessagingResponse

from bot import faster, listening
from bot.channel import metrics
from bot.channel.access_events import add_access_events
from bot.channel.attachments import is_silent
from bot.channel.callbacks import (
    OPT_IN,
    OPT_OUT,
    OUTGOING,
    opt_out_type,
    status_of,
    unsubscribed_number,
)
from bot.channel.claims import Claims, Orphan
from bot.channel.desk import Desk
from bot.channel.ending import Ending
from bot.channel.first_contact import FirstContact
from bot.channel.gauges import Lookout
from bot.channel.inbound import (
    Form,
    Inbound,
    check_signature,
    parse_form,
    read_body,
    read_message,
)
from bot.channel.languages import LanguageStore
from bot.channel.late.start import LateReplies
from bot.channel.late.worker import Pace
from bot.channel.limits import Gate
from bot.channel.outbound.start import open_queue, open_worker, send_in_background
from bot.channel.privacy import sender_id, turn_name
from bot.channel.problems import Refused, problem
from bot.channel.replies_store import RepliesStore
from bot.channel.runner import Runner
from bot.channel.segments import fit
from bot.channel.turn import Handler, Keeping, instead_of_a_turn
from bot.channel.visits.follow_up import FollowUp
from bot.channel.visits.store import VisitsStore
from bot.retention.daily import purge_in_background
from bot.settings import Settings
from bot.variables import SettingsError

logger = logging.getLogger(__name__)

PACE = Pace()


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

    def __init__(self, settings: Settings, pace: Pace = PACE) -> None:
        metrics.begin_at_zero(OUTGOING)
        self.settings = settings
        self.store = RepliesStore(settings.database_url)
        self.visits = VisitsStore(settings.database_url)
        self.queue = open_queue(settings)
        self.follow_up = FollowUp(self.visits, settings.report_after_s, self.queue)
        languages = LanguageStore(settings.database_url)
        first_contact = FirstContact(settings.database_url, settings.operator_name)
        keeping = Keeping(self.store, self.follow_up, languages, first_contact)
        self.claims = Claims(settings.database_url)
        outbound = settings.outbound
        self.late = LateReplies(settings.database_url, outbound, pace) if outbound else None
        self.lookout = Lookout(self.store, self.late.queue if self.late else None, self.queue)
        self.desk = Desk(
            self.store,
            self.claims,
            Gate(settings.limits_url, settings.a_minute, settings.most_turns, self.store),
            Runner(keeping, self.claims, self.late, settings.content_templates),
            settings.hash_key,
            self.late,
        )
        self.asking = open_worker(settings, self.queue, self.visits, self.store)
        self.ending = Ending(*(part for part in (self.desk, self.late, self.asking) if part))
        self._handler: Handler | None = None

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
            if self.ending.begun:
                return json({"status": "ending"}, status=503)
            ready = _is_ready(request)
            return json({"status": "ready" if ready else "loading"}, status=200 if ready else 503)

        @routes.get("/metrics")
        async def measured(request: Request) -> HTTPResponse:
            return await self.measured(request)

        @routes.listener("before_server_start")
        async def answer_strays(app: Any, _: Any) -> None:
            add_access_events(app)
            app.error_handler.add(NotFound, _not_found)
            app.error_handler.add(MethodNotSupported, _wrong_method)

        @routes.listener("after_server_start")
        async def note(_: Any, __: Any) -> None:
            listening.note()

        self._handler = on_new_message
        if self.late:
            token = self.settings.auth_token
            self.late.send_in_background(routes, token, self.claims, self.store, self._resume)
        if self.settings.tracker_url and self.settings.purges:
            purge_in_background(routes, self.settings)
        if self.asking:
            send_in_background(routes, self.asking)
        self.ending.listen(routes)
        return routes

    async def measured(self, request: Request) -> HTTPResponse:
        """What Prometheus reads, with what waits in the store at this moment."""
        if _is_ready(request):
            metrics.ASSISTANT.info({"model": str(getattr(request.app.ctx.agent, "model_name", ""))})
        await self.lookout.look()
        return raw(generate_latest(), content_type=CONTENT_TYPE_LATEST)

    async def receive(
        self, request: Request, handler: Callable[[UserMessage], Awaitable[Any]]
    ) -> HTTPResponse:
        """Answer one post: TwiML for a message, problem+json for anything else."""
        began = time.perf_counter()
        try:
            form = await self._checked_form(request)
            if status_of(form):
                self._hear_status(form)
                return empty()
            if is_silent(form):
                return empty()
            message = read_message(form)
            request.ctx.turn = turn_name(message.sid, self.settings.hash_key)
            by_twilio = opt_out_type(form)
            if by_twilio:
                self._answered_by_twilio(message, by_twilio)
                return _said("")
            if not _is_ready(request):
                raise Refused(503, "not_ready", "The assistant is still loading.")
        except Refused as refused:
            metrics.REFUSED.labels(refused.code).inc()
            return problem(refused)
        try:
            text = await self.desk.reply_to(message, handler, request.app.ctx.agent)
        except Exception:
            # The store is out of reach, say: an answer is still owed.
            metrics.FAILURES.labels("not_answered").inc()
            logger.exception("a message could not be answered")
            text = fit(instead_of_a_turn(message), message.channel)
        metrics.SECONDS.labels(message.channel).observe(time.perf_counter() - began)
        return _said(text)

    async def _checked_form(self, request: Request) -> Form:
        """The fields of a post that Twilio signed. Raises Refused for any other."""
        body = await read_body(request)
        form = parse_form(body, request.headers.get("content-type", ""))
        signature = request.headers.get("x-twilio-signature", "")
        check_signature(form, signature, self.settings.webhook_url, self.settings.auth_token)
        return form

    async def _resume(self, orphan: Orphan, agent: Any) -> None:
        assert self._handler is not None
        await self.desk.resume(orphan, self._handler, agent)

    def _answered_by_twilio(self, message: Inbound, kind: str) -> None:
        """Keep what Twilio's Advanced Opt-Out has told the person already."""
        sender = sender_id(message.number, message.channel, self.settings.hash_key)
        if kind == OPT_OUT:
            self._silence(sender)
        elif kind == OPT_IN:
            self.store.opt_in(sender)

    def _hear_status(self, form: Form) -> None:
        """Keep a person's silence that Twilio reports with a message it did not carry."""
        found = unsubscribed_number(form)
        if found:
            channel, number = found
            self._silence(sender_id(number, channel, self.settings.hash_key))

    def _silence(self, sender: str) -> None:
        self.follow_up.forget(sender)
        self.store.opt_out(sender)


def _said(text: str) -> HTTPResponse:
    return raw(twiml(text).encode(), content_type="text/xml; charset=utf-8")


def _not_found(_: Request, __: Exception) -> HTTPResponse:
    return problem(Refused(404, "not_found", "There is nothing at this address."))


def _wrong_method(_: Request, __: Exception) -> HTTPResponse:
    return problem(Refused(405, "method_not_allowed", "This address takes another method."))


def _is_ready(request: Request) -> bool:
    agent = getattr(request.app.ctx, "agent", None)
    return agent is not None and bool(agent.is_ready())
