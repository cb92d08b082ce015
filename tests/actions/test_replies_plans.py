"""Plans and their changes as texts: by SMS in two segments, whatever their size."""

from __future__ import annotations

from dataclasses import replace

import pytest
from dacite import Config, from_dict

from actions.records import Plan
from actions.replies import plans
from actions.replies.plan_difference import Difference, Figures, against_expectation
from actions.speech import ENGLISH, SPANISH, speaking
from tests.actions.fake_services import example
from tests.actions.test_replies_sms import segments


@pytest.mark.parametrize("k", [1, 2, 3, 5, 12, 50])
@pytest.mark.parametrize("name", ["Ayacucho", "San Antonio de Putina", "Á" * 60])
def test_a_plan_of_any_size_fits_two_segments(k: int, name: str) -> None:
    plan = from_dict(Plan, example("plan_create"), Config(cast=[tuple, float]))
    site = replace(plan.sites[0], label=f"{name}, Huamanga, Ayacucho", district=name)
    text, shown = plans.plan_sms(replace(plan, sites=(site,) * k))
    assert 1 <= shown <= k
    assert segments(text) <= 2
    assert "310 000 personas" in text and "2022" in text
    assert text.endswith("MAS") == (shown < k)


@pytest.mark.parametrize("places_changed", [0, 1, 3, 12, 50])
@pytest.mark.parametrize("name", ["Quinua", "San Antonio de Putina", "Á" * 60])
def test_a_change_of_any_size_fits_two_segments(places_changed: int, name: str) -> None:
    plan = from_dict(Plan, example("plan_create"), Config(cast=[tuple, float]))
    names = (name,) * places_changed
    difference = Difference(Figures(5, 20, 301_000), Figures(5, 10, 310_000), names, names)
    text = plans.change_sms(plan, difference, f", sin {name}, con hub ya en {name}" * 3)
    assert segments(text) <= 2 and text.endswith("MAS")
    assert "Ahora: 310 000 a 10 km: 9000 mas." in text
    assert "7Q2M-X9KA" in text


def test_a_smaller_radius_that_leaves_more_to_reach_says_why() -> None:
    before, now = Figures(5, 10, 100_000), Figures(5, 5, 300_000)
    assert "5 km los hubs que ya hay cubren a menos" in against_expectation(Difference(before, now))
    assert "cubren a más" in against_expectation(Difference(now, before))
    assert not against_expectation(Difference(before, Figures(5, 5, 90_000)))
    assert not against_expectation(Difference(before, Figures(8, 5, 300_000)))


def test_fewer_places_that_reach_more_people_say_why() -> None:
    before, now = Figures(5, 10, 100_000), Figures(5, 10, 102_000)
    assert "más necesidad" in against_expectation(Difference(before, now, tighter=True))
    assert not against_expectation(Difference(now, before, tighter=True))
    assert not against_expectation(Difference(before, now))


def test_two_languages_share_a_plan_by_sms() -> None:
    plan = from_dict(Plan, example("plan_create"), Config(cast=[tuple, float]))
    with speaking(SPANISH, beside=True):
        text, shown = plans.plan_sms(replace(plan, sites=plan.sites * 3))
    assert shown >= 1 and "310 000 personas" in text and "7Q2M-X9KA" in text
    figures = Figures(8, 10, 584_892), Figures(8, 10, 587_466)
    difference = Difference(*figures, ("Mucra Dos",), ("Juliaca",), tighter=True)
    with speaking(SPANISH, beside=True):
        change = plans.change_sms(plan, difference, ", sin Juliaca, con hub ya en Ilave")
    assert "2574 mas" in change and "7Q2M-X9KA" in change and change.endswith("MAS")


def test_the_bound_is_told_in_the_language_of_the_turn() -> None:
    plan = from_dict(Plan, example("plan_create"), Config(cast=[tuple, float]))
    assert plans.gap(plan).startswith("Con estos datos estimados")
    with speaking(ENGLISH):
        assert plans.gap(plan).startswith("By these estimates and straight lines, no plan")
