"""Turns of the running stack, from the post to the answer: each kind against a rule reply."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

from tests.bench.figures import Figure, middle_and_p95
from tests.e2e.conftest import TOKEN, Stack, start_stack
from tests.e2e.phone import Phone
from tests.redis import serving_redis

ROUNDS, SENDERS, TURNS = 60, 8, 45
# A person may write 20 messages a minute.
TURNS_OF_A_PHONE = 15
RULE_REPLY = "muchas gracias por la ayuda"
ASKING = ("hubs cerca de Huanta", "donde conviene abrir un hub en Puno", "quiero aprender python")
MOST_RATIO, MOST_P95_MS, LEAST_PER_S, MOST_MB, MOST_READY_S = 1.5, 150.0, 30.0, 650.0, 40.0


def figures() -> Iterator[Figure]:
    """One process with one sender, then two with eight senders and Redis."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        stack = start_stack(Path(folder))
        try:
            yield from _one_by_one(stack, time.perf_counter() - began)
        finally:
            stack.stop()
    settings = {"SANIC_WORKERS": "2", "BOT_MOST_TURNS": "64"}
    with tempfile.TemporaryDirectory() as folder, serving_redis() as redis:
        stack = start_stack(Path(folder), settings={**settings, "BOT_REDIS_URL": redis})
        try:
            yield from _all_at_once(stack)
        finally:
            stack.stop()


def _one_by_one(stack: Stack, ready_s: float) -> Iterator[Figure]:
    taken: dict[str, list[float]] = {text: [] for text in (RULE_REPLY, *ASKING)}
    for text in taken:
        _ask(_phone(stack), text)
    phone = _phone(stack)
    for number in range(ROUNDS * len(taken)):
        if number % TURNS_OF_A_PHONE == 0:
            phone = _phone(stack)
            # The first message of a person opens a session, which the later ones do not.
            _ask(phone, RULE_REPLY)
        text = list(taken)[number % len(taken)]
        taken[text].append(_ask(phone, text))
    floor = median(taken[RULE_REPLY])
    yield Figure("bot", "a rule reply", floor, "ms", median_of=ROUNDS)
    for text in ASKING:
        middle = median(taken[text])
        ratio = middle / floor
        yield Figure("bot", text, middle, "ms", MOST_RATIO * floor, peer="a rule reply",
                     ratio=ratio, median_of=ROUNDS)  # fmt: skip
    _, p95 = middle_and_p95([one for text in ASKING for one in taken[text]])
    yield Figure("bot", "95th percentile of those", p95, "ms", MOST_P95_MS)
    # Everything is ready when the slowest is, so that the bot was not later than this.
    yield Figure("bot", "the whole stack ready", ready_s, "s", MOST_READY_S)
    yield Figure("bot", "resident memory", max(_resident_mb(stack)), "MB", MOST_MB)


def _all_at_once(stack: Stack) -> Iterator[Figure]:
    for text in (*ASKING, *ASKING):
        _ask(_phone(stack), text)
    with ThreadPoolExecutor(SENDERS) as pool:
        began = time.perf_counter()
        taken = list(pool.map(lambda sender: _talk(stack, sender), range(SENDERS)))
        seconds = time.perf_counter() - began
    every = [one for turns in taken for one in turns]
    yield Figure("bot", f"{SENDERS} senders, 2 workers", len(every) / seconds, "1/s", LEAST_PER_S,
                 at_least=True)  # fmt: skip
    middle, p95 = middle_and_p95(every)
    yield Figure("bot", "a turn among them", middle, "ms", median_of=len(every))
    yield Figure("bot", "95th percentile among them", p95, "ms")
    yield Figure("bot", "resident memory per worker", max(_resident_mb(stack)), "MB", MOST_MB)


def _talk(stack: Stack, sender: int) -> Sequence[float]:
    phone, taken = _phone(stack), []
    for number in range(TURNS):
        if number % TURNS_OF_A_PHONE == 0:
            phone = _phone(stack)
        taken.append(_ask(phone, ASKING[(sender + number) % len(ASKING)]))
    return taken


def _ask(phone: Phone, text: str) -> float:
    form = phone.form(text)
    began = time.perf_counter()
    answer = phone.post(form)
    taken = 1000 * (time.perf_counter() - began)
    if answer.status_code != 200 or "<Message>" not in answer.text:
        raise RuntimeError(f"{text}: {answer.status_code} {answer.text[:200]}")
    return taken


def _phone(stack: Stack) -> Phone:
    webhook = stack.url("bot", "/webhooks/twilio/webhook")
    return Phone(webhook, webhook, TOKEN)


def _resident_mb(stack: Stack) -> list[float]:
    """Of every process of the bot, as Linux counts it."""
    found = []
    port = str(stack.ports["bot"]).encode()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().split(b"\0")
            status = (process / "status").read_text()
        except OSError:
            continue
        if port in words and b"bot" in words:
            line = next(one for one in status.splitlines() if one.startswith("VmRSS"))
            found.append(int(line.split()[1]) / 1000)
    return found
