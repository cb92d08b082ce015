"""Ask every question of a file and count what a student would notice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import yaml

from knowledge_base.index.search import Searcher

QUESTIONS = Path(__file__).parent / "questions.yaml"


@dataclass(frozen=True)
class Question:
    """A question; `expect` holds id patterns of right answers, none where nothing is right."""

    text: str
    part: str
    expect: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """A question and the ids that came back, best first."""

    question: Question
    ids: tuple[str, ...]

    @property
    def rank(self) -> int | None:
        """Return the place (1 is first) of the first right answer, or None."""
        for place, found in enumerate(self.ids, start=1):
            if any(fnmatchcase(found, pattern) for pattern in self.question.expect):
                return place
        return None


@dataclass(frozen=True)
class Figures:
    """Shares from 0 to 1.

    `hit_at_1`, `hit_at_3`: answerable questions with a right answer that high. `precision`: of
    the questions that got no answer, those that deserve none; `recall`: of those that deserve
    none, the ones that got none.
    """

    answerable: int
    unanswerable: int
    hit_at_1: float
    hit_at_3: float
    precision: float
    recall: float


def read_questions(path: Path = QUESTIONS) -> list[Question]:
    """Read the questions of a file."""
    content: dict[str, list[dict[str, Any]]] = yaml.safe_load(path.read_text("utf-8"))
    rows = content["answerable"] + content["unanswerable"]
    return [Question(row["q"], row["set"], tuple(row.get("expect", ()))) for row in rows]


def ask(searcher: Searcher, questions: Iterable[Question]) -> list[Outcome]:
    """Search each question without filters."""
    return [
        Outcome(question, tuple(hit.resource.id for hit in searcher.search(question.text).hits))
        for question in questions
    ]


def figures(outcomes: Sequence[Outcome]) -> Figures:
    """Count the outcomes."""
    answerable = [outcome for outcome in outcomes if outcome.question.expect]
    unanswerable = [outcome for outcome in outcomes if not outcome.question.expect]
    silent = [outcome for outcome in outcomes if not outcome.ids]
    rightly = [outcome for outcome in silent if not outcome.question.expect]
    return Figures(
        answerable=len(answerable),
        unanswerable=len(unanswerable),
        hit_at_1=_share(sum(o.rank == 1 for o in answerable), len(answerable)),
        hit_at_3=_share(sum(o.rank in (1, 2, 3) for o in answerable), len(answerable)),
        precision=_share(len(rightly), len(silent)),
        recall=_share(len(rightly), len(unanswerable)),
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
