"""`python -m recommender.pipeline gate`: find two sets of figures, and say where they are from."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from recommender.pipeline.build import Build
from recommender.pipeline.gate import Metrics, compare


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--reference",
        type=Path,
        metavar="FILE",
        help="the figures to hold to (default: metrics.json of the bundle that is shipped)",
    )
    parser.add_argument(
        "--candidate",
        type=Path,
        metavar="FILE",
        help="the figures to try, as metrics.json or `evaluate --json` (default: evaluated afresh "
        "where TECHHUB_MIRROR names the sources, else metrics.json of the bundle)",
    )
    parser.add_argument(
        "--other-data",
        action="store_true",
        help="the two rest on other places or labels: hold the candidate to the bars alone",
    )


def passes(build: Build, parsed: argparse.Namespace) -> bool:
    """Print what was compared, each figure and the verdict; return whether all hold.

    Raises ValueError or OSError with one clear sentence where the figures cannot be had.
    """
    shipped = build.settings.bundle / "metrics.json"
    reference = parsed.reference or shipped
    candidate, origin = _candidate(build, parsed.candidate, shipped)
    print(f"reference: {reference}")
    print(f"candidate: {origin}")
    checks = compare(_read(reference), candidate, parsed.other_data)
    print(f"{'figure':36}{'reference':>12}{'candidate':>12}   passes within")
    for check in checks:
        print(check)
    failed = [check.figure for check in checks if not check.holds]
    print(f"gate: worse in {', '.join(failed)}" if failed else "gate: passed")
    return not failed


def _candidate(build: Build, named: Path | None, shipped: Path) -> tuple[Metrics, str]:
    if named is not None:
        return _read(named), str(named)
    if build.settings.mirror is not None:
        build.evaluation()
        return build.metrics(), f"evaluated afresh from the sources in {build.settings.mirror}"
    return _read(shipped), (
        f"{shipped}; NOTHING WAS EVALUATED AFRESH, since TECHHUB_MIRROR names no sources: these "
        "are the figures that were committed with the bundle"
    )


def _read(file: Path) -> Metrics:
    try:
        metrics = json.loads(file.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise ValueError(f"{file} is no JSON: {error}") from error
    if not isinstance(metrics, dict):
        raise ValueError(f"{file} holds no figures of an evaluation")
    return metrics
