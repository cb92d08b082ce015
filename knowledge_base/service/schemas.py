"""What comes in and goes out; the OpenAPI document is made from these."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
from marshmallow import fields, validate

from knowledge_base.resources.records import KINDS, LANGUAGES, LEVELS, SLUG, Resource

# A department (01 to 25) and a province in it, in digits of ASCII.
_PROVINCE = r"(?:0[1-9]|1[0-9]|2[0-5])(?:0[1-9]|[1-9][0-9])\Z"
_WHOLE_SLUG = SLUG.pattern + r"\Z"
NOT_A_CHOICE: dict[str, Any] = {"invalid": "debe ser true o false"}
_NOT_A_NUMBER: dict[str, Any] = {"invalid": "debe ser un número entero"}


def _one_of(choices: tuple[str, ...]) -> fields.String:
    error = f"debe ser uno de: {', '.join(choices)}"
    return fields.String(validate=validate.OneOf(choices, error=error))


def whole(default: int, low: int, high: int) -> fields.Integer:
    """Return a whole number between two bounds."""
    error = f"debe estar entre {low} y {high}"
    return fields.Integer(
        load_default=default,
        strict=False,
        error_messages=_NOT_A_NUMBER,
        validate=validate.Range(low, high, error=error),
    )


def _judged_later(metadata: dict[str, Any]) -> fields.Raw:
    return fields.Raw(allow_none=True, metadata=metadata)


class Query(ma.Schema):
    """Query parameters; one that is not known is ignored, as links gain such on their way."""

    class Meta:
        unknown = ma.EXCLUDE


class FilterQuery(Query):
    """Filters that every list of resources takes."""

    lang = _one_of(LANGUAGES)
    level = _one_of(LEVELS)
    kind = _one_of(KINDS)
    topic = fields.String(validate=validate.Regexp(_WHOLE_SLUG, error="no es un tema"))
    offline = fields.Boolean(
        metadata={"description": "Whether it can be used without internet"},
        error_messages=NOT_A_CHOICE,
    )
    free = fields.Boolean(error_messages=NOT_A_CHOICE)


class SearchQuery(FilterQuery):
    """A question and its filters."""

    q = fields.String(required=True, error_messages={"required": "falta la pregunta"})
    province = fields.String(
        validate=validate.Regexp(_PROVINCE, error="debe ser el código de una provincia, como 0504"),
        metadata={"description": "Where the search comes from: it is counted, and changes nothing"},
    )
    chat_first = fields.Boolean(
        load_default=False,
        metadata={"description": "For those without data: lessons and answers before links"},
        error_messages=NOT_A_CHOICE,
    )
    limit = whole(5, 1, 20)
    offset = whole(0, 0, 1000)

    @ma.pre_load
    def trim(self, data: Any, **_: Any) -> Any:
        """Take the spaces around a question away before its length is judged."""
        return {**data, "q": data["q"].strip()} if "q" in data else dict(data)

    @ma.validates("q")
    def length(self, value: str, **_: Any) -> None:
        """Refuse an empty question and one that is no question any more."""
        if not 1 <= len(value) <= 500:
            raise ma.ValidationError("debe tener de 1 a 500 caracteres")


class PageQuery(Query):
    """Which part of a list."""

    limit = whole(20, 1, 100)
    offset = whole(0, 0, 1_000_000)


class ResourcePageQuery(FilterQuery, PageQuery):
    """Which part of the resources."""


class ResourceSchema(ma.Schema):
    """A resource as everyone sees it."""

    id = fields.String()
    title = fields.String()
    description = fields.String()
    url = fields.String(metadata={"description": "Empty for what is read in the chat itself"})
    language = fields.String()
    level = fields.String(allow_none=True)
    kind = fields.String()
    topic = fields.String()
    number = fields.Integer(allow_none=True, metadata={"description": "Of a lesson"})
    author = fields.String(allow_none=True)
    free = fields.Boolean()
    offline = fields.Boolean()
    megabytes = fields.Float(allow_none=True)
    licence = fields.String(metadata={"description": "Empty where it is not known"})
    source = fields.String()


class WholeResourceSchema(ResourceSchema):
    """A resource as an editor sees it."""

    tags = fields.List(fields.String())
    asked = fields.List(fields.String())
    text = fields.String()
    steps = fields.List(fields.String())
    expires_on = fields.String(
        allow_none=True, metadata={"format": "date", "description": "Its last day, in Peru"}
    )
    edited = fields.Boolean()
    updated_at = fields.String()


class OneResourceSchema(ma.Schema):
    """One resource."""

    resource = fields.Nested(WholeResourceSchema)


class ResourceBody(ma.Schema):
    """What an editor sends; `records.resource_from` judges the values, in Spanish."""

    class Meta:
        unknown = ma.INCLUDE

    id = _judged_later({"type": "string", "description": "Made from the title if absent"})
    title = _judged_later({"type": "string"})
    url = _judged_later({"type": "string", "format": "uri"})
    language = _judged_later({"type": "string", "enum": list(LANGUAGES)})
    level = _judged_later({"type": "string", "enum": list(LEVELS)})
    kind = _judged_later({"type": "string", "enum": list(KINDS)})
    topic = _judged_later({"type": "string"})
    description = _judged_later({"type": "string"})
    author = _judged_later({"type": "string"})
    tags = _judged_later({"type": "array", "items": {"type": "string"}})
    asked = _judged_later(
        {"type": "array", "items": {"type": "string"}, "description": "How people say the need"}
    )
    free = _judged_later({"type": "boolean"})
    offline = _judged_later({"type": "boolean"})
    megabytes = _judged_later({"type": "number"})
    licence = _judged_later({"type": "string"})
    text = _judged_later({"type": "string", "description": "The answer of an `answer`"})
    steps = _judged_later({"type": "array", "items": {"type": "string"}})
    number = _judged_later({"type": "integer", "description": "What a lesson is called by"})
    expires_on = _judged_later(
        {"type": "string", "format": "date", "description": "The last day on which it is answered"}
    )


class ResourcePageSchema(ma.Schema):
    """A page of resources."""

    resources = fields.List(fields.Nested(ResourceSchema))
    total = fields.Integer()
    next_offset = fields.Integer(allow_none=True)


class WhySchema(ma.Schema):
    """Why a resource answers: by words, by meaning or both, and the words that it shares."""

    by = fields.String()
    matched = fields.List(fields.String())


class HitSchema(ResourceSchema):
    """A resource that answers a question."""

    answer = fields.String(metadata={"description": "The whole answer of an `answer`, else empty"})
    score = fields.Float()
    why = fields.Nested(WhySchema)


class SearchSchema(ma.Schema):
    """The answer to a question."""

    query = fields.String()
    language = fields.String()
    found = fields.Boolean()
    results = fields.List(fields.Nested(HitSchema))
    total = fields.Integer()
    next_offset = fields.Integer(allow_none=True)
    index_version = fields.String()


class LessonLineSchema(ma.Schema):
    """A lesson in the list."""

    id = fields.String()
    number = fields.Integer(metadata={"description": "What people call it by: LECCION 2"})
    title = fields.String()
    description = fields.String()
    topic = fields.String()
    language = fields.String()
    level = fields.String(allow_none=True)
    steps_count = fields.Integer()


class LessonSchema(LessonLineSchema):
    """A whole lesson."""

    steps = fields.List(
        fields.String(metadata={"description": "At most 300 characters, one message each"})
    )


class OneLessonSchema(ma.Schema):
    """One lesson."""

    lesson = fields.Nested(LessonSchema)


class LessonsSchema(ma.Schema):
    """All lessons by number."""

    lessons = fields.List(fields.Nested(LessonLineSchema))


def next_offset(offset: int, shown: int, total: int) -> int | None:
    """Return where the next page starts, or None on the last one."""
    following = offset + shown
    return following if shown and following < total else None


def public(resource: Resource) -> dict[str, Any]:
    """Return the fields of a resource that everyone sees."""
    return {name: getattr(resource, name) for name in ResourceSchema().fields}
