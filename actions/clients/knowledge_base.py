"""The knowledge base: what there is to learn from."""

from __future__ import annotations

from actions.clients.http import JsonService, Query
from actions.resources import Lesson, LessonLine, Lessons, OneLesson, Search

FILTERS = {"offline": {"offline": "true"}, "lesson": {"kind": "lesson"}}


class KnowledgeBase:
    """Every method raises ServiceUnavailable, or BadRequest with the code of the refusal."""

    def __init__(self, base_url: str, timeout_s: float) -> None:
        self._http = JsonService("knowledge_base", base_url, timeout_s)

    def search(
        self,
        question: str,
        limit: int,
        offset: int = 0,
        province: str = "",
        *,
        only: str = "",
        chat_first: bool = False,
    ) -> Search:
        """Find resources for a question; the service notes those that found nothing.

        `province` is the code of four digits under which it counts the search, if any; `only` is
        "offline" for what can be used without internet, or "lesson" for lessons; with `chat_first`
        what needs no link comes first.
        """
        query: Query = {"q": question, "limit": limit, "offset": offset}
        if province:
            query = {**query, "province": province}
        if chat_first:
            query = {**query, "chat_first": "true"}
        if only:
            query = {**query, **FILTERS[only]}
        return self._http.record(Search, self._http.get("/v1/search", query))

    def lessons(self) -> tuple[LessonLine, ...]:
        """List the lessons by number."""
        return self._http.record(Lessons, self._http.get("/v1/lessons")).lessons

    def lesson(self, number: int) -> Lesson:
        """Read one lesson; raise BadRequest with `lesson_not_found` where there is none."""
        return self._http.record(OneLesson, self._http.get(f"/v1/lessons/{number}")).lesson
