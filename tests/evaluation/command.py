"""The command line that both evaluations share."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from tests.evaluation.assistant import Assistant, assistant

Answer = TypeVar("Answer")


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSON-lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def evaluate(
    about: str | None,
    ask: Callable[[Assistant, dict[str, Any]], Answer],
    report: Callable[[Sequence[Answer]], dict[str, Any]],
    in_words: Callable[[dict[str, Any]], str],
) -> int:
    """Ask every row of the file that the command line names, and print the report."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument("--at-once", type=int, default=2, help="rows at a time (default 2)")
    given = parser.parse_args()
    rows = read_rows(given.file)
    with assistant() as under_test, ThreadPoolExecutor(given.at_once) as pool:
        answers = list(pool.map(lambda row: ask(under_test, row), rows))
    figures = report(answers)
    print(json.dumps(figures, ensure_ascii=False, indent=1) if given.json else in_words(figures))
    return 0
