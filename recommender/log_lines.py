"""One JSON object a line for every event, and nothing in it that a person wrote.

An event of our own is told in its own words; of another library's only the words before the first
thing that it quotes. Of an exception its type, its code and where it passed are told, never its
message, which may hold what somebody wrote or what a database was given.
"""

from __future__ import annotations

import errno
import logging
import re
import traceback
from datetime import datetime, timezone
from typing import Any

from pythonjsonlogger.json import JsonFormatter

from recommender import trace

SERVICE = PACKAGE = "recommender"
# What an event may carry besides its words; anything else stays away.
EXTRAS = ("method", "route", "status", "duration_ms", "turn")
# A line is written whole where several processes share a pipe: 4096 bytes at most.
LONGEST_MESSAGE, LONGEST_TRACE, MOST_FRAMES = 600, 2_000, 30
# What is not looked through is not told. An address has 64 characters before its @ at most: without
# that bound a long word would be read anew from each of its letters.
LONGEST_READ = 4_000
HIDDEN = "[hidden]"
# Seven digits or more however they are grouped, an address, degrees finer than about 1 km.
_PRIVATE = re.compile(
    r"\+?\d(?:[\s()./_-]{0,2}\d){6,}|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+|-?\b\d{1,2}\.\d{3,}"
)
_QUOTED = re.compile(r"[:'\"`<{\[(=\n]|\d{4,}")
_CODE = re.compile(r"[A-Za-z0-9_]{1,40}")


class JsonLines(JsonFormatter):
    """A record as one line of JSON in ASCII."""

    def format(self, record: logging.LogRecord) -> str:
        return self.serialize_log_record(event_of(record))


class TextLines(logging.Formatter):
    """The same for a terminal: `LEVEL logger: message, name=value`."""

    def format(self, record: logging.LogRecord) -> str:
        event = event_of(record)
        error = event.pop("error", {})
        told = [f"{name}={event[name]}" for name in (*EXTRAS, "request_id") if name in event]
        words = f"{event['level']} {event['logger']}: {event['message']}"
        return ", ".join([words, *told, *([error["trace"]] if error else [])])


def event_of(record: logging.LogRecord) -> dict[str, Any]:
    """What is told of a record."""
    at = datetime.fromtimestamp(record.created, timezone.utc).isoformat(timespec="milliseconds")
    event: dict[str, Any] = {
        "time": at.replace("+00:00", "Z"),
        "level": record.levelname,
        "service": SERVICE,
        "logger": record.name,
        "message": _hidden(_words(record)),
    }
    at_work = trace.current()
    if at_work:
        ids = {"request_id": at_work.request_id, "trace_id": at_work.trace_id}
        event |= {**ids, "span_id": at_work.span_id}
    event |= {name: record.__dict__[name] for name in EXTRAS if name in record.__dict__}
    if record.exc_info and record.exc_info[1]:
        event["error"] = error_of(record.exc_info[1])
    return event


def error_of(error: BaseException) -> dict[str, str]:
    """An exception's type, its code where it has one, and the way it came, causes behind."""
    told, cause = [], _cause(error)
    told.append(_way(error))
    while cause is not None and len(told) < 5:
        told.append(_way(cause))
        cause = _cause(cause)
    trace_ = " < ".join(told)[:LONGEST_TRACE]
    code = _code(error)
    return {"type": _type(error), **({"code": code} if code else {}), "trace": trace_}


def is_ours(name: str) -> bool:
    """Whether a logger or module is this service's own."""
    return name == PACKAGE or name.startswith(PACKAGE + ".")


def _words(record: logging.LogRecord) -> str:
    try:
        return _own_words(record) if is_ours(record.name) else _head(record)
    except (TypeError, ValueError, KeyError):
        # Arguments that do not fit the words must not cost the event.
        return record.funcName or "event"


def _hidden(text: str) -> str:
    """The beginning of a text, without what is private in it."""
    if len(text) > LONGEST_READ:
        # A number or an address that was cut in two would no longer look like one.
        text = text[:LONGEST_READ].rpartition(" ")[0] or text[:LONGEST_READ]
    return _PRIVATE.sub(HIDDEN, text)[:LONGEST_MESSAGE]


def _own_words(record: logging.LogRecord) -> str:
    args = record.args
    if isinstance(args, tuple):
        args = tuple(_told(arg) for arg in args)
    text = str(_told(record.msg))
    return " ".join((text % args if args else text).split())


def _told(arg: object) -> object:
    """An argument as it may be told: of an exception that is not ours only the type."""
    if isinstance(arg, BaseException) and not is_ours(type(arg).__module__):
        return _type(arg)
    return arg


def _head(record: logging.LogRecord) -> str:
    """The words of a library: its template with numbers alone, or what stands before a value."""
    if isinstance(record.msg, BaseException):
        return _type(record.msg)
    text = str(record.msg)
    if isinstance(record.args, tuple) and record.args:
        numbers = (arg if isinstance(arg, (int, float)) else "-" for arg in record.args)
        return " ".join((text % tuple(numbers)).split())
    return _QUOTED.split(text, maxsplit=1)[0].strip() or record.funcName or "event"


def _way(error: BaseException) -> str:
    frames = list(traceback.walk_tb(error.__traceback__))[-MOST_FRAMES:]
    passed = [
        f"{frame.f_globals.get('__name__', '?')}:{line} {frame.f_code.co_name}"
        for frame, line in frames
    ]
    return f"{_type(error)}: {' > '.join(passed)}" if passed else _type(error)


def _cause(error: BaseException) -> BaseException | None:
    return error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _type(error: BaseException) -> str:
    kind = type(error)
    name = kind.__qualname__.replace("<locals>.", "")
    return name if kind.__module__ == "builtins" else f"{kind.__module__}.{name}"


def _code(error: BaseException) -> str:
    """What a database (SQLSTATE) or the system (errno) calls the fault, "" where nothing does."""
    inner = getattr(error, "orig", None) or error
    found = getattr(inner, "sqlstate", None) or getattr(inner, "pgcode", None)
    found = found or getattr(inner, "sqlite_errorname", None)
    if not found and isinstance(inner, OSError) and inner.errno:
        found = errno.errorcode.get(inner.errno)
    return found if isinstance(found, str) and _CODE.fullmatch(found) else ""
