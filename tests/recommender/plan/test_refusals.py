"""Plans that cannot be made: which rows clash, and which field does not fit."""

from __future__ import annotations

import pytest

from recommender.plan.solution import Infeasible, UnfitRequest
from tests.recommender.plan.planner import CITY, HUANTA, Planner


@pytest.mark.parametrize(
    ("rows", "fields"),
    [
        ({"k": 10, "at_least": 1}, {"k", "at_least"}),
        ({"k": 3, "must_have": (CITY,), "forbidden": (CITY,)}, {"must_have", "forbidden"}),
        ({"budget": 2.0, "must_have": (CITY,), "costs": ((CITY, 5.0),)}, {"must_have", "budget"}),
        ({"problem": "lscp", "share": 0.9, "k": 5}, {"share_percent", "k"}),
        (
            {"problem": "lscp", "region": HUANTA, "share": 1.0, "k": 2, "capacity": 10**7},
            {"share_percent", "k"},
        ),
        (
            {"problem": "lscp", "region": HUANTA, "share": 0.9, "k": 20, "capacity": 1_000},
            {"share_percent", "k", "capacity"},
        ),
    ],
)
def test_rows_that_clash_are_named(
    plan: Planner, rows: dict[str, object], fields: set[str]
) -> None:
    with pytest.raises(Infeasible) as refused:
        plan(**rows)  # type: ignore[arg-type]
    assert {conflict.field for conflict in refused.value.conflicts} == fields
    assert all(conflict.text and conflict.text_en for conflict in refused.value.conflicts)


def test_more_wanted_places_than_sites_clash(plan: Planner) -> None:
    places = plan.gazetteer
    three = tuple(places.ids[row].decode() for row in places.rows_in("050101")[:3])
    with pytest.raises(Infeasible) as refused:
        plan(k=2, must_have=three)
    assert [conflict.field for conflict in refused.value.conflicts].count("must_have") == 3
    assert {conflict.field for conflict in refused.value.conflicts} == {"must_have", "k"}


@pytest.mark.parametrize("spared", (0, 1))
def test_bans_that_put_a_share_out_of_reach_are_named(plan: Planner, spared: int) -> None:
    places = plan.gazetteer
    banned = tuple(places.ids[row].decode() for row in places.rows_in("050401")[spared:])
    with pytest.raises(Infeasible) as refused:
        plan("lscp", "050401", share=1.0, radius_km=2.0, forbidden=banned)
    assert {conflict.field for conflict in refused.value.conflicts} == {
        "share_percent",
        "forbidden",
    }


def test_many_units_that_clash_are_told_at_once_and_as_one(plan: Planner) -> None:
    with pytest.raises(Infeasible) as refused:
        plan(region="", k=150, at_least=1)
    assert [conflict.field for conflict in refused.value.conflicts] == ["k", "at_least"]
    assert "151 provincias" in refused.value.conflicts[1].text


@pytest.mark.parametrize(
    ("rows", "field"),
    [
        ({"k": 3, "must_have": ("1501010001",)}, "must_have"),
        ({"k": 3, "forbidden": ("x",)}, "forbidden"),
        ({"k": 3, "forbidden": ("1501",)}, "forbidden"),
        ({"k": 3, "existing": ("050114",)}, "existing"),
        ({"k": 3, "costs": (("1501010001", 2.0),)}, "costs"),
        ({}, "k"),
        ({"problem": "lscp"}, "share_percent"),
        ({"problem": "lscp", "share": 0.5, "nested": True}, "nested"),
        ({"problem": "lscp", "share": 0.5, "towns_first": True}, "towns_first"),
        ({"k": 2, "region": HUANTA, "capacity": 900, "towns_first": True}, "towns_first"),
    ],
)
def test_a_field_that_does_not_fit_is_named(
    plan: Planner, rows: dict[str, object], field: str
) -> None:
    with pytest.raises(UnfitRequest) as refused:
        plan(**rows)  # type: ignore[arg-type]
    assert refused.value.field == field
