"""What the running stack logs: one event a line, one id a turn, and nothing that people wrote."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.contract.log_lines import events_in
from tests.e2e.conftest import TOKEN, Stack, start_stack
from tests.e2e.phone import Phone, direct, spoken

SERVICES = ("bot", "actions", "recommender", "knowledge_base")
HASH_KEY = "a-hash-key-for-the-end-to-end-tests"
PIN = (-13.163141, -74.223897)
# What is said, and the words of it that no log may hold.
SAID = {
    "hola, soy Rosaura Ccasa": ("Rosaura", "Ccasa"),
    "hay un hub cerca de Vinchos?": ("Vinchos",),
    "mi dni es 45678912": ("45678912",),
    "escríbeme al 987 654 321 o a rosaura@correo.example": ("987", "654 321", "correo.example"),
    "estoy en -12.937512, -74.247893": ("12.93", "74.24"),
    "quiero aprender soldadura submarina": ("soldadura",),
    "kiero aprender exel": ("exel",),
    "plan de 3 hubs para Huancavelica, radio 10 km": ("Huancavelica",),
    "donde conviene abrir un hub en Ayacucho": ("Ayacucho",),
    "y con 5?": (),
    "allillanchu, Huantapi tambo kanchu?": ("Huanta",),
    "any hub near Cangallo?": ("Cangallo",),
    "mi padrastro me pega en mi casa de Tambo": ("padrastro",),
    "'; DROP TABLE events; -- {{7*7}} %s %d %(x)s": ("DROP", "7*7"),
    "línea uno\nlínea dos\r\n{\"level\": \"FALSO\"}": ("FALSO", "línea"),
    "\x00\x1b[31mrojo 😀": ("rojo",),
    "LECCION 3": (),
    "ALTO": (),
    "ALTA": (),
    "BORRAR": (),
}  # fmt: skip


@pytest.fixture(scope="module")
def logged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A stack of its own that logs JSON, as in a cluster."""
    settings = {
        "TECHHUB_LOG_FORMAT": "json",
        "TECHHUB_LOG_LEVEL": "DEBUG",
        "TECHHUB_HASH_KEY": HASH_KEY,
    }
    stack = start_stack(tmp_path_factory.mktemp("var"), settings=settings)
    yield stack
    stack.stop()


def new_phone(stack: Stack, channel: str = "whatsapp") -> Phone:
    webhook = stack.url("bot", "/webhooks/twilio/webhook")
    return Phone(webhook, webhook, TOKEN, channel)


def output(stack: Stack) -> str:
    """What the four services have written to standard output, without honcho's margin."""
    parted = [line.partition("| ") for line in list(stack.log)]
    told = [
        line.strip()
        for margin, _, line in parted
        if any(f" {name}.1 " in f"{margin} " for name in SERVICES)
    ]
    # What TensorFlow's C++ code writes to standard error is beyond Python's reach.
    return "\n".join(line for line in told if not is_of_tensorflow(line))


def is_of_tensorflow(line: str) -> bool:
    return "absl::InitializeLog" in line or (
        "cc:" in line and line[:1] in "IWE" and "{" not in line
    )


def events(stack: Stack, wanted: Callable[[dict[str, Any]], bool]) -> list[dict[str, Any]]:
    """The events of a kind, once the last lines have been read."""
    time.sleep(0.5)
    return [event for event in events_in(output(stack)) if wanted(event)]


def holding(stack: Stack, words: str) -> list[str]:
    """The lines of the services that hold these words, ids and times aside."""
    hidden = ("request_id", "trace_id", "span_id", "turn", "time", "duration_ms")
    found = []
    for event in events_in(output(stack)):
        rest = {name: value for name, value in event.items() if name not in hidden}
        if words.lower() in str(rest).lower():
            found.append(str(rest))
    return found


def pid_of(stack: Stack, pod: str) -> int:
    started = next(line for line in stack.log if f" {pod}.1 started (pid=" in line)
    return int(started.split("(pid=")[1].split(")")[0])


@pytest.mark.parametrize(
    ("said", "service"),
    [
        ("hay un hub cerca de Vinchos?", "recommender"),
        ("quiero aprender excel", "knowledge_base"),
        ("plan de 2 hubs para Huanta", "recommender"),
    ],
)
def test_one_id_leads_through_a_turn(logged: Stack, said: str, service: str) -> None:
    person = new_phone(logged)
    form = person.form(said)
    answer = person.post(form)
    request_id = answer.headers["X-Request-Id"]
    told = events(logged, lambda event: event.get("request_id") == request_id)
    assert {"bot", "actions", service} <= {event["service"] for event in told}
    assert len({event["trace_id"] for event in told}) == 1
    assert len({event["span_id"] for event in told}) >= 3
    (turn,) = {event["turn"] for event in told if event["service"] == "bot"}
    known = hmac.new(HASH_KEY.encode(), f"turn:{form['MessageSid']}".encode(), hashlib.sha256)
    assert turn == known.hexdigest()[:16]


