"""Measure every subject, print a table and write `.bench/results.json`."""

from __future__ import annotations

import importlib
import json
import sys
from dataclasses import asdict
from pathlib import Path

from tests.bench.figures import Figure

SUBJECTS = (
    "nearest",
    "place_search",
    "map_page",
    "planner",
    "prediction",
    "resource_search",
    "resource_load",
    "console_pages",
    "bot_turns",
)
RESULTS = Path(".bench/results.json")


def line(figure: Figure) -> str:
    bar = "" if figure.bar is None else f"{'>=' if figure.at_least else '<='} {figure.bar:g}"
    holds = {None: "", True: "holds", False: "MISSED"}[figure.holds]
    peer = f"{figure.ratio:.3f} x {figure.peer}" if figure.ratio is not None else ""
    name = f"{figure.subject}: {figure.name}"
    return f"{name:44} {figure.value:10.3f} {figure.unit:6} {bar:10} {holds:7} {peer}"


def main() -> int:
    """Run the subjects named on the command line, or all."""
    found: list[Figure] = []
    for subject in sys.argv[1:] or SUBJECTS:
        for figure in importlib.import_module(f"tests.bench.{subject}").figures():
            print(line(figure), flush=True)
            found.append(figure)
    RESULTS.parent.mkdir(exist_ok=True)
    keys = ("subject", "name", "value", "unit", "bar", "holds", "peer", "ratio", "median_of")
    rows = [{**asdict(figure), "holds": figure.holds} for figure in found]
    ordered = [{key: row[key] for key in keys} for row in rows]
    RESULTS.write_text(json.dumps(ordered, indent=2, ensure_ascii=False) + "\n")
    return 1 if any(figure.holds is False for figure in found) else 0


if __name__ == "__main__":
    sys.exit(main())
