"""How good and how fast the search for learning resources is, against its peers."""

from __future__ import annotations

import os
from collections.abc import Iterator

from knowledge_base.evaluation.figures import figures as counted
from knowledge_base.evaluation.golden import PARAPHRASE, REPORT, ask, ask_halves, read_golden
from knowledge_base.index.built import build
from knowledge_base.index.encoders.load import load_encoder
from knowledge_base.index.search import Searcher
from knowledge_base.resources.catalogue import read_catalogue
from knowledge_base.settings import Settings
from tests.bench.figures import Figure


def figures() -> Iterator[Figure]:
    """Ask the golden questions that took no part in tuning."""
    settings = Settings.from_environment(os.environ)
    encoder = load_encoder(settings.encoder)
    resources = read_catalogue(settings.catalogue)
    questions = [question for question in read_golden() if question.part == REPORT]
    ours = counted(ask(Searcher(build(resources, 0, encoder)), questions))
    plain = counted(ask_halves(resources, encoder, questions)["bm25"])
    yield _points("right answer first", ours.recall_at_1, plain.recall_at_1)
    yield _points("right answer in three", ours.recall_at_3, plain.recall_at_3, bar=90)
    yield _points("refused without answer", ours.refused_without_answer, None, bar=80)
    yield Figure("resources", "wrongly refused", 100 * (ours.refused_with_answer or 0), "%", 5)
    hard = [question for question in questions if question.style == PARAPHRASE]
    ours = counted(ask(Searcher(build(resources, 0, encoder)), hard))
    plain = counted(ask_halves(resources, encoder, hard)["bm25"])
    gained = 100 * ((ours.recall_at_3 or 0) - (plain.recall_at_3 or 0))
    yield Figure("resources", "in other words, points over BM25", gained, "points", 3, True)


def _points(name: str, ours: float | None, plain: float | None, bar: float | None = None) -> Figure:
    value = 100 * (ours or 0.0)
    if plain is None:
        return Figure("resources", name, value, "%", bar, at_least=True)
    peer = "plain Spanish BM25"
    ratio = value / (100 * plain) if plain else None
    return Figure("resources", name, value, "%", bar, at_least=True, peer=peer, ratio=ratio)