def test_each_post_has_an_id_of_its_own_and_a_given_one_is_kept(logged: Stack) -> None:
    person = new_phone(logged)
    one, two = (person.post(person.form("hola")).headers["X-Request-Id"] for _ in range(2))
    assert one != two
    for pod in SERVICES:
        answer = direct().get(logged.url(pod, "/nothing"), headers={"X-Request-Id": "mine-1"})
        assert answer.headers["X-Request-Id"] == "mine-1", pod
        answer = direct().get(logged.url(pod, "/nothing"), headers={"X-Request-Id": "a b"})
        assert answer.headers["X-Request-Id"] != "a b", pod


@pytest.mark.parametrize("channel", ["whatsapp", "sms"])
def test_nothing_that_people_say_is_logged(logged: Stack, channel: str) -> None:
    person = new_phone(logged, channel)
    sids = []
    for said in SAID:
        form = person.form(said)
        sids.append(form["MessageSid"])
        assert person.post(form).status_code == 200
    person.pin(*PIN)
    digits = person.number.lstrip("+")
    private = [digits, digits[-9:], "13.16", "74.22", TOKEN, HASH_KEY, *sids]
    for words in [*private, *(word for held in SAID.values() for word in held)]:
        assert holding(logged, words) == [], words


def test_strange_posts_are_logged_without_their_content(logged: Stack) -> None:
    person, url = new_phone(logged), logged.url("bot", "/webhooks/twilio/webhook")
    word = f"Secreto{secrets.token_hex(4)}"
    person.post(person.form(word), token="a-wrong-token")
    posts: list[dict[str, Any]] = [
        {"data": word * 2_000},
        {"data": f"%%%{word}&=&{word}"},
        {"json": {word: word}},
        {"data": {word: word}, "headers": {"X-Twilio-Signature": word}},
        {"params": {"q": word}},
    ]
    for content in posts:
        assert direct().post(url, timeout=20, **content).status_code >= 400
    for pod, path in (
        ("bot", f"/{word}?q={word}"),
        ("bot", f"/simulator/{word}"),
        ("recommender", f"/v1/places?q={word}&kind={word}"),
        ("recommender", f"/v1/places/{word}/reasons"),
        ("knowledge_base", f"/v1/search?q={word}&lang={word}"),
        ("knowledge_base", f"/console/{word}"),
        ("actions", f"/{word}"),
    ):
        direct().get(logged.url(pod, path), timeout=20, headers={"User-Agent": word})
    assert holding(logged, word) == []
    refused = events(logged, lambda event: event.get("status") == 403)
    assert refused and all(event["route"].startswith("/webhooks") for event in refused)


def test_failures_are_told_without_what_was_said(logged: Stack) -> None:
    """A service that is stopped, then the databases gone under the running bot."""
    person = new_phone(logged)
    pid = pid_of(logged, "recommender")
    group = [pid, *children(pid)]
    try:
        for one in group:
            os.kill(one, signal.SIGSTOP)
        form = person.form("hay un hub cerca de Paras, soy Rosaura?")
        answer = person.post(form)
    finally:
        for one in group:
            os.kill(one, signal.SIGCONT)
    assert spoken(answer.text)
    request_id = answer.headers["X-Request-Id"]
    told = events(logged, lambda event: event.get("request_id") == request_id)
    assert any("recommender: " in e["message"] and e["level"] == "WARNING" for e in told)

    spoil(logged.folder / "bot_tracker.sqlite", "events")
    spoil(logged.folder / "bot_channel.sqlite", "languages")
    broken = new_phone(logged)
    answers = [broken.post(broken.form(said)) for said in ("busco a Rosaura", "hub en Paras")]
    assert all(answer.status_code == 200 for answer in answers)
    ids = {answer.headers["X-Request-Id"] for answer in answers}
    told = events(logged, lambda event: event.get("request_id") in ids and "error" in event)
    assert told and all(event["service"] == "bot" for event in told)
    for words in ("Paras", "Rosaura", broken.number.lstrip("+"), "INSERT", "SELECT"):
        assert holding(logged, words) == [], words


def children(pid: int) -> list[int]:
    done = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True)
    return [int(word) for word in done.stdout.split()]


def spoil(database: Path, table: str) -> None:
    with sqlite3.connect(database, timeout=20) as connection:
        connection.execute(f"ALTER TABLE {table} RENAME TO gone_{table}")


def test_the_end_of_each_service_is_told_in_events_too(logged: Stack) -> None:
    with pytest.raises(requests.ConnectionError):
        logged.stop()
        direct().get(logged.url("bot", "/"), timeout=5)
    ended = events(logged, lambda event: event["logger"] == "gunicorn.error")
    assert {"recommender", "knowledge_base"} <= {event["service"] for event in ended}
