"""`/v1/lessons`: lessons that are read in the chat, one short step a message."""

# flask-smorest has no type hints.
# mypy: disable-error-code=untyped-decorator

from __future__ import annotations

from typing import Any

from flask_smorest import Blueprint

from knowledge_base.live.runtime import KnowledgeBase
from knowledge_base.resources.records import Resource
from knowledge_base.service.problems import Problem
from knowledge_base.service.schemas import LessonsSchema, OneLessonSchema


def blueprint(base: KnowledgeBase) -> Blueprint:
    """Return the routes of the lessons."""
    routes = Blueprint("lessons", __name__, description="Lessons that are read in the chat")

    @routes.get("/v1/lessons")
    @routes.response(200, LessonsSchema)
    def list_lessons() -> dict[str, Any]:
        """List the lessons by number, without their steps."""
        return {"lessons": [_line(lesson) for lesson in base.store.lessons()]}

    @routes.get("/v1/lessons/<int:number>")
    @routes.response(200, OneLessonSchema)
    def get_lesson(number: int) -> dict[str, Any]:
        """Return one lesson with its steps."""
        lesson = base.store.lesson(number)
        if lesson is None:
            raise Problem(404, "lesson_not_found", "No hay una lección con ese número.")
        return {"lesson": _line(lesson) | {"steps": list(lesson.steps)}}

    return routes


def _line(lesson: Resource) -> dict[str, Any]:
    names = ("id", "number", "title", "description", "topic", "language", "level")
    return {name: getattr(lesson, name) for name in names} | {"steps_count": len(lesson.steps)}
