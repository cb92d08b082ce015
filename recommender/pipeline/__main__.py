"""`python -m recommender.pipeline`: build the bundle, or only part of the way there."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from typing import Any

from recommender.pipeline.build import Build
from recommender.pipeline.gate_command import add_arguments, passes
from recommender.pipeline.progress import Progress
from recommender.pipeline.settings import Settings
from recommender.sources.errors import SourceError

COMMANDS = {
    "build": "train the model and write the bundle",
    "evaluate": "cross-validate the model against the baselines and print the figures",
    "gate": "fail where a model is worse than the one that is shipped",
    "sources": "fetch and validate the sources only",
}

# What a command runs through: features, held_out, evaluation, backtest and bundle.
STAGES = {"build": 5, "evaluate": 3, "gate": 3, "sources": 0}

FIGURES = {
    "roc_auc": "ROC-AUC",
    "average_precision": "average precision",
    "roc_auc_within_district": "AUC inside districts",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0, or 1 after one clear message when it cannot be done."""
    parsed = _parser().parse_args(arguments)
    command, as_json = parsed.command, getattr(parsed, "json", False)
    # Figures as JSON have the standard output to themselves.
    progress = Progress(sys.stderr if as_json else sys.stdout, STAGES[command])
    try:
        build = Build(Settings.from_environment(os.environ), progress)
        if command == "sources":
            build.sources()
        elif command == "evaluate":
            build.evaluation()
            _print_figures(build, as_json)
        elif command == "gate":
            return 0 if passes(build, parsed) else 1
        else:
            progress.say(f"bundle: version {build.bundle()}")
    except (SourceError, ValueError, OSError, RuntimeError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    finally:
        progress.close()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m recommender.pipeline",
        description="Build what the recommender serves from open data on Peru.",
        epilog="TECHHUB_MIRROR names a folder with the sources; without it they are downloaded, "
        "those that are still published. TECHHUB_VAR (default var) keeps the work, "
        "RECOMMENDER_BUNDLE (default recommender/bundle) takes the result.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    for name, text in COMMANDS.items():
        command = commands.add_parser(name, help=text, description=text)
        if name == "evaluate":
            command.add_argument("--json", action="store_true", help="print all figures as JSON")
        if name == "gate":
            add_arguments(command)
    return parser


def _print_figures(build: Build, as_json: bool) -> None:
    metrics = build.metrics()
    if as_json:
        print(json.dumps(metrics, indent=2))
        return
    print(f"{metrics['rural_places']:,} rural places, {metrics['positives']} labelled")
    print(f"{'model':36}" + "".join(f"{title:>24}" for title in FIGURES.values()))
    for name, row in {**metrics["models"], **metrics["controls"]}.items():
        cells = "".join(f"{_cell(row, figure):>24}" for figure in FIGURES)
        print(f"{name:36}{cells}")
    print(f"champion: {metrics['champion']}")


def _cell(row: dict[str, Any], figure: str) -> str:
    low, high = row["intervals_95"][figure]
    return f"{row[figure]:.4f} [{low:.4f}, {high:.4f}]"


if __name__ == "__main__":
    sys.exit(main())
