"""Twilio's part: it posts each message as its number is set up, and carries what comes by REST.

As `bot/README.md` has it set up: `#ct=2000&rt=7000&rc=5&rp=all` on the webhook and on the fallback,
which is the same address. Five more posts of the same MessageSid follow one that could not connect,
broke, took too long or got no 200, within 15 s in all; then as many go to the fallback, with what
went wrong.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field

import requests

from tests.bot.channel.twilio_server import FakeTwilio
from tests.e2e.phone import Phone, direct, signature, spoken

CONNECT_S, READ_S, RETRIES, TOTAL_S = 2.0, 7.0, 5, 15.0
# Longer than a turn may take and its reply be on its way.
REST_S, LOOK_S = 90.0, 0.05


class Lost(Exception):
    """No answer came to a message."""


@dataclass
class Count:
    """What was posted, by every thread."""

    turns: int = 0
    repeats: int = 0
    fallbacks: int = 0
    at_once: int = 0
    by_rest: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def add(self, name: str) -> None:
        """One more of something."""
        with self._lock:
            setattr(self, name, getattr(self, name) + 1)


class Twilio:
    """Brings messages to the webhook, and answers to those who wrote."""

    def __init__(self, api: FakeTwilio, webhook: str, token: str) -> None:
        self._api, self._webhook, self._token = api, webhook, token
        self.count = Count()

    def bring(self, phone: Phone, form: dict[str, str]) -> str:
        """The answer to a message; raises Lost. One phone brings one at a time."""
        self.count.add("turns")
        heard = len(self.sent_to(phone))
        text = self._posted(form)
        if text:
            self.count.add("at_once")
            return text
        end = time.monotonic() + REST_S
        while time.monotonic() < end:
            sent = self.sent_to(phone)
            if len(sent) > heard:
                self.count.add("by_rest")
                return sent[heard]
            time.sleep(LOOK_S)
        raise Lost("the webhook was answered empty, and nothing came by REST")

    def sent_to(self, phone: Phone) -> list[str]:
        """What one phone was sent by REST, in order."""
        to = phone.form("")["From"]
        return [message["body"] for message in list(self._api.taken) if message["to"] == to]

    def _posted(self, form: dict[str, str]) -> str:
        try:
            return self._tried(form)
        except Lost as lost:
            self.count.add("fallbacks")
            return self._tried(form | {"ErrorCode": "11200", "ErrorUrl": str(lost)[:100]})

    def _tried(self, form: dict[str, str]) -> str:
        end, fault = time.monotonic() + TOTAL_S, ""
        for tries in range(1 + RETRIES):
            left_s = end - time.monotonic()
            if left_s <= 0:
                break
            if tries:
                self.count.add("repeats")
            headers = {"X-Twilio-Signature": signature(self._webhook, form, self._token)}
            limits = min(CONNECT_S, left_s), min(READ_S, left_s)
            try:
                answer = direct().post(self._webhook, data=form, headers=headers, timeout=limits)
            except requests.RequestException as error:
                fault = type(error).__name__
                continue
            if answer.status_code == 200:
                return spoken(answer.text)
            fault = f"{answer.status_code} {answer.text[:80]}"
        raise Lost(fault)
