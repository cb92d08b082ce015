"""Shares, confusions and latencies of an evaluation, as a dictionary and in words."""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any


def share(fits: Sequence[bool]) -> float | None:
    """The share that fits, to four decimals; None where there is nothing to fit."""
    return round(sum(fits) / len(fits), 4) if fits else None


def shares_by(pairs: Iterable[tuple[str, bool]]) -> dict[str, dict[str, float | int | None]]:
    """Share and number of each group."""
    groups: dict[str, list[bool]] = defaultdict(list)
    for group, fits in pairs:
        groups[group].append(fits)
    return {
        name: {"accuracy": share(fits), "of": len(fits)} for name, fits in sorted(groups.items())
    }


def confusions(pairs: Iterable[tuple[str | None, str | None]]) -> list[dict[str, Any]]:
    """Expected and performed acts that differ, the most frequent first."""
    counted = Counter(pair for pair in pairs if pair[0] != pair[1])
    return [
        {"expected": expected, "performed": performed, "times": times}
        for (expected, performed), times in counted.most_common()
    ]


def latency(seconds: Sequence[float]) -> dict[str, float]:
    """Median and 95th percentile in milliseconds."""
    if not seconds:
        return {}
    ordered = sorted(seconds)
    late = ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]
    return {"p50": round(1000 * statistics.median(ordered), 1), "p95": round(1000 * late, 1)}


def lines_of(name: str, groups: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """A small table of shares."""
    rows = [
        f"  {group:<18} {figures['accuracy']:.3f}  of {figures['of']}"
        for group, figures in groups.items()
    ]
    return [f"{name}:", *rows]
