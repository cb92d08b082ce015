"""The action server: rasa-sdk's own app with routes for probes and metrics beside it."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from inspect import isabstract

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from rasa_sdk import Action
from rasa_sdk.endpoint import create_app
from rasa_sdk.utils import all_subclasses
from sanic import Sanic
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, json, raw

from actions.access_events import add_access_events, route_template
from actions.clients.http import POOL_SIZE
from actions.preview import preview
from actions.preview_request import LARGEST_BODY, BadPreview, read_draft
from actions.turn import ACTS

log = logging.getLogger(__name__)


def build_app() -> Sanic:
    """Register every act of the package and add `/healthz`, `/readyz` and `/metrics`."""
    app = create_app("actions", cors_origins="")
    missing = sorted(set(ACTS) - registered_acts())

    async def readyz(_: Request) -> HTTPResponse:
        if missing:
            return problem(503, "actions_missing", f"Not registered: {', '.join(missing)}.")
        return json({"status": "ready"})

    app.add_route(healthz, "/healthz")
    app.add_route(readyz, "/readyz")
    app.add_route(metrics, "/metrics")
    app.add_route(resource_reply, "/v1/replies/resource", methods=["POST"], stream=True)
    add_access_events(app)
    app.register_listener(widen_the_pool, "before_server_start")
    app.register_listener(begin_to_end, "before_server_stop")
    app.register_middleware(last_of_its_connection, "response")
    # rasa-sdk's own handler answers with the text of the exception and the request.
    app.error_handler.add(Exception, on_error)
    return app


def registered_acts() -> set[str]:
    """The names of the acts that rasa-sdk found when it imported the package."""
    ours = [act for act in all_subclasses(Action) if act.__module__.startswith("actions.")]
    return {act().name() for act in ours if not isabstract(act)}


async def healthz(_: Request) -> HTTPResponse:
    """The process answers."""
    return json({"status": "live"})


async def metrics(_: Request) -> HTTPResponse:
    """What Prometheus scrapes."""
    return raw(generate_latest(), content_type=CONTENT_TYPE_LATEST)


async def resource_reply(request: Request) -> HTTPResponse:
    """What people would get of the resource in the body, for the editors' preview."""
    body = bytearray()
    while (part := await request.stream.read()) is not None:
        body += part
        if len(body) > LARGEST_BODY:
            return problem(413, "too_large", f"El recurso pasa de {LARGEST_BODY // 1024} kB.")
    try:
        draft = read_draft(bytes(body))
    except BadPreview as error:
        return problem(422, "bad_preview", "El recurso no se puede leer.", error.errors)
    return json(preview(draft))


async def widen_the_pool(_: Sanic, loop: asyncio.AbstractEventLoop) -> None:
    """Let acts wait side by side: asyncio's own pool has six threads on two cores."""
    loop.set_default_executor(ThreadPoolExecutor(POOL_SIZE, thread_name_prefix="act"))


async def begin_to_end(app: Sanic, _: asyncio.AbstractEventLoop) -> None:
    """Note that the process ends: Sanic listens no more and sees through the calls that it has."""
    app.ctx.ending = True


async def last_of_its_connection(request: Request, _: HTTPResponse) -> None:
    """Once the process ends, close a connection with its answer and not in the midst of a call."""
    if getattr(request.app.ctx, "ending", False) and request.stream is not None:
        request.stream.keep_alive = False


async def on_error(request: Request, exception: Exception) -> HTTPResponse:
    """Answer in problem+json; what broke is in the log, not in the answer."""
    if isinstance(exception, SanicException) and exception.status_code < 500:
        return problem(exception.status_code, "bad_request", "The request cannot be read.")
    if isinstance(exception, (AttributeError, KeyError, TypeError)):
        log.warning("a call has another shape: %s", route_template(request), exc_info=exception)
        return problem(422, "bad_action_call", "The body is no action call.")
    log.error("a call failed: %s", route_template(request), exc_info=exception)
    return problem(500, "internal_error", "The action server failed.")


def problem(
    status: int, code: str, detail: str, errors: dict[str, list[str]] | None = None
) -> HTTPResponse:
    """A problem+json answer (RFC 9457); `errors` gives the reasons by field."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
        "errors": errors or {},
    }
    return json(body, status=status, content_type="application/problem+json")
