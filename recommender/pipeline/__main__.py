"""`python -m recommender.pipeline`: build the bundle, or only part of the way there."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from recommender.pipeline.build import Build
from recommender.pipeline.settings import Settings
from recommender.sources.errors import SourceError

COMMANDS = {
    "build": "train the model and write the bundle",
    "evaluate": "cross-validate the model against the baselines and print the figures",
    "sources": "fetch and validate the sources only",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0, or 1 after one clear message when it cannot be done."""
    command = _parser().parse_args(arguments).command
    try:
        build = Build(Settings.from_environment(os.environ), _say)
        if command == "sources":
            build.sources()
        elif command == "evaluate":
            build.evaluation()
            _print_figures(build)
        else:
            _say(f"bundle: version {build.bundle()}")
    except (SourceError, ValueError, OSError, RuntimeError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
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
        commands.add_parser(name, help=text, description=text)
    return parser


def _print_figures(build: Build) -> None:
    metrics = build.metrics()
    print(f"{metrics['rural_places']:,} rural places, {metrics['positives']} with a tambo")
    print(f"{'model':24}{'ROC-AUC (folds)':>18}{'avg. precision':>18}")
    for name, row in metrics["models"].items():
        auc, precision = row["roc_auc_fold_mean"], row["average_precision_fold_mean"]
        print(f"{name:24}{auc:18.4f}{precision:18.4f}")


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
