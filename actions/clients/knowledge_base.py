"""The knowledge base: what there is to learn from."""

from __future__ import annotations

from actions.clients.http import JsonService, Query
from actions.records import Search


class KnowledgeBase:
    """Every method raises ServiceUnavailable, or BadRequest with the code of the refusal."""

    def __init__(self, base_url: str, timeout_s: float) -> None:
        self._http = JsonService("knowledge_base", base_url, timeout_s)

    def search(self, question: str, limit: int, offset: int = 0, province: str = "") -> Search:
        """Find resources for a question; the service notes those that found nothing.

        `province` is the code of four digits under which it counts the search, if any.
        """
        query: Query = {"q": question, "limit": limit, "offset": offset}
        if province:
            query = {**query, "province": province}
        return self._http.record(Search, self._http.get("/v1/search", query))
