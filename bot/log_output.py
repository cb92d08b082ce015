"""Where events go: every one to standard output, whoever makes it and however.

What a library prints, warns of, or dies of becomes an event as well. What C code writes to the
file descriptors itself (TensorFlow, the dynamic linker) is out of reach.
"""

from __future__ import annotations

import io
import logging
import os
import re
import sys
import threading
import warnings
from types import TracebackType
from typing import Any, NoReturn, TextIO

from bot.log_lines import PACKAGE, JsonLines, TextLines, is_ours, unquoted
from bot.settings import LogSettings

log = logging.getLogger(f"{PACKAGE}.process")

# Of these libraries what is no more than information is of use, such as that a worker starts.
TELLING = ("rasa.core.run", "rasa.core.processor")
# Whatever Rasa warns of it warns of there, in words of its own.
WARNS_FOR_OTHERS = "rasa/shared/utils/io.py"
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


class Printed(io.TextIOBase):
    """A stream that makes an event of every line printed to it."""

    def __init__(self, name: str, real: TextIO) -> None:
        self._log, self._real, self._rest = logging.getLogger(name), real, ""
        self._busy = threading.local()

    def write(self, text: str) -> int:
        """Tell of each whole line; what telling itself prints goes nowhere."""
        *lines, self._rest = (self._rest + text).split("\n")
        if not getattr(self._busy, "now", False):
            self._busy.now = True
            try:
                for line in lines:
                    if words := _COLOUR.sub("", line).strip():
                        self._log.warning(words)
            finally:
                self._busy.now = False
        return len(text)

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._real.fileno()

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return "utf-8"


def start_logging(settings: LogSettings) -> None:
    """Send all events of this process to standard output from now on."""
    assert sys.__stdout__ is not None and sys.__stderr__ is not None
    # A descriptor of its own: the first may be turned aside while C code prints.
    handler = logging.StreamHandler(os.fdopen(os.dup(1), "w", encoding="utf-8"))
    handler.setFormatter(JsonLines() if settings.form == "json" else TextLines())
    handler.addFilter(_is_worth_telling)
    level = logging.getLevelName(settings.level)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(max(level, logging.INFO))
    logging.getLogger(PACKAGE).setLevel(level)
    # A reader that has gone must not make a process print what it could not write.
    logging.raiseExceptions = False
    warnings.showwarning = _warned
    sys.excepthook, threading.excepthook = _crashed, _thread_crashed
    sys.unraisablehook = _unraisable
    sys.stdout, sys.stderr = Printed("stdout", sys.__stdout__), Printed("stderr", sys.__stderr__)


def refuse_to_start(error: Exception) -> NoReturn:
    """Tell which setting does not fit, and end the process."""
    start_logging(LogSettings())
    log.critical("%s", str(error))
    sys.exit(1)


def _is_worth_telling(record: logging.LogRecord) -> bool:
    """Of libraries only warnings: what they say besides is long and may quote a person."""
    if is_ours(record.name) or record.levelno >= logging.WARNING:
        return True
    return record.levelno >= logging.INFO and record.name.startswith(TELLING)


def _warned(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    where, said = (filename, lineno), ""
    if filename.endswith(WARNS_FOR_OTHERS):
        where, said = _behind(filename, lineno), ": " + unquoted(str(message))
    module = where[0].rpartition("site-packages/")[2]
    log.warning("%s at %s:%d%s", category.__name__, module, where[1], said)


def _behind(filename: str, lineno: int) -> tuple[str, int]:
    """File and line of who called into a file that warns just now."""
    frame = sys._getframe(1)
    inside = False
    while frame.f_back is not None and not (inside and frame.f_code.co_filename != filename):
        inside = inside or frame.f_code.co_filename == filename
        frame = frame.f_back
    return (frame.f_code.co_filename, frame.f_lineno) if inside else (filename, lineno)


def _crashed(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
    if not issubclass(kind, KeyboardInterrupt):
        log.critical("the process ends", exc_info=(kind, error, where))


def _thread_crashed(end: threading.ExceptHookArgs) -> None:
    if end.exc_value is not None and not isinstance(end.exc_value, SystemExit):
        log.error("a thread ends", exc_info=end.exc_value)


def _unraisable(end: Any) -> None:
    log.error("an error that could not be raised", exc_info=end.exc_value)
