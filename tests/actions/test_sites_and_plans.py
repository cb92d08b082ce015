"""Where to open a hub, and plans for several."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from actions.services import Services
from tests.actions.conftest import Conversation
from tests.actions.fake_services import FakeServices, example, match, problem


def test_a_region_gives_the_best_places(whatsapp: Conversation, fake: FakeServices) -> None:
    fake.places("match", match("05", "Ayacucho", kind="department", district=None, province=None))
    reply = whatsapp.say("recommend_sites", "donde abrir un hub en Ayacucho?", place="Ayacucho")
    assert "150 000 personas más" in reply and "40 000" in reply and "sin internet" in reply
    assert fake.queries("/v1/places")[0]["use"] == "region"
    assert fake.queries("/v1/sites")[0]["region"] == "05"
    assert whatsapp.slots["place"] == "Ayacucho"


def test_by_sms_one_place_at_a_time(sms: Conversation, fake: FakeServices) -> None:
    reply = sms.say("recommend_sites", "donde abrir un hub en Ayacucho?", place="Ayacucho")
    assert reply.endswith("MAS") and "2022" in reply and len(reply) <= 306
    sms.say("more", "mas")
    assert [query["offset"] for query in fake.queries("/v1/sites")] == ["0", "1"]


def test_the_whole_country_needs_no_region(whatsapp: Conversation, fake: FakeServices) -> None:
    whatsapp.say("recommend_sites", "el mejor sitio en todo el Perú")
    assert "region" not in fake.queries("/v1/sites")[0]
    assert whatsapp.slots["place"] == "Perú" and whatsapp.slots.get("place_id") is None
    whatsapp.say("plan_sites", "plan de 4 hubs", number="4")
    assert "region" not in fake.bodies("/v1/plans")[0]


def test_the_place_of_a_hub_list_becomes_the_region(
    whatsapp: Conversation, fake: FakeServices
) -> None:
    fake.places("match", match("0504010001", "Huanta, Huanta, Huanta, Ayacucho"))
    whatsapp.say("nearest_hubs", "hubs en huanta", place="huanta")
    whatsapp.say("recommend_sites", "y donde conviene abrir uno nuevo?")
    assert fake.queries("/v1/sites")[0]["region"] == "050401"


def test_a_pin_goes_to_the_act_that_waits_and_means_its_province(
    whatsapp: Conversation, fake: FakeServices
) -> None:
    whatsapp.say("recommend_sites", "donde conviene poner un hub?")
    assert whatsapp.slots["pending_act"] == "action_recommend_sites"
    whatsapp.say("share_location", "", latitude=-12.94, longitude=-74.25)
    assert whatsapp.performed == ["action_nearest_hubs", "action_recommend_sites"]
    assert fake.queries("/v1/sites")[0]["region"] == "0504"


def test_a_pin_outside_peru_asks_for_a_region(whatsapp: Conversation, fake: FakeServices) -> None:
    whatsapp.say("recommend_sites", "donde conviene poner un hub?")
    fake.answers["/v1/places/nearest"] = lambda q, b: problem(422, "outside_peru")
    reply = whatsapp.say("share_location", "", latitude=40.4, longitude=-3.7)
    assert "fuera del Perú" in reply and whatsapp.performed[-1] == "action_ask_place"


def test_why_after_a_list_gives_the_reasons(whatsapp: Conversation, fake: FakeServices) -> None:
    whatsapp.say("recommend_sites", "donde abrir un hub en Ayacucho?", place="Ayacucho")
    reply = whatsapp.say("recommend_sites", "por que ahi?")
    assert "48 000 personas viven a menos de 5 km" in reply
    assert "48 000" in whatsapp.say("choose", "2", number="2")
    assert fake.asked[-1][0] == "/v1/places/0501010001/reasons"


def test_a_plan_takes_its_figures_from_the_message(
    whatsapp: Conversation, fake: FakeServices
) -> None:
    reply = whatsapp.say(
        "plan_sites", "5 hubs para Ayacucho, radio 10 km",
        place="Ayacucho", number="5", radius_km="10",
    )  # fmt: skip
    body = fake.bodies("/v1/plans")[0]
    assert (body["problem"], body["k"], body["radius_km"]) == ("mclp", 5, 10)
    assert "310 000 personas" in reply and "5 %" in reply
    assert (whatsapp.slots["k"], whatsapp.slots["radius_km"]) == (5, 10)


def test_a_change_keeps_the_rest_of_the_plan(whatsapp: Conversation, fake: FakeServices) -> None:
    whatsapp.say("plan_sites", "5 hubs para Ayacucho", place="Ayacucho", number="5")
    whatsapp.say("plan_sites", "y con radio de 20 km?", radius_km="20")
    whatsapp.say("plan_sites", "y con 8?", number="8")
    asked = [(body["k"], body["radius_km"]) for body in fake.bodies("/v1/plans")]
    assert asked == [(5, 5), (5, 20), (8, 20)]


def test_the_figures_outlive_a_question_for_the_region(
    whatsapp: Conversation, fake: FakeServices
) -> None:
    whatsapp.say("plan_sites", "quiero un plan de 7 hubs", number="7")
    assert "región o provincia" in whatsapp.say("plan_sites", "un plan de 7 hubs", number="7")
    whatsapp.say("inform_place", "para Ayacucho", place="Ayacucho")
    assert whatsapp.performed == ["action_ask_place", "action_plan_sites"]
    assert fake.bodies("/v1/plans")[0]["k"] == 7
    assert fake.queries("/v1/places")[-1]["use"] == "region"


def test_figures_out_of_reason_are_brought_into_it(
    whatsapp: Conversation, fake: FakeServices
) -> None:
    whatsapp.say(
        "plan_sites", "plan de 900 hubs en Puno radio 0 km",
        place="Puno", number="900", radius_km="0",
    )  # fmt: skip
    body = fake.bodies("/v1/plans")[0]
    assert body["k"] == 200 and 1 <= body["radius_km"] <= 50


def test_a_plan_that_takes_long_is_fetched_with_more(
    whatsapp: Conversation, fake: FakeServices
) -> None:
    running = {"id": "p7Kq2mX9", "status": "running"}
    fake.answers["/v1/plans"] = lambda q, b: (202, running)
    fake.answers["/v1/plans/"] = lambda q, b: (200, running)
    reply = whatsapp.say("plan_sites", "plan para Puno", place="Puno")
    assert "se está calculando" in reply
    fake.answers["/v1/plans/"] = lambda q, b: (200, example("plan_get"))
    assert "310 000 personas" in whatsapp.say("more", "mas")


def test_a_plan_goes_on_and_ends(whatsapp: Conversation, fake: FakeServices) -> None:
    plan = example("plan_get")
    plan["sites"] = [{**plan["sites"][0], "label": f"Lugar {n}, X, Y"} for n in range(7)]
    fake.answers["/v1/plans"] = lambda q, b: (201, plan)
    fake.answers["/v1/plans/"] = lambda q, b: (200, plan)
    assert "Lugar 4" in whatsapp.say("plan_sites", "plan para Puno", place="Puno")
    reply = whatsapp.say("more", "mas")
    assert "6. *Lugar 5, X, Y*" in reply and "Lugar 4" not in reply
    assert "Eso era todo" in whatsapp.say("more", "mas")


def test_a_plan_that_is_refused_is_told_with_an_example(
    sms: Conversation, fake: FakeServices
) -> None:
    fake.answers["/v1/plans"] = lambda q, b: problem(422, "too_many_sites")
    assert "PLAN DE 3 HUBS" in sms.say("plan_sites", "plan para Puno", place="Puno")


@pytest.mark.parametrize("channel", ["whatsapp", "sms"])
def test_a_plan_that_turns_out_impossible_is_told_with_its_reason(
    services: Services,
    open_conversation: Callable[[Services, str], Conversation],
    fake: FakeServices,
    channel: str,
) -> None:
    talk = open_conversation(services, channel)
    fake.answers["/v1/plans"] = lambda q, b: (202, example("plan_pending"))
    fake.answers["/v1/plans/"] = lambda q, b: (200, example("plan_infeasible"))
    reply = talk.say("plan_sites", "plan para Puno", place="Puno")
    assert "a la vez" in reply and "plan de 3 hubs" in reply.lower()
    assert talk.slots.get("pending_act") is None


def test_a_third_plan_at_once_waits(whatsapp: Conversation, fake: FakeServices) -> None:
    fake.answers["/v1/plans"] = lambda q, b: problem(429, "too_many_plans")
    assert "dos planes tuyos" in whatsapp.say("plan_sites", "plan para Puno", place="Puno")


def test_a_plan_belongs_to_the_person_and_not_to_the_bot(
    whatsapp: Conversation, fake: FakeServices
) -> None:
    whatsapp.say("plan_sites", "plan para Puno", place="Puno")
    whatsapp.sender, whatsapp.slots = "another", {}
    whatsapp.say("plan_sites", "plan para Puno", place="Puno")
    owners = [owner for _, owner in fake.owners]
    assert len(set(owners)) == 2 and all(re.fullmatch("[0-9a-f]{64}", one) for one in owners)


def test_a_region_with_nobody_left_is_told(whatsapp: Conversation, fake: FakeServices) -> None:
    fake.answers["/v1/plans"] = lambda q, b: (201, {**example("plan_create"), "sites": []})
    assert "no queda un lugar" in whatsapp.say("plan_sites", "plan para Puno", place="Puno")


def test_numbers_of_other_lists_do_not_become_a_plan(
    whatsapp: Conversation, fake: FakeServices
) -> None:
    whatsapp.say(
        "nearest_hubs", "los 7 hubs a 20 km de huanta", place="huanta", number="7", radius_km="20"
    )
    assert (whatsapp.slots["k"], whatsapp.slots["radius_km"]) == (7.0, 20.0)
    whatsapp.say("plan_sites", "plan de hubs para huanta", place="huanta")
    assert fake.bodies("/v1/plans")[0]["k"] == 3
