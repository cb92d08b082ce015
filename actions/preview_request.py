"""What an editor's console sends to have a reply previewed: the fields of a resource, checked."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from actions.resources import Resource

LARGEST_BODY = 64 * 1024
MOST_STEPS = 100
LARGEST_NUMBER = 999
LARGEST_MEGABYTES = 1_000_000


class BadPreview(ValueError):
    """The body is no resource; `errors` gives a Spanish reason by field."""

    def __init__(self, errors: dict[str, list[str]]) -> None:
        super().__init__(", ".join(errors))
        self.errors = errors


@dataclass(frozen=True)
class Draft:
    """The resource as the search would answer it, and the steps where it is a lesson."""

    resource: Resource
    topic: str
    steps: tuple[str, ...]


def read_draft(body: bytes) -> Draft:
    """Read `{"resource": {...}}`; only title and kind must be there. Raises BadPreview."""
    fields = _fields(body)
    errors: dict[str, list[str]] = {}

    def take(name: str, check: Callable[[Any], str], default: Any) -> Any:
        value = fields.get(name)
        if value is None:
            return default
        why = check(value)
        if why:
            errors[name] = [why]
            return default
        return value

    texts = {
        name: take(name, _text_error, "")
        for name in ("id", "title", "description", "url", "language", "kind", "topic")
    }
    # The search calls the text of an answer `answer`, the store calls it `text`.
    answer = take("answer", _text_error, "") or take("text", _text_error, "")
    number = take("number", _number_error, None)
    megabytes = take("megabytes", _megabytes_error, None)
    free, offline = take("free", _flag_error, True), take("offline", _flag_error, False)
    level, author = take("level", _text_error, None), take("author", _text_error, None)
    steps = tuple(take("steps", _steps_error, ()))
    for name in ("title", "kind"):
        if not texts[name].strip():
            errors.setdefault(name, ["falta"])
    if errors:
        raise BadPreview(errors)
    topic = texts.pop("topic")
    resource = Resource(
        **texts,
        level=level or None,
        author=author or None,
        free=free,
        offline=offline,
        number=number,
        megabytes=megabytes,
        answer=answer,
    )
    return Draft(resource, topic, steps)


def _fields(body: bytes) -> Mapping[str, Any]:
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        raise BadPreview({"": ["no es JSON"]}) from None
    fields = content.get("resource") if isinstance(content, dict) else None
    if not isinstance(fields, dict):
        raise BadPreview({"resource": ["falta, o no es un objeto"]})
    return fields


def _text_error(value: Any) -> str:
    if not isinstance(value, str):
        return "debe ser texto"
    # Lone halves of surrogate pairs pass JSON and cannot be sent.
    if any("\ud800" <= character <= "\udfff" for character in value):
        return "tiene caracteres que no se pueden enviar"
    return ""


def _steps_error(value: Any) -> str:
    if not isinstance(value, list) or len(value) > MOST_STEPS:
        return f"debe ser una lista de {MOST_STEPS} textos como máximo"
    return next((why for why in map(_text_error, value) if why), "")


def _number_error(value: Any) -> str:
    whole = isinstance(value, int) and not isinstance(value, bool)
    if whole and 1 <= value <= LARGEST_NUMBER:
        return ""
    return f"debe ser un número entero de 1 a {LARGEST_NUMBER}"


def _megabytes_error(value: Any) -> str:
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    # A comparison with NaN is false, so that it is refused here too.
    if number and 0 <= value <= LARGEST_MEGABYTES:
        return ""
    return f"debe ser un número de 0 a {LARGEST_MEGABYTES}"


def _flag_error(value: Any) -> str:
    return "" if isinstance(value, bool) else "debe ser verdadero o falso"
