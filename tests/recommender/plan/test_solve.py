"""Plans on the shipped places, as officials ask for them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from recommender.hubs.nearest import HubIndex
from recommender.places.gazetteer import Gazetteer
from recommender.places.sphere import SphereIndex
from recommender.plan.request import PlanRequest
from recommender.plan.solution import TooLarge
from recommender.plan.solve import solve
from tests.recommender.plan.planner import AYACUCHO, CITY, HAMLET, HUANTA, Planner, ids, reached


def test_people_newly_covered_are_those_that_measuring_finds(plan: Planner) -> None:
    for radius_km in (5.0, 12.5):
        found = plan(k=6, radius_km=radius_km)
        people = reached(plan, ids(found), AYACUCHO, radius_km)
        assert found.newly_covered_people == pytest.approx(people, abs=1)
        assert sum(site.newly_reached_people for site in found.sites) == pytest.approx(
            people, abs=6
        )
        assert found.covered_people <= found.region_people


def test_a_department_is_solved_to_the_proof(plan: Planner) -> None:
    found = plan(k=5)
    assert found.gap_percent == 0.0 and found.bound == found.objective
    assert "ningún plan alcanza más que este" in found.gap_note
    assert "no plan reaches more" in found.gap_note_en
    assert not found.time_limit_reached and found.exact


@pytest.mark.parametrize(
    ("problem", "region", "rows"),
    [
        ("lscp", "1510", {"share": 1.0, "site_cost": 0.1, "radius_km": 2.0}),
        ("lscp", AYACUCHO, {"share": 0.6, "k": 13, "at_least": 1}),
        ("mclp", "02", {"k": 8, "radius_km": 50.0, "need_weights": False}),
    ],
)
def test_the_proof_is_found_where_k_or_units_bind(
    plan: Planner, problem: str, region: str, rows: dict[str, object]
) -> None:
    found = plan(problem, region, **rows)
    assert found.gap_percent == 0.0 and found.bound == found.objective > 0


def test_more_sites_reach_more_and_every_one_adds(plan: Planner) -> None:
    few, many = plan(k=3), plan(k=6)
    assert many.objective > few.objective
    objectives = [point.objective for point in many.curve]
    assert [point.k for point in many.curve] == [1, 2, 3, 4, 5, 6]
    assert np.all(np.diff(objectives) > 0) and objectives[-1] == pytest.approx(many.objective, 1e-6)
    added = np.diff([0.0, *objectives])
    assert np.all(np.diff(added) <= 1e-6), "the site that adds most comes first"


def test_a_forbidden_place_goes_and_a_wanted_one_comes(plan: Planner) -> None:
    first = plan(k=3)
    without = plan(k=3, forbidden=(ids(first)[0],))
    assert ids(first)[0] not in ids(without) and without.objective < first.objective
    lonely = min(
        (plan.gazetteer.ids[row].decode() for row in plan.gazetteer.rows_in(HUANTA)),
        key=lambda one: plan.gazetteer.people[plan.gazetteer.row_of(one) or 0],
    )
    wanted = plan(k=3, must_have=(lonely,))
    assert lonely in ids(wanted) and len(wanted.sites) == 3
    assert wanted.must_have[ids(wanted).index(lonely)] and sum(wanted.must_have) == 1


def test_a_district_or_province_is_ruled_out_as_a_whole(plan: Planner) -> None:
    first = plan(k=4)
    district = first.sites[0].place.id[:6]
    places = plan.gazetteer
    one_by_one = tuple(places.ids[row].decode() for row in places.rows_in(district))
    without = plan(k=4, forbidden=(district,))
    assert ids(without) == ids(plan(k=4, forbidden=one_by_one))
    assert not set(one_by_one) & set(ids(without)) and without.objective < first.objective


@pytest.mark.parametrize("problem", ("mclp", "p-median"))
def test_a_hub_taken_to_exist_is_worth_what_one_of_the_register_is(
    plan: Planner, problem: str
) -> None:
    first = plan(problem, k=3)
    best = first.sites[0]
    rest = plan(problem, k=2, existing=(best.place.id,))
    assert best.place.id not in ids(rest)
    assert rest.covered_people >= first.covered_people - 1, "the other two of the first do as well"
    assert rest.newly_covered_people < first.newly_covered_people
    none = plan(problem, k=3, region=HUANTA, existing=("1501010001",))
    assert ids(none) == ids(plan(problem, k=3, region=HUANTA)), "far away it changes nothing"


def test_whom_a_hub_taken_to_exist_reaches_is_not_new(plan: Planner) -> None:
    alone = plan(k=1, must_have=(CITY,))
    assert ids(alone) == [CITY]
    again = plan(k=1, must_have=(CITY,), existing=(CITY,))
    assert again.newly_covered_people == 0
    assert again.covered_people == alone.covered_people
    shared = plan(k=1, existing=(CITY,)).sites[0]
    assert "Tambo" in shared.reason_sms or "Hub" in shared.reason_sms


def test_towns_come_first_where_that_is_asked(plan: Planner) -> None:
    best, towns = plan(k=4), plan(k=4, towns_first=True)
    assert CITY in ids(towns) and CITY not in ids(best)
    assert 0.9 * best.objective <= towns.objective < best.objective
    assert towns.bound == pytest.approx(best.objective, rel=1e-6) and towns.gap_percent > 0
    assert "por encima de este" in towns.gap_note


def test_money_is_kept_to_and_dear_places_are_weighed(plan: Planner) -> None:
    found = plan(budget=7.0, costs=((CITY, 4.0),))
    assert sum(found.costs) <= 7.0
    best = ids(plan(k=1))[0]
    dear = plan(budget=2.0, costs=((best, 50.0),))
    assert best not in ids(dear) and len(dear.sites) == 2


def test_every_province_gets_its_own_and_no_district_two(plan: Planner) -> None:
    found = plan(k=14, at_least=1, one_per_district=True)
    places = plan.gazetteer
    districts = [places.ubigeos[places.row_of(one) or 0] for one in ids(found)]
    assert len(set(districts)) == 14
    assert len({code[:4] for code in districts}) == 11


def test_the_fewest_sites_for_a_share(plan: Planner) -> None:
    found = plan("lscp", share=0.8)
    assert found.covered_people >= 0.8 * found.region_people - 1
    assert found.objective == len(found.sites) == found.bound
    assert "no se puede con menos hubs" in found.gap_note
    fewer = plan(k=len(found.sites) - 1, group="people", need_weights=False)
    assert fewer.covered_people < 0.8 * fewer.region_people


def test_a_share_that_hubs_reach_already_needs_no_site(plan: Planner) -> None:
    found = plan("lscp", region=HUANTA, share=0.01)
    assert found.sites == [] and found.objective == 0.0 and found.gap_percent == 0.0
    assert "ya existen" in found.gap_note


def test_the_median_shortens_the_way(plan: Planner) -> None:
    few, many = plan("p-median", HUANTA, k=2), plan("p-median", HUANTA, k=6)
    for found in (few, many):
        assert found.mean_km is not None and found.mean_km_before is not None
        assert found.gap_percent == 0.0 and found.exact
    assert many.mean_km < few.mean_km < few.mean_km_before  # type: ignore[operator]
    rows = plan.gazetteer.rows_in(HUANTA)
    weight = (plan.gazetteer.youth * plan.gazetteer.need)[rows].sum()
    assert few.objective == pytest.approx(
        weight * (few.mean_km_before - few.mean_km),
        rel=2e-3,  # type: ignore[operator]
    )


def test_hubs_serve_no_more_than_they_can(plan: Planner) -> None:
    found = plan(region=HUANTA, k=3, capacity=2_000)
    assert all(site.newly_reached_people <= 2_000 for site in found.sites)
    assert 5_900 <= found.newly_covered_people <= 6_000
    with pytest.raises(TooLarge) as refused:
        plan(k=3, capacity=2_000)
    assert refused.value.limit == 3_000


def test_whom_a_hub_serves_from_afar_is_not_newly_covered(plan: Planner) -> None:
    rows = {"k": 3, "radius_km": 20.0}
    roomy = plan("p-median", HUANTA, capacity=10**7, **rows)
    free = plan("p-median", HUANTA, **rows)
    assert roomy.objective == pytest.approx(free.objective, rel=1e-5)
    assert roomy.newly_covered_people == free.newly_covered_people
    assert roomy.covered_people <= roomy.region_people


@pytest.mark.parametrize("problem", ("mclp", "p-median"))
def test_the_curve_keeps_to_the_capacity(plan: Planner, problem: str) -> None:
    found = plan(problem, "050401", k=3, capacity=1_000)
    assert found.curve[-1].objective == pytest.approx(found.objective, abs=0.1)
    assert found.curve[-1].newly_covered_people == found.newly_covered_people


def test_steps_are_bounded_when_no_time_is_left(plan: Planner) -> None:
    found = plan(region="", k=30, nested=True, time_limit_s=0.001)
    assert found.nesting is not None and found.time_limit_reached
    assert all(np.isfinite(step.bound) for step in found.nesting)
    assert found.nesting[-1].bound == found.bound


def test_steps_without_their_units_may_do_better(plan: Planner) -> None:
    """A plan with a site in each province does less than one of fewer sites without."""
    found = plan(k=11, at_least=1, nested=True, time_limit_s=5.0)
    assert found.nesting is not None
    for k in (6, 10):
        assert found.nesting[k - 1].bound >= plan(k=k).objective - 0.1


def test_a_plan_that_costs_nothing_says_so(plan: Planner) -> None:
    ids_here = [plan.gazetteer.ids[row].decode() for row in plan.gazetteer.rows_in("050401")]
    free = tuple((one, 0.0) for one in ids_here)
    found = plan("lscp", "050401", share=0.9, costs=free)
    assert found.sites and found.objective == 0.0 and "no cuesta nada" in found.gap_note
    dear = plan("lscp", "050401", share=0.5, costs=(*free, (HAMLET, 5.0)), must_have=(HAMLET,))
    assert dear.objective == 5.0 and dear.comparison is not None
    assert dear.comparison.better_percent is None


def test_money_is_told_to_the_last_digit(plan: Planner) -> None:
    found = plan("lscp", HUANTA, share=0.8, site_cost=0.01)
    assert found.objective == found.bound == pytest.approx(0.01 * len(found.sites))


@pytest.mark.parametrize(
    ("problem", "banned"), [("mclp", True), ("p-median", True), ("mclp", False)]
)
def test_a_plan_that_can_add_nothing_does_not_say_that_all_are_reached(
    plan: Planner, problem: str, banned: bool
) -> None:
    here = tuple(plan.gazetteer.ids[row].decode() for row in plan.gazetteer.rows_in("050401"))
    rows: dict[str, object] = {"forbidden": here, "k": 3} if banned else {"budget": 0.5}
    found = plan(problem, "050401", **rows)
    assert found.sites == [] and "cumpla lo pedido" in found.gap_note
    # There the few beyond all hubs count no youth.
    assert "cumpla lo pedido" in plan(region="010102", k=8).gap_note
    reached = plan(region="050401", k=3, radius_km=50.0)
    assert "no queda nadie" in reached.gap_note


def test_nested_plans_say_what_nesting_costs(plan: Planner) -> None:
    found = plan(k=8, nested=True)
    assert found.nesting is not None and [step.k for step in found.nesting] == list(range(1, 9))
    for step in found.nesting:
        alone = plan(k=step.k)
        assert step.bound >= alone.objective - 0.1
        assert step.objective <= alone.objective + 0.1
        assert step.cost_percent == pytest.approx(100 * (1 - step.objective / step.bound), abs=0.01)


@pytest.mark.parametrize("rows", ({"k": 7}, {"k": 7, "towns_first": True}, {"k": 12}))
def test_a_nested_plan_adds_up(plan: Planner, rows: dict[str, object]) -> None:
    found = plan(nested=True, **rows)
    people = reached(plan, ids(found), AYACUCHO, 5.0)
    assert found.newly_covered_people == pytest.approx(people, abs=1)
    assert sum(site.newly_reached_people for site in found.sites) == pytest.approx(people, abs=7)
    assert found.nesting is not None
    assert found.nesting[-1].objective == pytest.approx(found.objective, abs=0.1)
    assert found.curve[-1].objective == pytest.approx(found.objective, abs=0.1)


def test_need_and_whom_a_hub_is_for_change_the_objective(plan: Planner) -> None:
    weighed, plain = plan(k=2), plan(k=2, need_weights=False)
    everyone = plan(k=2, group="people", need_weights=False)
    assert weighed.objective < plain.objective < everyone.objective
    assert everyone.objective == pytest.approx(everyone.newly_covered_people, abs=1)


def test_a_hub_that_opens_takes_its_people_out_of_the_plan(
    plan: Planner, seeded_hubs: HubIndex
) -> None:
    best = plan(k=1).sites[0]
    latitude = np.append([hub.latitude for hub in seeded_hubs.hubs], best.place.latitude)
    longitude = np.append([hub.longitude for hub in seeded_hubs.hubs], best.place.longitude)
    more = replace(
        seeded_hubs,
        hubs=[*seeded_hubs.hubs, seeded_hubs.hubs[0]],
        sphere=SphereIndex.build(latitude, longitude),
    )
    after = Planner(plan.gazetteer, more)(k=1)
    assert best.place.id not in ids(after)
    assert after.newly_covered_people < best.newly_reached_people


def test_the_plan_is_held_against_the_largest_places(plan: Planner) -> None:
    found = plan(k=5)
    rule = found.comparison
    assert rule is not None and len(rule.place_ids) == 5 and CITY in rule.place_ids
    assert rule.objective <= found.objective
    assert rule.better_percent == pytest.approx(
        100 * (found.objective / rule.objective - 1), abs=0.1
    )
    people = reached(plan, rule.place_ids, AYACUCHO, 5.0)
    assert rule.newly_covered_people == pytest.approx(people, abs=1)


def test_the_same_request_gets_the_same_plan(plan: Planner) -> None:
    first, second = (plan(k=9, at_least=1, at_least_per="department") for _ in range(2))
    assert ids(first) == ids(second) and first.bound == second.bound


def test_progress_is_told_in_both_languages(plan: Planner) -> None:
    told: list[tuple[float, str, str]] = []
    solve(
        plan.gazetteer,
        plan.hubs,
        PlanRequest("mclp", k=5, region=AYACUCHO),
        progress=lambda *step: told.append(step),
    )
    assert [share for share, _, _ in told] == sorted(share for share, _, _ in told)
    assert told and all(es and en and es != en for _, es, en in told)


def test_a_short_time_limit_still_gives_a_plan_and_a_bound(
    gazetteer: Gazetteer, seeded_hubs: HubIndex
) -> None:
    hurried = PlanRequest("mclp", k=40, radius_km=10.0, time_limit_s=0.001)
    found = solve(gazetteer, seeded_hubs, hurried)
    assert len(found.sites) == 40 and found.time_limit_reached
    assert found.bound >= found.objective and found.gap_percent > 0
    assert "%" in found.gap_note
