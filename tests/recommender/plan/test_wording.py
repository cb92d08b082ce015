"""A gap in words claims no more than the bound proves."""

from __future__ import annotations

from recommender.plan.request import PlanRequest
from recommender.plan.wording import gap_notes, gap_percent


def test_the_least_cost_is_rounded_down() -> None:
    request = PlanRequest("lscp", share=0.5, costs=(("0501010001", 3.5),))
    es, en = gap_notes(request, 100.0, 99.1, sites=9, all_reached=False)
    assert "99 %" in es and "99 %" in en


def test_a_cost_of_which_nothing_is_proven_is_no_proven_one() -> None:
    assert gap_percent("lscp", 5.0, 0.0) == 100.0
    assert gap_percent("lscp", 0.0, 0.0) == 0.0
    assert gap_percent("mclp", 0.0, 0.0) == 0.0
