"""One learning resource, and the rules that every one of them keeps."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from knowledge_base.resources.expiry import expiry_error

LANGUAGES = ("es", "en", "qu")
LEVELS = ("inicial", "basico", "intermedio", "avanzado")
KINDS = (
    "course",
    "book",
    "video",
    "website",
    "tool",
    "exercise",
    "guide",
    "section",
    "lesson",
    "answer",
)
# Fields that hold several texts.
LISTS = ("tags", "asked", "steps")
# What people read in the chat itself: there is no link to open.
IN_CHAT = ("lesson", "answer")
# A section's words are kept here, so it may lack a link where none is known for certain.
MAY_LACK_URL = (*IN_CHAT, "section")
LONGEST_STEP = 300
LONGEST_TAG = 60
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# Lone halves of surrogate pairs pass JSON and cannot be stored.
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
_LONGEST = {
    "id": 80,
    "title": 200,
    "description": 200,
    "author": 200,
    "licence": 80,
    "source": 200,
    "text": 4000,
}
_LONGEST_URL = 600
_MOST_TAGS = 40
_MOST_ASKED = 20
_LONGEST_ASKED = 100
_MOST_STEPS = 30
_LARGEST_NUMBER = 999


class InvalidResource(ValueError):
    """A resource breaks the rules; `errors` gives a Spanish reason by field."""

    def __init__(self, errors: dict[str, list[str]]) -> None:
        super().__init__("; ".join(f"{field}: {' '.join(why)}" for field, why in errors.items()))
        self.errors = errors


@dataclass(frozen=True)
class Resource:
    """A thing to learn from. `megabytes` is the size of a download; `source` says who listed it.

    `tags` are search words, `asked` is how people say the need that it serves, in their words.
    `text` is the answer of an `answer` and the words of a `section`; `steps` are the messages of a
    `lesson`, and `number` is what people call it by (LECCION 2). What is read in the chat has no
    `url`, a section may have none: then it is empty. `expires_on` is the last day on which it
    holds, as ISO writes it.
    """

    id: str
    title: str
    url: str
    language: str
    kind: str
    topic: str
    description: str
    author: str | None = None
    level: str | None = None
    tags: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    free: bool = True
    offline: bool = False
    megabytes: float | None = None
    licence: str = ""
    source: str = "editor"
    text: str = ""
    steps: tuple[str, ...] = ()
    number: int | None = None
    expires_on: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return the fields as JSON types."""
        # Ten times as fast as `asdict`, which copies every text.
        return vars(self) | {name: list(getattr(self, name)) for name in LISTS}


