"""Measure the search on the shipped catalogue: `python -m knowledge_base.evaluation`."""

from __future__ import annotations

import argparse
import os
import sys

from knowledge_base.evaluation.measure import Outcome, ask, figures, read_questions
from knowledge_base.index.built import build
from knowledge_base.index.encode import load_encoder
from knowledge_base.index.search import Searcher
from knowledge_base.resources.catalogue import read_catalogue
from knowledge_base.settings import Settings


def _line(name: str, outcomes: list[Outcome]) -> str:
    seen = figures(outcomes)
    return (
        f"{name:<10} {seen.answerable:>10} {seen.hit_at_1:>6.1%} {seen.hit_at_3:>6.1%} "
        f"{seen.unanswerable:>12} {seen.precision:>9.1%} {seen.recall:>6.1%}"
    )


def _misses(outcomes: list[Outcome]) -> list[str]:
    wrong = [o for o in outcomes if o.question.expect and o.rank not in (1, 2, 3)]
    wrong += [o for o in outcomes if not o.question.expect and o.ids]
    return [f"  {o.question.text!r}: {', '.join(o.ids[:3]) or 'nothing'}" for o in wrong]


def main(arguments: list[str] | None = None) -> int:
    """Print the table, and with --misses each question that went wrong."""
    parser = argparse.ArgumentParser(prog="python -m knowledge_base.evaluation")
    parser.add_argument("--misses", action="store_true", help="list what went wrong")
    chosen = parser.parse_args(arguments)
    settings = Settings.from_environment(os.environ)
    encoder = load_encoder(settings.encoder)
    searcher = Searcher(build(read_catalogue(settings.catalogue), 0, encoder), encoder)
    outcomes = ask(searcher, read_questions())
    print(f"encoder {encoder.name}, {len(searcher.index.resources)} resources")
    print("questions  answerable  hit@1  hit@3 unanswerable precision recall (no answer)")
    for part in ("tune", "held_out"):
        print(_line(part, [o for o in outcomes if o.question.part == part]))
    print(_line("all", outcomes))
    if chosen.misses:
        print("\n".join(["missed:", *_misses(outcomes)]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
