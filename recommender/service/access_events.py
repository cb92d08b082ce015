"""One event for each request that is answered: method, route, status and duration, and no more."""

from __future__ import annotations

import logging
import time

from flask import Flask, Response, g, request

from recommender import trace

log = logging.getLogger(__name__)

# Anybody may send any word as a method.
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def add_access_events(app: Flask) -> None:
    """Give every request its ids, and tell of its answer. To be added before all else."""
    app.before_request(_begin)
    app.after_request(_tell)
    app.teardown_request(_end)
    # Flask's own would name the raw path.
    app.log_exception = _failed  # type: ignore[method-assign, assignment]


def route_template() -> str:
    """The route of the request as it was declared; a raw path may hold what a person wrote."""
    return request.url_rule.rule if request.url_rule else "unmatched"


def _begin() -> None:
    g.asked_at = time.perf_counter()
    trace.enter(request.headers)  # type: ignore[arg-type]


def _tell(response: Response) -> Response:
    at_work = trace.current()
    if at_work is not None:
        response.headers[trace.REQUEST_ID] = at_work.request_id
    took_ms = (time.perf_counter() - g.get("asked_at", time.perf_counter())) * 1000
    told = {
        "method": request.method if request.method in METHODS else "OTHER",
        "route": route_template(),
        "status": response.status_code,
        "duration_ms": round(took_ms, 1),
    }
    log.info("answered", extra=told)
    return response


def _end(_: BaseException | None) -> None:
    trace.leave()


def _failed(error: object) -> None:
    log.error("a request failed at %s", route_template(), exc_info=error)  # type: ignore[arg-type]