def slug(text: str) -> str:
    """Turn a title into the form of an id: `Física I` becomes `fisica-i`."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].strip("-")


def _text_error(name: str, value: Any, required: bool) -> str | None:
    if value is None or value == "":
        return "falta" if required else None
    if not isinstance(value, str):
        return "debe ser texto"
    if not value.strip():
        return "falta" if required else None
    if _CONTROL.search(value):
        return "tiene saltos de línea u otros caracteres de control"
    if len(value) > _LONGEST[name]:
        return f"tiene {len(value)} caracteres; el máximo es {_LONGEST[name]}"
    return None


def _url_error(value: Any) -> str | None:
    if not isinstance(value, str) or not value.strip():
        return "falta"
    if len(value) > _LONGEST_URL:
        return f"tiene más de {_LONGEST_URL} caracteres"
    if _CONTROL.search(value) or re.search(r"[\s<>\"]", value):
        return "tiene espacios o caracteres que un enlace no admite"
    try:
        parts = urlsplit(value)
        host = parts.hostname or ""
    except ValueError:
        return "no es un enlace"
    if parts.scheme not in ("http", "https") or "." not in host or parts.username:
        return "debe empezar con http:// o https:// y nombrar un sitio"
    return None


def _choice_error(value: Any, choices: tuple[str, ...], required: bool) -> str | None:
    if value is None and not required:
        return None
    return None if value in choices else f"debe ser uno de: {', '.join(choices)}"


def _slug_error(value: Any) -> str | None:
    if isinstance(value, str) and len(value) <= 80 and SLUG.fullmatch(value):
        return None
    return "debe tener solo minúsculas sin tilde, cifras y guiones (máximo 80)"


def _phrases_error(value: Any, most: int, longest: int) -> str | None:
    if not isinstance(value, list | tuple) or not all(isinstance(phrase, str) for phrase in value):
        return "debe ser una lista de textos"
    if len(value) > most:
        return f"tiene más de {most} textos"
    if any(not one.strip() or len(one) > longest or _CONTROL.search(one) for one in value):
        return f"cada texto debe tener de 1 a {longest} caracteres"
    return None


def _megabytes_error(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1e6:
        return "debe ser un número mayor que 0, o quedar vacío"
    return None


def _steps_error(value: Any) -> str | None:
    if not isinstance(value, list | tuple) or not all(isinstance(step, str) for step in value):
        return "debe ser una lista de textos"
    if len(value) > _MOST_STEPS:
        return f"tiene más de {_MOST_STEPS} pasos"
    for number, step in enumerate(value, start=1):
        if not step.strip() or _CONTROL.search(step):
            return f"el paso {number} está vacío o tiene saltos de línea"
        if len(step) > LONGEST_STEP:
            return f"el paso {number} tiene {len(step)} caracteres; el máximo es {LONGEST_STEP}"
    return None


def _number_error(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= _LARGEST_NUMBER:
        return f"debe ser un número entero de 1 a {_LARGEST_NUMBER}"
    return None


def _kind_errors(values: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return what a kind needs or cannot have."""
    kind, errors = values["kind"], {}
    if kind in IN_CHAT and values["url"]:
        errors["url"] = ["lo que se lee en el chat no lleva enlace"]
    if kind == "lesson":
        errors |= {name: ["falta"] for name in ("steps", "number") if not values[name]}
    else:
        unfit = [name for name in ("steps", "number") if values[name]]
        errors |= {name: ["solo lo lleva una lección"] for name in unfit}
    without_words = not str(values["text"] or "").strip()
    if without_words and (kind == "answer" or (kind == "section" and not values["url"])):
        errors["text"] = ["falta"]
    return errors


def _field_error(name: str, value: Any) -> str | None:
    if name in ("id", "topic"):
        return _slug_error(value)
    if name == "steps":
        return _steps_error(value)
    if name == "number":
        return _number_error(value)
    if name == "url":
        return _url_error(value)
    if name == "tags":
        return _phrases_error(value, _MOST_TAGS, LONGEST_TAG)
    if name == "asked":
        return _phrases_error(value, _MOST_ASKED, _LONGEST_ASKED)
    if name == "megabytes":
        return _megabytes_error(value)
    if name == "expires_on":
        return expiry_error(value)
    if name in ("free", "offline"):
        return None if isinstance(value, bool) else "debe ser verdadero o falso"
    if name in ("language", "kind", "level"):
        choices = {"language": LANGUAGES, "kind": KINDS, "level": LEVELS}[name]
        return _choice_error(value, choices, required=name != "level")
    return _text_error(name, value, required=name in ("title", "description"))


def resource_from(fields: Mapping[str, Any]) -> Resource:
    """Make a resource of JSON-like `fields`; raises InvalidResource with every fault at once."""
    errors: dict[str, list[str]] = {}
    known = Resource.__dataclass_fields__
    for name in fields.keys() - known.keys():
        errors[str(name)] = ["no es un campo conocido"]
    defaults = {"free": True, "offline": False, "source": "editor"} | dict.fromkeys(LISTS, ())
    values = {name: fields.get(name, defaults.get(name)) for name in known}
    if type(values["expires_on"]) is date:
        values["expires_on"] = values["expires_on"].isoformat()  # as YAML reads a bare one
    may_lack_url = values["kind"] in MAY_LACK_URL
    for name, value in values.items():
        if name == "url" and may_lack_url and not value:
            continue
        if reason := _field_error(name, value):
            errors[name] = [reason]
    errors = _kind_errors(values) | errors
    if errors:
        raise InvalidResource(errors)
    texts = {key: value.strip() for key, value in values.items() if isinstance(value, str)}
    lists = {name: tuple(one.strip() for one in values[name]) for name in LISTS}
    once = {name: tuple(dict.fromkeys(lists[name])) for name in ("tags", "asked")}
    # What is read in the chat needs nothing else.
    made = (
        values | texts | lists | once | {"offline": values["offline"] or values["kind"] in IN_CHAT}
    )
    empty = {name: texts.get(name, "") for name in ("url", "licence", "text")}
    unknown = {name: texts.get(name) or None for name in ("author", "expires_on")}
    return Resource(**made | empty | unknown)
