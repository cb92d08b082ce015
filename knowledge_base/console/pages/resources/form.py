"""The one form for every kind of resource, and the fields that it stands for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from knowledge_base.console.pages.resources.words import FIELDS, KINDS, LANGUAGES, LEVELS
from knowledge_base.resources.formats.cells import value_of
from knowledge_base.resources.records import LISTS
from knowledge_base.resources.topics import own_topic, topic_label

# Each of these is one message or one line of one: a line break has no place in it.
_ONE_LINE = ("title", "description", "author", "licence", "source", "text")
_CELLS = ("megabytes", "number", "expires_on")
_PLAIN = ("kind", "language", "url")
# What a form holds of a resource; the id is given once and for all.
EDITABLE = (*_ONE_LINE, *_CELLS, *_PLAIN, *LISTS, "topic", "level", "free", "offline")


def _choice(name: str, options: Mapping[str, Any]) -> SelectField:
    nothing = SelectChoice("", lazy_gettext("— elige —"))
    known = [SelectChoice(value, words) for value, words in options.items()]
    # A draft keeps what was sent; what no resource may hold is told before it is published.
    return SelectField(FIELDS[name], choices=[nothing, *known], validate_choice=False)


class ResourceForm(FlaskForm):
    """Nothing is refused here: a draft may be incomplete, and the rules are the store's.

    `version` is that of the draft that was opened, 0 where there was none; `revision` the newest of
    the published resource then, and `opened` the fields as they were.
    """

    kind = _choice("kind", KINDS)
    title = StringField(FIELDS["title"])
    description = StringField(FIELDS["description"])
    language = _choice("language", LANGUAGES)
    topic = SelectField(FIELDS["topic"], validate_choice=False)
    new_topic = StringField(lazy_gettext("Otro tema"))
    level = _choice("level", LEVELS)
    url = StringField(FIELDS["url"])
    author = StringField(FIELDS["author"])
    source = StringField(FIELDS["source"])
    licence = StringField(FIELDS["licence"])
    free = BooleanField(FIELDS["free"])
    offline = BooleanField(FIELDS["offline"])
    megabytes = StringField(FIELDS["megabytes"])
    text = TextAreaField(FIELDS["text"])
    number = StringField(FIELDS["number"])
    steps = TextAreaField(FIELDS["steps"])
    asked = TextAreaField(FIELDS["asked"])
    tags = TextAreaField(FIELDS["tags"])
    expires_on = StringField(FIELDS["expires_on"])
    id = StringField(FIELDS["id"])
    version = HiddenField(default="0")
    revision = HiddenField(default="0")
    opened = HiddenField()
    gap = HiddenField()


@dataclass(frozen=True)
class Sent:
    """What a form brought: the fields, and what its sender had before the eyes."""

    fields: dict[str, Any]
    version: int
    revision: int
    opened: dict[str, Any]
    gap_number: int | None


def filled(body: Mapping[str, Any], topics: Iterable[str], **hidden: Any) -> ResourceForm:
    """Return the form with a body's fields in it."""
    values: dict[str, Any] = {name: _as_typed(name, body.get(name)) for name in EDITABLE}
    values["free"] = body.get("free", True) is True
    values["offline"] = body.get("offline", False) is True
    form = ResourceForm(formdata=None, data=values | hidden)
    offer_topics(form, topics)
    return form


def offer_topics(form: ResourceForm, topics: Iterable[str]) -> None:
    """Let the form choose among these topics and the one that it has."""
    names = {*topics, *([form.topic.data] if form.topic.data else [])}
    known = sorted(((topic, topic_label(topic)) for topic in names), key=lambda one: one[1])
    choices = [("", _("— elige —")), *known]
    form.topic.choices = [SelectChoice(value, words) for value, words in choices]


def sent_by(form: ResourceForm) -> Sent:
    """Return what a form brought."""
    return Sent(
        fields=_fields(form),
        version=whole(form.version.data),
        revision=whole(form.revision.data),
        opened=read_body(form.opened.data),
        gap_number=whole(form.gap.data) or None,
    )


def whole(text: Any) -> int:
    """Return the number that a hidden field holds; 0 where it holds none."""
    found = str(text or "")
    return int(found) if found.isascii() and found.isdigit() and len(found) < 10 else 0


def read_body(text: Any) -> dict[str, Any]:
    """Return the fields that `write_body` wrote; empty where somebody else wrote it."""
    try:
        found = json.loads(str(text or "{}"))
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: value for name, value in found.items() if _sound(name, value)}


def _sound(name: str, value: Any) -> bool:
    if name in LISTS:
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    return name in FIELDS and (value is None or isinstance(value, str | int | float))


def write_body(body: Mapping[str, Any]) -> str:
    """Return fields as a hidden field keeps them."""
    return json.dumps({name: body[name] for name in FIELDS if name in body}, ensure_ascii=False)


def lines(text: Any) -> list[str]:
    """Return the lines of a text that hold something."""
    return [" ".join(line.split()) for line in str(text or "").splitlines() if line.strip()]


def _fields(form: ResourceForm) -> dict[str, Any]:
    data = form.data
    fields: dict[str, Any] = {name: " ".join((data[name] or "").split()) for name in _ONE_LINE}
    fields |= {name: (data[name] or "").strip() for name in _PLAIN}
    fields |= {name: value_of(name, data[name] or "") for name in _CELLS}
    fields |= {name: lines(data[name]) for name in LISTS}
    new_topic = (data["new_topic"] or "").strip()
    fields["topic"] = own_topic(new_topic) if new_topic else (data["topic"] or "").strip()
    fields |= {"level": data["level"] or None, "free": data["free"], "offline": data["offline"]}
    return fields


def _as_typed(name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "\n".join(str(one) for one in value)
    return f"{value:g}" if isinstance(value, float) else str(value)
