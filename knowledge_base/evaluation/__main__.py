"""Measure the search: on the shipped resources, or on any corpus of texts and questions.

`python -m knowledge_base.evaluation` asks the golden questions;
`python -m knowledge_base.evaluation --corpus docs.jsonl --questions questions.jsonl` asks others;
`python -m knowledge_base.evaluation golden export` writes what editors pinned as golden.yaml does.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from knowledge_base.database.engine import open_database
from knowledge_base.evaluation.corpus import InvalidCorpus, read_corpus, read_questions
from knowledge_base.evaluation.figures import Figures, Outcome, figures
from knowledge_base.evaluation.golden import (
    REPORT,
    TUNE,
    GoldenQuestion,
    ask,
    ask_halves,
    read_golden,
)
from knowledge_base.evaluation.noise import noisy
from knowledge_base.evaluation.pinned import GoldenStore, as_yaml
from knowledge_base.evaluation.retrieval import Corpus, outcomes
from knowledge_base.index.built import build
from knowledge_base.index.encoders.encoder import Encoder, EncoderError
from knowledge_base.index.encoders.load import load_encoder
from knowledge_base.index.profile import PASSAGES
from knowledge_base.index.search import Searcher
from knowledge_base.index.threads import one_thread_a_question
from knowledge_base.resources.catalogue import CatalogueError, read_catalogue
from knowledge_base.settings import Settings
from knowledge_base.variables import SettingsError

_HEAD = "R@1     R@3     R@5  MRR@10 nDCG@10  refused: none there   wrongly   p50 ms   p95 ms"
Rows = dict[str, Figures]


def main(arguments: list[str] | None = None) -> int:
    """Print the figures; return the exit status."""
    chosen = _parser().parse_args(arguments)
    if chosen.pinned:
        return _export_pinned(chosen.pinned)
    if (chosen.corpus is None) != (chosen.questions is None):
        print("--corpus and --questions go together", file=sys.stderr)
        return 2
    one_thread_a_question()
    try:
        settings = Settings.from_environment(os.environ)
        encoder = load_encoder(settings.encoder)
        if chosen.corpus:
            rows = _corpus(chosen.corpus, chosen.questions, encoder, chosen.noisy)
        else:
            rows = _golden(settings, encoder, chosen.noisy, chosen.misses)
    except (InvalidCorpus, CatalogueError, EncoderError, SettingsError) as error:
        print(error, file=sys.stderr)
        return 1
    if chosen.json:
        print(json.dumps({name: asdict(row) for name, row in rows.items()}, indent=2))
        return 0
    print(f"encoder {encoder.name}")
    print(f"{'':<22} {_HEAD}")
    for name, row in rows.items():
        print(f"{name:<22} {_line(row)}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m knowledge_base.evaluation",
        description="bm25: plain Spanish BM25; words: the words half as built, slips mended and "
        "other words looked for; dense: meaning alone; fused: the search.",
    )
    parser.add_argument("pinned", nargs="*", metavar="golden export", help="write what is pinned")
    parser.add_argument("--corpus", type=Path, help='JSON lines of {"id", "title", "text"}')
    parser.add_argument(
        "--questions", type=Path, help='JSON lines of {"id", "text", "relevant": [ids]}'
    )
    parser.add_argument("--noisy", action="store_true", help="type the questions as on a phone")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--misses", action="store_true", help="list what went wrong in `tune`")
    return parser


def _export_pinned(words: Sequence[str]) -> int:
    if list(words) != ["golden", "export"]:
        print(f"no command {' '.join(words)!r}; there is: golden export", file=sys.stderr)
        return 2
    try:
        settings = Settings.from_environment(os.environ)
        store = GoldenStore(open_database(settings.database_url))
        print(as_yaml(store.all_for_check()), end="")
    except (SettingsError, SQLAlchemyError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _corpus(docs: Path, questions: Path, encoder: Encoder, with_noise: bool) -> Rows:
    documents = read_corpus(docs)
    asked = read_questions(questions, frozenset(document.id for document in documents))
    pairs = [(noisy(q.text) if with_noise else q.text, q.relevant) for q in asked]
    corpus = Corpus(documents, encoder, PASSAGES)
    return {
        name: figures(outcomes(corpus, method, pairs)) for name, method in corpus.methods().items()
    }


def _golden(settings: Settings, encoder: Encoder, with_noise: bool, misses: bool) -> Rows:
    resources = read_catalogue(settings.catalogue)
    searcher = Searcher(build(resources, 0, encoder))
    rows = {}
    for part in (TUNE, REPORT):
        asked = [_typed(q, with_noise) for q in read_golden() if q.part == part]
        found = ask_halves(resources, encoder, asked) | {"fused": ask(searcher, asked)}
        if misses and part == TUNE:
            print("\n".join(["missed:", *_missed(asked, found["fused"])]))
        for name, outcome in found.items():
            rows[f"{part} {name}"] = figures(outcome)
        for style in dict.fromkeys(question.style for question in asked):
            for name in ("bm25", "fused"):
                ours = [o for q, o in zip(asked, found[name], strict=True) if q.style == style]
                rows[f"{part} {style} {name}"] = figures(ours)
    return rows


def _typed(question: GoldenQuestion, with_noise: bool) -> GoldenQuestion:
    if not with_noise:
        return question
    return GoldenQuestion(**{**asdict(question), "text": noisy(question.text)})


def _missed(asked: Sequence[GoldenQuestion], found: Sequence[Outcome]) -> list[str]:
    return [
        f"  {question.text!r}: {', '.join(outcome.ranked[:3]) or 'nothing'}"
        for question, outcome in zip(asked, found, strict=True)
        if (outcome.rank not in (1, 2, 3) if question.expect else outcome.ranked)
    ]


def _line(row: Figures) -> str:
    shares = (row.recall_at_1, row.recall_at_3, row.recall_at_5, row.mrr_at_10, row.ndcg_at_10)
    silent = (row.refused_without_answer, row.refused_with_answer)
    return (
        " ".join(_percent(one) for one in shares)
        + f" {_percent(silent[0]):>20} {_percent(silent[1])} {row.p50_ms:>8.2f} {row.p95_ms:>8.2f}"
    )


def _percent(share: float | None) -> str:
    return f"{'-':>7}" if share is None else f"{share:>7.1%}"


if __name__ == "__main__":
    sys.exit(main())
