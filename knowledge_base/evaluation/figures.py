"""What is counted of ranked answers: the usual figures of retrieval, and what was refused."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

_CUT = 10


@dataclass(frozen=True)
class Outcome:
    """What came of one question: ids best first, and whether nothing was held to fit.

    `ranked` is given in full even where the question was refused: how well a ranking orders and
    when it stays silent are two figures. `refused` is None for what never stays silent.
    """

    relevant: Collection[str]
    ranked: tuple[str, ...]
    refused: bool | None
    milliseconds: float

    @property
    def rank(self) -> int | None:
        """The place (1 is first) of the first right answer, or None."""
        places = (place for place, found in enumerate(self.ranked, 1) if found in self.relevant)
        return next(places, None)


@dataclass(frozen=True)
class Figures:
    """Shares from 0 to 1 and milliseconds; a share of no question at all is None.

    `recall_at_k`: of the questions that have an answer, those with a right one among the first k.
    `mrr_at_10`, `ndcg_at_10`: means of 1/rank and of the normalised discounted gain over ten.
    `refused_without_answer`, `refused_with_answer`: of those questions, the ones refused.
    """

    recall_at_1: float | None
    recall_at_3: float | None
    recall_at_5: float | None
    mrr_at_10: float | None
    ndcg_at_10: float | None
    refused_without_answer: float | None
    refused_with_answer: float | None
    p50_ms: float
    p95_ms: float


def figures(outcomes: Sequence[Outcome]) -> Figures:
    """Count the outcomes."""
    with_answer = [one for one in outcomes if one.relevant]
    without = [one for one in outcomes if not one.relevant]
    times = [one.milliseconds for one in outcomes]
    return Figures(
        recall_at_1=share_within(with_answer, 1),
        recall_at_3=share_within(with_answer, 3),
        recall_at_5=share_within(with_answer, 5),
        mrr_at_10=_mean([_reciprocal(one) for one in with_answer]),
        ndcg_at_10=_mean([_gain(one) for one in with_answer]),
        refused_without_answer=_refused(without),
        refused_with_answer=_refused(with_answer),
        p50_ms=float(np.percentile(times, 50)) if times else 0.0,
        p95_ms=float(np.percentile(times, 95)) if times else 0.0,
    )


def share_within(outcomes: Sequence[Outcome], first: int) -> float | None:
    """Return the share with a right answer among the `first`, None of no question."""
    return _mean([float(one.rank is not None and one.rank <= first) for one in outcomes])


def _refused(outcomes: Sequence[Outcome]) -> float | None:
    return _mean([float(one.refused) for one in outcomes if one.refused is not None])


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _reciprocal(outcome: Outcome) -> float:
    return 1 / outcome.rank if outcome.rank is not None and outcome.rank <= _CUT else 0.0


def _gain(outcome: Outcome) -> float:
    """Return nDCG at ten with gains of 0 and 1 (Järvelin and Kekäläinen, 2002)."""
    found = enumerate(outcome.ranked[:_CUT], start=1)
    gain = sum(1 / math.log2(place + 1) for place, one in found if one in outcome.relevant)
    best = min(len(outcome.relevant), _CUT)
    return gain / sum(1 / math.log2(place + 1) for place in range(1, best + 1))
