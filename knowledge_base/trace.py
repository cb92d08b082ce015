"""Which request is at work: its id, and its place in the trace (W3C Trace Context, level 1).

Both go from pod to pod in headers. `tracestate` is not passed on: nothing here writes one.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

REQUEST_ID, TRACEPARENT = "X-Request-Id", "traceparent"
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
# A later version may say more behind what this one knows; "ff" and ids of zeros are forbidden.
_TRACEPARENT = re.compile(
    r"(?!ff)[0-9a-f]{2}-(?!0{32})(?P<trace_id>[0-9a-f]{32})"
    r"-(?!0{16})[0-9a-f]{16}-(?P<flags>[0-9a-f]{2})(?P<later>-.*)?"
)
_FIRST_VERSION = "00-"


@dataclass(frozen=True)
class Trace:
    """One request's work in this pod; ids in hexadecimal digits, `flags` "01" if sampled."""

    request_id: str
    trace_id: str
    span_id: str
    flags: str = "01"

    @classmethod
    def begun(cls, request_id: str | None = None, traceparent: str | None = None) -> Trace:
        """Go on with what the headers say as far as they are well-formed, else begin anew."""
        if not request_id or not _REQUEST_ID.fullmatch(request_id):
            request_id = secrets.token_hex(16)
        span_id, above = secrets.token_hex(8), _TRACEPARENT.fullmatch(traceparent or "")
        if above is None or (above["later"] and above[0].startswith(_FIRST_VERSION)):
            return cls(request_id, secrets.token_hex(16), span_id)
        return cls(request_id, above["trace_id"], span_id, f"{int(above['flags'], 16) & 1:02x}")

    def headers(self) -> dict[str, str]:
        """What the next pod is told."""
        traceparent = f"{_FIRST_VERSION}{self.trace_id}-{self.span_id}-{self.flags}"
        return {REQUEST_ID: self.request_id, TRACEPARENT: traceparent}


_AT_WORK: ContextVar[Trace | None] = ContextVar("trace", default=None)


def current() -> Trace | None:
    """What is at work in this thread or task, if it is anybody's request."""
    return _AT_WORK.get()


def enter(headers: Mapping[str, str]) -> Trace:
    """Begin to work for a request with these headers, until `leave` or the next request."""
    trace = Trace.begun(headers.get(REQUEST_ID), headers.get(TRACEPARENT))
    _AT_WORK.set(trace)
    return trace


def leave() -> None:
    """Work for nobody's request any more."""
    _AT_WORK.set(None)


def headers() -> dict[str, str]:
    """The headers that go along with a call to another pod; none outside of a request."""
    trace = _AT_WORK.get()
    return trace.headers() if trace else {}


@contextmanager
def background(trace: Trace | None = None) -> Iterator[Trace]:
    """Let work that no request waits for have an id too: that of a `trace`, or one of its own."""
    trace = trace or Trace.begun()
    token = _AT_WORK.set(trace)
    try:
        yield trace
    finally:
        _AT_WORK.reset(token)
