"""What this service's log tells, and what it never does."""

from __future__ import annotations

import json
import logging
import sys
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from knowledge_base import log_lines, trace
from knowledge_base.log_lines import JsonLines, TextLines
from knowledge_base.log_output import Printed
from knowledge_base.settings import LogSettings
from tests.contract.log_lines import CONTRACT, faults

OURS, THEIRS = "knowledge_base.somewhere", "library.somewhere"
SECRET = "soy Rosa Huamán de Vinchos"


def told(
    message: object,
    *args: object,
    name: str = OURS,
    error: BaseException | None = None,
    **extra: Any,
) -> dict[str, Any]:
    """What the log makes of an event; the line itself must fit the contract."""
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord(name, logging.WARNING, "file.py", 1, message, args, info, "work")
    record.__dict__.update(extra)
    line = JsonLines().format(record)
    assert faults(line) == [] and "\n" not in line
    event: dict[str, Any] = json.loads(line)
    return event


def database_error() -> OperationalError:
    """An error of a database, with what it was given in its words, as SQLAlchemy makes it."""
    engine = create_engine("sqlite://")
    with pytest.raises(OperationalError) as caught, engine.connect() as connection:
        connection.execute(text("INSERT INTO nowhere VALUES (:said)"), {"said": SECRET})
    assert SECRET in str(caught.value)
    return caught.value


def test_an_event_outside_of_a_request_has_no_ids() -> None:
    assert set(told("it starts")) == set(CONTRACT["line"]["always"])


def test_an_event_within_a_request_names_it() -> None:
    with trace.background(trace.Trace.begun("of-a-test")):
        assert told("it works")["request_id"] == "of-a-test"


def test_of_an_exception_the_way_is_told_and_not_the_words() -> None:
    event = told("it failed: %s", error := database_error(), error=error)
    assert event["message"] == "it failed: sqlalchemy.exc.OperationalError"
    assert event["error"]["type"] == "sqlalchemy.exc.OperationalError"
    assert "sqlite3.OperationalError" in event["error"]["trace"]
    assert f"{__name__}:" in event["error"]["trace"]
    assert "Rosa" not in json.dumps(event, ensure_ascii=False)


def test_the_code_of_a_fault_is_told() -> None:
    assert (
        told("away", error=ConnectionRefusedError(111, SECRET))["error"]["code"] == "ECONNREFUSED"
    )


def test_a_deep_and_long_exception_stays_one_short_line() -> None:
    def fall(deep: int) -> None:
        if not deep:
            raise ValueError(f"{SECRET}\nline two")
        try:
            fall(deep - 1)
        except ValueError as error:
            raise RuntimeError(SECRET) from error

    with pytest.raises(RuntimeError) as caught:
        fall(60)
    event = told("first\nsecond %s", "third\n" * 900, error=caught.value)
    assert event["message"].startswith("first second third")
    assert event["error"]["trace"].startswith("RuntimeError: ")


@pytest.mark.parametrize(
    ("message", "args", "heard"),
    [
        (f"Cannot parse '{SECRET}'.", (), "Cannot parse"),
        (f"Invalid request from ip=203.0.113.9: {SECRET}", (), "Invalid request from ip"),
        ("Error handling request %s", (f"/v1/search?q={SECRET}",), "Error handling request -"),
        ("Booting worker with pid: %s", (17,), "Booting worker with pid: 17"),
        (f"<Request: GET /{SECRET}> failed", (), "work"),
        (ValueError(SECRET), (), "ValueError"),
        ("%d of %s", (SECRET,), "work"),
    ],
)
def test_of_a_library_only_its_own_words_are_told(message: object, args: Any, heard: str) -> None:
    assert told(message, *args, name=THEIRS)["message"] == heard


@pytest.mark.parametrize(
    "private", ["+51 987 654 321", "987654321", "45678912", "rosa@correo.example", "-12.937512"]
)
def test_numbers_and_addresses_are_hidden_even_in_our_own_words(private: str) -> None:
    message = told("somebody wrote %s today", private)["message"]
    assert message == "somebody wrote [hidden] today"


def test_what_an_event_carries_beside_its_words_is_listed() -> None:
    answer = {"method": "GET", "route": "/v1/x", "status": 200, "duration_ms": 1.5}
    event = told("answered", **answer, body=SECRET, phone="+51987654321")
    assert answer.items() <= event.items() and not {"body", "phone"} & event.keys()


def test_a_terminal_gets_the_same_as_text() -> None:
    record = logging.LogRecord(OURS, logging.INFO, "f", 1, "answered", (), None, "work")
    record.__dict__.update({"route": "/v1/x", "status": 200})
    assert TextLines().format(record) == f"INFO {OURS}: answered, route=/v1/x, status=200"


def test_a_printed_line_is_an_event(caplog: pytest.LogCaptureFixture) -> None:
    printed = Printed("stdout", sys.stdout)
    print("\x1b[91mone\x1b[0m\n\ntwo", "and", file=printed)
    assert [(record.name, record.message) for record in caplog.records] == [
        ("stdout", "one"),
        ("stdout", "two and"),
    ]


@pytest.mark.parametrize("given", CONTRACT["request_ids"]["valid"])
def test_a_well_formed_id_is_taken_over(given: str) -> None:
    assert trace.Trace.begun(given).request_id == given


@pytest.mark.parametrize("given", CONTRACT["request_ids"]["invalid"])
def test_any_other_id_is_replaced(given: str) -> None:
    made = trace.Trace.begun(given).request_id
    assert made != given and len(made) == 32
    assert made != trace.Trace.begun(given).request_id


@pytest.mark.parametrize("given", CONTRACT["traceparents"]["valid"])
def test_a_trace_is_continued_with_a_span_of_our_own(given: dict[str, str]) -> None:
    went_on = trace.Trace.begun(None, given["header"])
    assert (went_on.trace_id, went_on.flags) == (given["trace_id"], given["flags"])
    assert went_on.span_id not in given["header"]
    told_on = went_on.headers()["traceparent"]
    assert told_on == f"00-{given['trace_id']}-{went_on.span_id}-{given['flags']}"


@pytest.mark.parametrize("given", CONTRACT["traceparents"]["invalid"])
def test_a_broken_trace_is_replaced(given: str) -> None:
    made = trace.Trace.begun("kept", given)
    assert made.request_id == "kept" and made.trace_id not in given and made.flags == "01"
    again = trace.Trace.begun(None, made.headers()["traceparent"])
    assert again.trace_id == made.trace_id


def test_work_that_no_request_waits_for_has_an_id_too() -> None:
    assert trace.headers() == {}
    with trace.background() as begun:
        assert trace.headers()[trace.REQUEST_ID] == begun.request_id
    assert trace.current() is None


@pytest.mark.parametrize("name", ["TECHHUB_LOG_LEVEL", "TECHHUB_LOG_FORMAT"])
def test_a_setting_of_the_log_that_does_not_fit_is_named(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        LogSettings.from_environment({name: "loud"})
    assert LogSettings.from_environment({}) == LogSettings("INFO", "json")


def test_however_long_a_text_is_little_of_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    pattern, read = log_lines._PRIVATE, []

    class Noting:
        """The filter, and how much it was given to read."""

        def sub(self, hidden: str, text: str) -> str:
            read.append(len(text))
            return pattern.sub(hidden, text)

    monkeypatch.setattr(log_lines, "_PRIVATE", Noting())
    for long in ("x" * 50_000, "rosa@correo.example " * 2_000, "987654321 " * 4_000):
        assert "rosa" not in (heard := told("%s", long)["message"]) and "9" not in heard
    assert len(read) == 3 and max(read) <= 4_000
