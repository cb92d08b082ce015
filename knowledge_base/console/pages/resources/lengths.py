"""How long a field's text is, and what an SMS makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from knowledge_base.console import gsm7
from knowledge_base.console.pages.resources.form import lines

# The fields that people read by SMS, with the most characters that each may have.
MEASURED = {"title": 200, "description": 200, "text": 4000, "steps": 300}


@dataclass(frozen=True)
class TextLength:
    """A text of at most `most` characters; `segments` of the SMS that it alone would take.

    `number` is that of a step, 0 for what is one text.
    """

    number: int
    characters: int
    most: int
    segments: int
    lost: tuple[gsm7.Lost, ...]

    @property
    def too_long(self) -> bool:
        """Whether it cannot be published so."""
        return self.characters > self.most


def lengths_of(field: str, text: Any) -> list[TextLength]:
    """Measure a field; of the steps each one."""
    if field == "steps":
        steps = enumerate(lines(text), start=1)
        return [_measured(step, MEASURED[field], number) for number, step in steps]
    one = " ".join(str(text or "").split())
    return [_measured(one, MEASURED[field])] if one else []


def _measured(text: str, most: int, number: int = 0) -> TextLength:
    sent = gsm7.measure(gsm7.plain(text))
    return TextLength(number, len(text), most, sent.segments, gsm7.lost(text))
