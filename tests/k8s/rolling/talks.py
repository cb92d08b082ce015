"""What people write while pods come and go, and how the right answer to each message is known."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

# A plan that takes longer than a message may wait, such as one whose pod was killed.
AWAITED = r"se est. calculando"


@dataclass(frozen=True)
class Line:
    """A message, and a pattern that the answer to it alone has."""

    message: str
    answer: str

    def is_answered_by(self, text: str) -> bool:
        """Whether a text is the answer to this message."""
        return re.search(self.answer, text, re.IGNORECASE | re.DOTALL) is not None


@dataclass(frozen=True)
class Talk:
    """Some messages of one person, one after the other."""

    channel: str
    lines: tuple[Line, ...]


def _talk(channel: str, *lines: tuple[str, str]) -> Talk:
    return Talk(channel, tuple(Line(*line) for line in lines))


TALKS = (
    _talk(
        "whatsapp",
        ("hola", r"hubs tecnológicos del Perú"),
        ("hay un hub cerca de huanta?", r"Acllahuasi"),
        ("gracias", r"De nada"),
        ("ayuda", r"Esto puedo hacer"),
    ),
    _talk(
        "whatsapp",
        ("que lecciones hay?", r"1\. .*10\. "),
        ("quiero la lección 1", r"Paso 1 de"),
        ("siguiente", r"Paso 2 de"),
        ("siguiente", r"Paso 3 de"),
        ("atrás", r"Paso 2 de"),
    ),
    _talk(
        "sms",
        ("hola", r"hubs del Peru"),
        ("hubs cerca de Huanta", r"Acllahuasi"),
        ("quiero aprender python gratis", r"LECCION 5"),
        ("leccion 4", r"1/\d"),
        ("SIGUE", r"2/\d"),
    ),
    _talk(
        "whatsapp",
        ("5 hubs para Ayacucho, radio 10 km", rf"lleg\w+ a [\d ]+ personas?|{AWAITED}"),
        ("sin Huanta", rf"Huanta|{AWAITED}"),
        ("gracias", r"De nada"),
    ),
    _talk(
        "whatsapp",
        ("quiero aprender excel", r"https?://|LECCI"),
        ("donde conviene abrir un hub nuevo en Ayacucho?", r"personas"),
        ("hubs cerca de Sivia", r"\d km"),
        ("hasta luego", r"Hasta luego"),
    ),
)


def in_turn() -> Iterator[Talk]:
    """The talks, over and over."""
    return itertools.cycle(TALKS)
