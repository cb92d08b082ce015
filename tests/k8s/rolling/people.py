"""Many people who write at an even pace, each waiting for an answer before the next message.

Where more answers than usual are awaited everybody holds back: a machine that is too busy to serve
five turns a second shows nothing about pods.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from tests.e2e.phone import Phone
from tests.k8s.rolling.talks import Line, Talk, in_turn
from tests.k8s.rolling.twilio import Lost, Twilio

TURNS_A_S, MOST_AT_ONCE = 5.0, 12
APOLOGIES = (
    "tuve un problema",
    "no supe qué",
    "Algo falló",
    "Algo fallo",
    "no puedo consultar",
    "Recibí muchos",
    "me escriben muchas",
)


@dataclass
class Person:
    """A phone, what is still to be written with it, and what was answered."""

    phone: Phone
    talk: Talk
    at: int = 0
    sids: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)


class People:
    """Begins a turn every fifth of a second, whichever of the others are over."""

    def __init__(self, twilio: Twilio, webhook: str, token: str) -> None:
        self._twilio, self._webhook, self._token = twilio, webhook, token
        self._talks = in_turn()
        self._idle: deque[Person] = deque()
        self._pool = ThreadPoolExecutor(MOST_AT_ONCE)
        self._over, self._room = threading.Event(), threading.Semaphore(MOST_AT_ONCE)
        self._pacing = threading.Thread(target=self._write_on, daemon=True)
        self.everybody: list[Person] = []
        self.faults: list[str] = []

    def begin(self) -> None:
        """Let people write."""
        self._pacing.start()

    def end(self) -> None:
        """Let nobody begin with a message any more, and wait for the answers that are due."""
        self._over.set()
        self._pacing.join()
        self._pool.shutdown(wait=True)

    def sent_by_rest(self) -> int:
        """How many messages people were sent beside the answers of the webhook."""
        return sum(len(self._twilio.sent_to(person.phone)) for person in self.everybody)

    def _write_on(self) -> None:
        while not self._over.wait(1 / TURNS_A_S):
            self._room.acquire()
            turn = self._pool.submit(self._write, self._next())
            turn.add_done_callback(lambda _: self._room.release())

    def _next(self) -> Person:
        if self._idle:
            return self._idle.popleft()
        talk = next(self._talks)
        phone = Phone(self._webhook, self._webhook, self._token, talk.channel)
        person = Person(phone, talk)
        self.everybody.append(person)
        return person

    def _write(self, person: Person) -> None:
        line = person.talk.lines[person.at]
        form = person.phone.form(line.message)
        person.sids.append(form["MessageSid"])
        began = time.strftime("%X")
        try:
            answer = self._twilio.bring(person.phone, form)
        except Exception as error:
            kind = "lost" if isinstance(error, Lost) else "failed"
            self._note(f"{began} {kind}: {line.message!r} {error!r}")
            return
        person.answers.append(answer)
        self._judge(began, line, answer)
        person.at += 1
        if person.at < len(person.talk.lines):
            self._idle.append(person)

    def _judge(self, began: str, line: Line, answer: str) -> None:
        if any(words in answer for words in APOLOGIES):
            self._note(f"{began} apology: {line.message!r} {answer!r}")
        elif not line.is_answered_by(answer):
            self._note(f"{began} wrong: {line.message!r} {answer!r}")

    def _note(self, fault: str) -> None:
        print(fault, flush=True)
        self.faults.append(fault)
