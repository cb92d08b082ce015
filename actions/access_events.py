"""One event for each request that is answered: method, route, status and duration, and no more."""

from __future__ import annotations

import logging
import time

from sanic import Sanic
from sanic.request import Request
from sanic.response import BaseHTTPResponse

from actions import trace

log = logging.getLogger(__name__)

# Anybody may send any word as a method.
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def add_access_events(app: Sanic) -> None:
    """Give every request its ids, and tell of its answer."""
    app.register_middleware(_begin, "request")
    app.register_middleware(_tell, "response")


def route_template(request: Request) -> str:
    """The route of the request as it was declared; a raw path may hold what a person wrote."""
    return str(request.uri_template) if request.route else "unmatched"


async def _begin(request: Request) -> None:
    # Sanic begins once more where the route is not found.
    if not hasattr(request.ctx, "asked_at"):
        request.ctx.asked_at = time.perf_counter()
        request.ctx.trace = trace.enter(request.headers)


async def _tell(request: Request, response: BaseHTTPResponse) -> None:
    if not hasattr(request.ctx, "asked_at"):
        await _begin(request)
    response.headers[trace.REQUEST_ID] = request.ctx.trace.request_id
    told = {
        "method": request.method if request.method in METHODS else "OTHER",
        "route": route_template(request),
        "status": response.status,
        "duration_ms": round((time.perf_counter() - request.ctx.asked_at) * 1000, 1),
    }
    log.info("answered", extra=told)
    trace.leave()
