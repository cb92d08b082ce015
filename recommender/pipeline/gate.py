"""Whether a model is as good as the one that is shipped, as far as its figures can tell.

Both are measured by the same folds on the same places, so what counts is the noise of their
difference and not that of either figure, which is two to five times as wide: departments that are
hard for one are hard for the other. How far two models of the same worth come to lie apart by the
draw of departments is known: it is the interval of the champion's lead over the best baseline
(`bars`, a paired bootstrap over departments). Half its width is what a candidate may lie below the
reference; more is no chance. Many small steps down end at the bars, below which nothing may fall.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

RANKING = ("roc_auc", "average_precision", "roc_auc_within_district")
# Near 1 where probabilities mean what they say; held to the reference's own interval of 95 %.
CALIBRATION = ("calibration_slope", "observed_over_expected_top_decile")
SAME = ("label", "rural_places", "positives")

Metrics = Mapping[str, Any]


class GateError(ValueError):
    """The figures cannot be compared."""


@dataclass(frozen=True)
class Check:
    """One figure of the candidate, and the range in which it passes."""

    figure: str
    reference: float
    candidate: float
    low: float
    high: float

    @property
    def holds(self) -> bool:
        return self.low <= self.candidate <= self.high

    def __str__(self) -> str:
        verdict = "holds" if self.holds else "FAILS"
        return (
            f"{self.figure:36}{self.reference:12.4f}{self.candidate:12.4f}"
            f"   [{self.low:.4f}, {self.high:.4f}]  {verdict}"
        )


def compare(reference: Metrics, candidate: Metrics, other_data: bool = False) -> list[Check]:
    """Hold the candidate's champion to the reference's; both as metrics.json or `evaluate --json`.

    With `other_data` they may rest on other places or labels, and the bars alone count. Raises
    GateError where they do so without leave, or where a figure is missing.
    """
    try:
        differing = [name for name in SAME if reference[name] != candidate[name]]
        if differing and not other_data:
            said = ", ".join(
                f"{name} {reference[name]} and {candidate[name]}" for name in differing
            )
            raise GateError(
                f"the figures rest on other data ({said}); "
                "--other-data holds them to the bars alone"
            )
        was, now = _champion(reference), _champion(candidate)
        if differing:
            return [_by_bar(name, reference, was, now) for name in RANKING]
        return [
            *(_by_difference(name, reference, was, now) for name in RANKING),
            *(_by_interval(name, was, now) for name in CALIBRATION),
        ]
    except (KeyError, TypeError) as missing:
        raise GateError(f"these are no figures of an evaluation: {missing} is missing") from missing


def _champion(metrics: Metrics) -> Mapping[str, Any]:
    found: Mapping[str, Any] = metrics["models"][metrics["champion"]]
    return found


def _by_difference(name: str, reference: Metrics, was: Metrics, now: Metrics) -> Check:
    bar = reference["bars"][name]
    low, high = bar["over_best_baseline_95"]
    least = max(was[name] - (high - low) / 2.0, bar["bar"])
    return Check(name, was[name], now[name], least, 1.0)


def _by_bar(name: str, reference: Metrics, was: Metrics, now: Metrics) -> Check:
    return Check(name, was[name], now[name], reference["bars"][name]["bar"], 1.0)


def _by_interval(name: str, was: Metrics, now: Metrics) -> Check:
    low, high = was["intervals_95"][name]
    return Check(name, was[name], now[name], low, high)
