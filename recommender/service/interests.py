"""`GET /v1/interests`: what people want to learn, by province."""

# mypy: disallow-untyped-decorators=False

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_smorest import Blueprint
from marshmallow import Schema, fields

from recommender.clients.knowledge_base import Interest, KnowledgeBaseAway
from recommender.places.gazetteer import Gazetteer
from recommender.places.names import plain
from recommender.service.access import parts, runtime
from recommender.service.problems import Problem, ProblemSchema

blueprint = Blueprint("interests", __name__, url_prefix="/v1", description="What people look for")


class TopicSearchesOut(Schema):
    topic = fields.String()
    label = fields.String(metadata={"description": "The topic in Spanish"})
    count = fields.Integer(metadata={"description": "Searches (búsquedas), not people"})


class ProvinceSearchesOut(Schema):
    id = fields.String(metadata={"description": "INEI's code of four digits"})
    name = fields.String()
    department = fields.String()
    topics = fields.List(fields.Nested(TopicSearchesOut))


class InterestsOut(Schema):
    since = fields.Date(metadata={"description": "The first day of the first month"})
    until = fields.Date()
    smallest_count = fields.Integer(metadata={"description": "No smaller count is shown"})
    provinces = fields.List(fields.Nested(ProvinceSearchesOut))
    hidden = fields.Integer(
        metadata={"description": "Pairs of province and topic whose count is smaller"}
    )


@blueprint.get("/interests")
@blueprint.response(200, InterestsOut)
@blueprint.alt_response(
    503,
    schema=ProblemSchema,
    content_type="application/problem+json",
    description="No counts are at hand yet.",
)
def interests() -> Any:
    """Count the searches for things to learn, by province and topic, of the last twelve months."""
    gazetteer = parts().gazetteer
    try:
        found = runtime().interests.get()
    except KnowledgeBaseAway:
        raise Problem(
            503,
            "interests_unavailable",
            "La base de conocimientos no responde. Inténtalo de nuevo en un momento.",
            headers={"Retry-After": "10"},
        ) from None
    return {
        "since": found.since,
        "until": found.until,
        "smallest_count": found.smallest_count,
        "provinces": provinces_json(found.interests, gazetteer),
        "hidden": found.hidden,
    }


def provinces_json(interests: Iterable[Interest], gazetteer: Gazetteer) -> list[dict[str, Any]]:
    """Return the provinces by name, the topics of each by falling count.

    A code that no province has is left out: the knowledge base does not know which there are.
    """
    topics: dict[str, list[Interest]] = {}
    for one in sorted(interests, key=lambda one: (-one.count, plain(one.label), one.topic)):
        topics.setdefault(one.province, []).append(one)
    provinces = [gazetteer.units[code] for code in topics if code in gazetteer.units]
    return [
        {
            "id": province.id,
            "name": province.name,
            "department": province.department,
            "topics": [
                {"topic": one.topic, "label": one.label, "count": one.count}
                for one in topics[province.id]
            ],
        }
        for province in sorted(provinces, key=lambda one: (plain(one.name), one.id))
        if province.kind == "province"
    ]
