"""The project's own questions over what it ships, and how well they are answered."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from knowledge_base.evaluation.figures import Outcome
from knowledge_base.evaluation.retrieval import Corpus, outcomes
from knowledge_base.index.documents import document_of
from knowledge_base.index.encoders.encoder import Encoder
from knowledge_base.index.profile import RESOURCES
from knowledge_base.index.search import Searcher
from knowledge_base.resources.records import Resource

QUESTIONS = Path(__file__).parent / "golden.yaml"
TUNE, REPORT, PINNED = "tune", "report", "pinned"
PARAPHRASE = "paraphrase"


@dataclass(frozen=True)
class GoldenQuestion:
    """A question; `expect` holds the ids of all right answers, none where nothing is right.

    `part` is `tune`, `report` or, from an editor, `pinned`; `style` says how it is typed (typos,
    slang, paraphrase, ...).
    """

    text: str
    part: str
    language: str
    style: str
    expect: tuple[str, ...]


def read_golden(path: Path = QUESTIONS) -> list[GoldenQuestion]:
    """Read the questions of a file."""
    rows: list[dict[str, Any]] = yaml.safe_load(path.read_text("utf-8"))
    return [
        GoldenQuestion(row["q"], row["set"], row["lang"], row["style"], tuple(row["expect"]))
        for row in rows
    ]


def ask(searcher: Searcher, questions: Iterable[GoldenQuestion]) -> list[Outcome]:
    """Search each question as the service does; what is refused has no answer at all."""
    found = []
    for question in questions:
        began = time.perf_counter()
        hits = searcher.search(question.text).hits
        milliseconds = (time.perf_counter() - began) * 1000
        ids = tuple(hit.resource.id for hit in hits)
        found.append(Outcome(question.expect, ids, not ids, milliseconds))
    return found


def ask_halves(
    resources: Sequence[Resource], encoder: Encoder, questions: Sequence[GoldenQuestion]
) -> dict[str, list[Outcome]]:
    """Ask by plain BM25 and by meaning alone, over the same texts."""
    corpus = Corpus([document_of(resource) for resource in resources], encoder, RESOURCES)
    pairs = [(question.text, question.expect) for question in questions]
    methods = corpus.methods()
    return {name: outcomes(corpus, methods[name], pairs) for name in ("bm25", "dense")}
