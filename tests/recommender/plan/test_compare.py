"""Two plans side by side, and what is said of a plan's comparisons."""

from __future__ import annotations

from typing import Any

import pytest

from recommender.plan.compare import NotComparable, compare
from recommender.plan.notes import comparison_note, nesting_note
from recommender.plan.request import PROBLEMS, Problem
from recommender.plan.solution import Comparison, NestingStep


def plan(*ids: str, people: int = 100, **more: Any) -> dict[str, Any]:
    return {
        "id": "-".join(ids), "code": "0000-0000", "status": "done", "problem": "mclp",
        "k": len(ids), "radius_km": 5.0, "region": {"id": "05"}, "created_at": "2026-11-24",
        "sites": [{"id": place} for place in ids], "newly_covered_people": people,
        "newly_covered_youth": people // 4, "covered_percent": people / 10.0,
        "total_cost": float(len(ids)), "gap_percent": 0.0, **more,
    }  # fmt: skip


def names(sites: list[dict[str, Any]]) -> list[str]:
    return [site["id"] for site in sites]


def test_sites_are_kept_added_or_dropped() -> None:
    seen = compare(plan("a", "b", "c"), plan("b", "d", "a", "e", people=1_300))
    assert (names(seen["kept"]), names(seen["added"])) == (["b", "a"], ["d", "e"])
    assert names(seen["dropped"]) == ["c"]
    assert (seen["people_gained"], seen["youth_gained"], seen["cost_gained"]) == (1_200, 300, 1.0)
    assert seen["covered_percent_gained"] == 120.0
    assert "1 200 personas nuevas más" in seen["note"]
    assert "1,200 more new people" in seen["note_en"] and "drops 1" in seen["note_en"]


def test_a_plan_against_itself_gains_nothing() -> None:
    seen = compare(plan("a"), plan("a"))
    assert seen["people_gained"] == 0 and "tanta gente" in seen["note"]


@pytest.mark.parametrize(
    "other", [plan("a", status="running"), plan("a", region=None), plan("a", status="infeasible")]
)
def test_what_is_not_done_or_elsewhere_is_not_compared(other: dict[str, Any]) -> None:
    for pair in ((plan("a"), other), (other, plan("a"))):
        with pytest.raises(NotComparable):
            compare(*pair)


@pytest.mark.parametrize("problem", PROBLEMS)
@pytest.mark.parametrize("better", [12.34, -3.0, 0.0, None])
def test_a_comparison_is_said_in_both_languages(problem: Problem, better: float | None) -> None:
    notes = comparison_note(problem, Comparison(["a"], 10, 5.0, better))
    assert all(notes) and notes[0] != notes[1]
    assert all("{" not in note for note in notes)
    if better == 12.34:
        assert all("12.3 %" in note for note in notes)


def test_what_nesting_costs_is_said() -> None:
    free = [NestingStep(1, 10.0, 10.0, 0.0)]
    assert "no cuesta nada" in nesting_note(free)[0]
    assert "2.5 %" in nesting_note([*free, NestingStep(2, 19.5, 20.0, 2.5)])[1]
