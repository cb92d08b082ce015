"""What people would get of a resource, by the very functions that answer them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from actions.preview_request import Draft
from actions.replies import lessons as lesson_replies
from actions.replies import sms
from actions.replies.learning import (
    ANSWER,
    LESSON,
    URL_CHARACTERS,
    resource_whatsapp,
    result_sms,
    results_whatsapp,
)
from actions.resources import Lesson

# The channel cuts a WhatsApp message after this many characters, an SMS after three segments.
LONGEST_WHATSAPP = 1_600
MOST_SEGMENTS = 3

IN_THE_LIST = "en la lista de resultados"
ASKED_FOR = "al pedirlo por su número"
AS_ANSWER = "al preguntarlo"

Message = tuple[str, str]


def preview(draft: Draft) -> dict[str, Any]:
    """The replies of both channels, what GSM-7 loses, and what an editor should know of them."""
    whatsapp = [_as_whatsapp(when, text) for when, text in _whatsapp(draft)]
    texts = [_as_sms(when, text) for when, text in _sms(draft)]
    return {
        "whatsapp": {"messages": whatsapp},
        "sms": {"messages": texts, "segments": sum(one["segments"] for one in texts)},
        "lost": list(_lost(draft)),
        "notices": [*_notices(draft, texts), *_long_whatsapp(whatsapp)],
    }


def _whatsapp(draft: Draft) -> list[Message]:
    resource = draft.resource
    if resource.kind == ANSWER:
        return [(AS_ANSWER, results_whatsapp([resource], resource.title, 1, more=False))]
    listed = (IN_THE_LIST, results_whatsapp([resource], resource.title, 1, more=False))
    if resource.kind == LESSON:
        return [listed, *_steps(draft, "whatsapp")]
    return [listed, (ASKED_FOR, resource_whatsapp(resource))]


def _sms(draft: Draft) -> list[Message]:
    resource = draft.resource
    when = AS_ANSWER if resource.kind == ANSWER else IN_THE_LIST
    found = [(when, result_sms(resource, more=False))]
    return [*found, *_steps(draft, "sms")] if resource.kind == LESSON else found


def _steps(draft: Draft, channel: str) -> list[Message]:
    """Every step; none while the lesson has no number, by which each of them calls it."""
    resource = draft.resource
    if resource.number is None:
        return []
    lesson = Lesson(
        id=resource.id,
        number=resource.number,
        title=resource.title,
        description=resource.description,
        topic=draft.topic,
        language=resource.language,
        level=resource.level,
        steps_count=len(draft.steps),
        steps=draft.steps,
    )
    write = lesson_replies.step_sms if channel == "sms" else lesson_replies.step_whatsapp
    steps = len(draft.steps)
    return [(f"paso {step} de {steps}", write(lesson, step)) for step in range(1, steps + 1)]


def _as_whatsapp(when: str, text: str) -> dict[str, Any]:
    return {"when": when, "text": text, "characters": len(text)}


def _as_sms(when: str, text: str) -> dict[str, Any]:
    return {
        "when": when,
        "text": text,
        "encoding": "GSM-7",
        "septets": sms.septets(text),
        "segments": sms.segments(text),
    }


def _lost(draft: Draft) -> Iterator[dict[str, str]]:
    """Each character that an SMS cannot hold, once a field, and what stands in its place."""
    resource = draft.resource
    fields = {
        "title": resource.title,
        "description": resource.description,
        "answer": resource.answer if resource.kind == ANSWER else "",
        "steps": "\n".join(draft.steps) if resource.kind == LESSON else "",
    }
    for field, text in fields.items():
        for character in dict.fromkeys(unicodedata.normalize("NFC", text)):
            # Marks that only join or colour the character before them mean nothing to a reader.
            if sms.writable(character) or unicodedata.category(character) in ("Cf", "Me", "Mn"):
                continue
            yield {"field": field, "character": character, "becomes": sms.plain(character)}


def _notices(draft: Draft, texts: list[dict[str, Any]]) -> Iterator[str]:
    """What an SMS cannot hold, or costs more for, in Spanish."""
    resource = draft.resource
    first = texts[0]["text"]
    if resource.kind == LESSON and resource.number is None:
        yield "La lección aún no tiene número: escríbelo para ver cómo se envían sus pasos."
    if resource.kind == LESSON and not draft.steps:
        yield "La lección aún no tiene pasos."
    if resource.kind == ANSWER and not resource.answer.strip():
        yield "La respuesta aún no tiene texto."
    if resource.kind not in (ANSWER, LESSON) and resource.url:
        link = quote(resource.url, safe=URL_CHARACTERS)
        if link not in first:
            yield (
                "El enlace no cabe en un SMS: quien escribe por SMS recibe solo el título. "
                "Si hay una dirección más corta, úsala."
            )
        elif sms.plain(resource.title) not in first:
            yield "El título no cabe entero en el SMS junto al enlace; se envía cortado."
    for one in texts:
        if one["segments"] > MOST_SEGMENTS:
            yield (
                f"SMS ({one['when']}): no cabe en {MOST_SEGMENTS} segmentos, sobran "
                f"{one['septets'] - sms.THREE_SEGMENTS} caracteres; se envía solo el comienzo."
            )
        elif one["segments"] > 1:
            yield (
                f"SMS ({one['when']}): ocupa {one['segments']} segmentos y se cobra como "
                f"{one['segments']} mensajes."
            )


def _long_whatsapp(messages: list[dict[str, Any]]) -> Iterator[str]:
    for one in messages:
        if one["characters"] > LONGEST_WHATSAPP:
            yield (
                f"WhatsApp ({one['when']}): tiene {one['characters']} caracteres; "
                f"se envían los primeros {LONGEST_WHATSAPP}."
            )
