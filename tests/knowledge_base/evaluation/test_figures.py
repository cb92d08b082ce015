import math

import pytest

from knowledge_base.evaluation.figures import Outcome, figures


def _outcome(relevant: set[str], ranked: str, refused: bool = False, ms: float = 1.0) -> Outcome:
    return Outcome(relevant, tuple(ranked.split()), refused, ms)


def test_ranks_become_the_usual_figures() -> None:
    seen = figures(
        [
            _outcome({"a"}, "a b c"),
            _outcome({"a"}, "b c a"),
            _outcome({"a"}, "b c d e f a"),
            _outcome({"a"}, ""),
        ]
    )
    assert (seen.recall_at_1, seen.recall_at_3, seen.recall_at_5) == (0.25, 0.5, 0.5)
    assert seen.mrr_at_10 == pytest.approx((1 + 1 / 3 + 1 / 6) / 4)
    assert seen.ndcg_at_10 == pytest.approx((1 + 1 / math.log2(4) + 1 / math.log2(7)) / 4)


def test_two_right_answers_count_in_the_gain_and_one_is_enough_to_recall() -> None:
    seen = figures([_outcome({"a", "b"}, "a c b")])
    ideal = 1 + 1 / math.log2(3)
    assert seen.recall_at_1 == 1.0
    assert seen.ndcg_at_10 == pytest.approx((1 + 1 / math.log2(4)) / ideal)


def test_a_right_answer_after_ten_is_none() -> None:
    seen = figures([_outcome({"k"}, "a b c d e f g h i j k")])
    assert (seen.mrr_at_10, seen.ndcg_at_10) == (0.0, 0.0)


def test_refusing_is_counted_apart_for_questions_with_and_without_an_answer() -> None:
    seen = figures(
        [
            _outcome({"a"}, "a", refused=True),
            _outcome({"a"}, "a"),
            _outcome(set(), "", refused=True),
            _outcome(set(), "", refused=True),
            _outcome(set(), "a"),
        ]
    )
    assert seen.refused_with_answer == 0.5
    assert seen.refused_without_answer == pytest.approx(2 / 3)


def test_without_such_questions_there_is_no_share() -> None:
    seen = figures([_outcome(set(), "", refused=True)])
    assert seen.recall_at_1 is None and seen.refused_without_answer == 1.0


def test_times_are_told_by_median_and_the_slow_end() -> None:
    seen = figures([_outcome({"a"}, "a", ms=float(ms)) for ms in range(1, 101)])
    assert (seen.p50_ms, seen.p95_ms) == (50.5, pytest.approx(95.05))
