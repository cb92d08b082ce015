"""`GET /v1/search`: questions as people type them."""

# flask-smorest has no type hints.
# mypy: disable-error-code=untyped-decorator

from __future__ import annotations

from typing import Any

from flask_smorest import Blueprint

from knowledge_base.index.search import Answer, Hit
from knowledge_base.live.runtime import KnowledgeBase
from knowledge_base.service.metrics import Metrics
from knowledge_base.service.schemas import SearchQuery, SearchSchema, next_offset, public


def blueprint(base: KnowledgeBase, metrics: Metrics) -> Blueprint:
    """Return the search route."""
    routes = Blueprint("search", __name__, description="Search for learning resources")

    @routes.get("/v1/search")
    @routes.arguments(SearchQuery, location="query")
    @routes.response(200, SearchSchema)
    def search(query: dict[str, Any]) -> dict[str, Any]:
        """Find resources for a question; `found` is false where nothing fits."""
        answer = base.searcher.search(query["q"], filters_of(query), query["chat_first"])
        start, end = query["offset"], query["offset"] + query["limit"]
        shown = answer.hits[start:end]
        metrics.searches.labels(found=str(bool(answer.hits)).lower()).inc()
        if start == 0:
            _remember(base, metrics, query, answer)
        return {
            "query": query["q"],
            "language": answer.language,
            "found": bool(answer.hits),
            "results": [_result(hit) for hit in shown],
            "total": len(answer.hits),
            "next_offset": next_offset(start, len(shown), len(answer.hits)),
            "index_version": answer.version,
        }

    return routes


def _remember(base: KnowledgeBase, metrics: Metrics, query: dict[str, Any], answer: Answer) -> None:
    """Count a question by its best topic, in its province where that is known; note one in vain
    as a gap.

    With a filter it says only that nothing fits both, so it is no gap.
    """
    if not answer.hits and filters_of(query):
        return
    metrics.count_question(answer.hits[0].resource.topic if answer.hits else None)
    if not answer.hits:
        base.record_gap(query["q"], answer.language, query.get("province", ""))
    elif "province" in query:
        base.count_search(query["province"], answer.hits[0].resource.topic)


def filters_of(query: dict[str, Any]) -> dict[str, str | bool]:
    """Return the filters of a query by the names that the resource's fields have."""
    same = ("level", "kind", "topic", "offline", "free")
    names = {"lang": "language"} | {name: name for name in same}
    return {field: query[name] for name, field in names.items() if name in query}


def _result(hit: Hit) -> dict[str, Any]:
    why = {"by": hit.by, "matched": list(hit.matched)}
    answer = hit.resource.text if hit.resource.kind == "answer" else ""
    return public(hit.resource) | {"answer": answer, "score": hit.score, "why": why}
