"""How good and how fast the search for learning resources is, against its encoder alone."""

from __future__ import annotations

import os
from collections.abc import Iterator

from knowledge_base.evaluation.measure import ask, read_questions
from knowledge_base.evaluation.measure import figures as counted
from knowledge_base.index.built import build
from knowledge_base.index.encode import load_encoder
from knowledge_base.index.search import Searcher
from knowledge_base.resources.catalogue import read_catalogue
from knowledge_base.settings import Settings
from tests.bench.figures import Figure, middle_and_p95, times_ms


def figures() -> Iterator[Figure]:
    """Ask every hand-written question of the shipped catalogue."""
    settings = Settings.from_environment(os.environ)
    encoder = load_encoder(settings.encoder)
    searcher = Searcher(build(read_catalogue(settings.catalogue), 0, encoder), encoder)
    questions = read_questions()
    seen = counted(ask(searcher, [q for q in questions if q.part == "held_out"]))
    yield Figure("resources", "held out, right answer first", seen.hit_at_1, "share")
    yield Figure("resources", "held out, right answer in three", seen.hit_at_3, "share")
    yield Figure("resources", "held out, rightly silent", seen.recall, "share")
    texts = [question.text for question in questions]
    middle, p95 = middle_and_p95(times_ms(searcher.search, texts))
    alone, _ = middle_and_p95(times_ms(lambda text: encoder.encode([text]), texts))
    against = {"peer": "encoding the question alone", "median_of": len(texts)}
    yield Figure("resources", "time, median", middle, "ms", ratio=middle / alone, **against)
    yield Figure("resources", "time, p95", p95, "ms", median_of=len(texts))
