"""What editors and other pods look at: the index, the gaps, and what is searched for where."""

from __future__ import annotations

import marshmallow as ma
from marshmallow import fields

from knowledge_base.resources.interests import KEPT_MONTHS
from knowledge_base.service.schemas import NOT_A_CHOICE, Query, whole


class VersionSchema(ma.Schema):
    """A version of the index."""

    version = fields.String()
    encoder = fields.String()
    resources = fields.Integer()
    created_at = fields.String()
    active = fields.Boolean()


class BuildSchema(ma.Schema):
    """What came of the last build: building, done, refused, failed or interrupted."""

    state = fields.String()
    reason = fields.String(metadata={"description": "Why it was refused or failed, else empty"})
    at = fields.String()
    version = fields.String(allow_none=True)
    step = fields.String(
        metadata={"description": "Of one that runs: reading, indexing, checking, activating"}
    )


class BuildBody(ma.Schema):
    """How to build."""

    force = fields.Boolean(
        load_default=False,
        error_messages=NOT_A_CHOICE,
        metadata={"description": "Activate it even where golden questions are answered worse"},
    )


class IndexSchema(ma.Schema):
    """All versions of the index."""

    active = fields.String(allow_none=True)
    last_build = fields.Nested(BuildSchema, allow_none=True)
    versions = fields.List(fields.Nested(VersionSchema))


class ActivateBody(ma.Schema):
    """The version to search from now on."""

    version = fields.String(required=True, error_messages={"required": "falta"})


class GapSchema(ma.Schema):
    """A question that found nothing."""

    question = fields.String()
    language = fields.String()
    times = fields.Integer()
    last_asked_on = fields.Date()


class GapPageSchema(ma.Schema):
    """A page of such questions."""

    gaps = fields.List(fields.Nested(GapSchema))
    next_offset = fields.Integer(allow_none=True)


class InterestsQuery(Query):
    """How far back to count."""

    months = whole(12, 1, KEPT_MONTHS)


class InterestSchema(ma.Schema):
    """How often a topic was found in a province."""

    province = fields.String(metadata={"description": "INEI's code of four digits"})
    topic = fields.String()
    label = fields.String(metadata={"description": "The topic in Spanish"})
    count = fields.Integer(metadata={"description": "Searches (búsquedas), not people"})


class InterestsSchema(ma.Schema):
    """Searches by province and topic."""

    since = fields.Date(metadata={"description": "The first day of the first month"})
    until = fields.Date()
    smallest_count = fields.Integer(metadata={"description": "No smaller count is answered"})
    interests = fields.List(fields.Nested(InterestSchema))
    hidden = fields.Integer(
        metadata={"description": "Pairs of province and topic whose count is smaller"}
    )
