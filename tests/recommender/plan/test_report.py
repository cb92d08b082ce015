"""What the report says of a request, and what it draws."""

from __future__ import annotations

from typing import Any

import pytest

from recommender.places.gazetteer import Gazetteer
from recommender.plan.drawing import MOST_DOTS, MOST_NUMBERS, curve_of, map_of
from recommender.plan.report import asked_lines
from recommender.plan.report_words import EN, ES

ROWS = {
    "must_have": ["0504010001"], "forbidden": ["0501010001", "0503"], "existing": ["0501140001"],
    "site_cost": 2.5,
    "costs": {"0504010001": 4.0}, "budget": 12.0, "one_per_district": True, "capacity": 5_000,
    "at_least": {"level": "province", "sites": 1}, "nested": True, "need_weights": False,
    "demand": "people",
}  # fmt: skip


def plan(**request: Any) -> dict[str, Any]:
    return {"problem": "mclp", "k": 4, "radius_km": 7.5, "region": {"id": "0504"},
            "request": request}  # fmt: skip


def test_every_row_that_was_asked_for_is_said(gazetteer: Gazetteer) -> None:
    said = " ".join(asked_lines(plan(**ROWS), gazetteer, "en"))
    expected = [
        "At most 4", "7.5 km", "all people", "alike", "Must have: Huanta (Huanta)",
        "Left out: Ayacucho (Ayacucho), Huanca Sancos, Ayacucho", "costs 2.5",
        "already in: Vinchos (Vinchos)", "cost of their own: 1", "Budget of 12",
        "one per district", "5,000 people", "in each province", "In stages",
    ]  # fmt: skip
    for words in expected:
        assert words in said


def test_rows_not_asked_for_are_passed_over(gazetteer: Gazetteer) -> None:
    assert len(asked_lines(plan(), gazetteer, "es")) == 4


def test_a_share_and_minutes_are_said(gazetteer: Gazetteer) -> None:
    asked = {**plan(share_percent=80.0, radius_min=45.0), "problem": "lscp", "k": None}
    lines = asked_lines(asked, gazetteer, "es")
    assert "80 %" in lines[0] and "45 minutos" in lines[1]


def test_both_languages_have_the_same_words() -> None:
    assert ES.keys() == EN.keys()
    for name, words in ES.items():
        assert type(words) is type(EN[name])
        if isinstance(words, str):
            assert words.count("{}") == EN[name].count("{}"), name


@pytest.mark.parametrize("region", [{"id": "0504"}, None])
def test_the_map_holds_its_sites(gazetteer: Gazetteer, region: dict[str, str] | None) -> None:
    sites = [{"rank": 1, "latitude": -12.94, "longitude": -74.25}]
    drawn = map_of({**plan(), "region": region, "sites": sites}, gazetteer)
    assert 0 < drawn.marks[0].x < drawn.width and 0 < drawn.marks[0].y < drawn.height
    assert drawn.marks[0].text == "1" and drawn.radius > 0
    assert 1 < drawn.dots.count("M") <= MOST_DOTS


def test_many_sites_have_no_numbers_and_minutes_no_circle(gazetteer: Gazetteer) -> None:
    sites = [
        {"rank": at, "latitude": -12.94, "longitude": -74.25} for at in range(MOST_NUMBERS + 1)
    ]
    drawn = map_of({**plan(radius_min=30), "sites": sites}, gazetteer)
    assert {mark.text for mark in drawn.marks} == {""} and drawn.radius == 0


def test_a_curve_needs_two_sites() -> None:
    points = [{"newly_covered_people": people} for people in (60, 90)]
    assert curve_of({"curve": points[:1]}) == ""
    assert curve_of({"curve": points}).count("L") == 2
