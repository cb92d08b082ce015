"""What the knowledge base answers, as frozen records; the shapes are those of tests/contract."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Resource:
    """A course, book, video or site to learn from, or a lesson or an answer of our own.

    A `lesson` has its `number`, an `answer` its whole text; neither has a `url`.
    """

    id: str
    title: str
    description: str
    url: str
    language: str
    level: str | None
    kind: str
    number: int | None
    author: str | None
    free: bool
    offline: bool
    megabytes: float | None
    answer: str


@dataclass(frozen=True)
class Search:
    """One page of resources, best first; `found` is false where nothing fits the question."""

    query: str
    found: bool
    results: tuple[Resource, ...]
    total: int
    next_offset: int | None


@dataclass(frozen=True)
class LessonLine:
    """A lesson as it stands in the list, without its steps."""

    id: str
    number: int
    title: str
    description: str
    topic: str
    language: str
    level: str | None
    steps_count: int


@dataclass(frozen=True)
class Lesson(LessonLine):
    """A lesson with its steps, each of them one message of at most 300 characters."""

    steps: tuple[str, ...]


@dataclass(frozen=True)
class Lessons:
    """All lessons, by number."""

    lessons: tuple[LessonLine, ...]


@dataclass(frozen=True)
class OneLesson:
    """The envelope of one lesson."""

    lesson: Lesson
