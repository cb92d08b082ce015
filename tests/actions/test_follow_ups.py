"""Short messages that lie in what was talked about before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from actions.follow_ups import (
    asks_about_another_place,
    asks_for_a_hub,
    asks_for_another_topic,
    asks_for_hubs_there,
    names_only_a_place,
)
from actions.services import Services
from actions.turn import Entity, Turn
from tests.actions.conftest import Conversation
from tests.actions.fake_services import FakeServices


def turn(text: str, kind: str = "", **entities: str) -> Turn:
    found = tuple(Entity(name, value) for name, value in entities.items())
    return Turn(text, "", "whatsapp", found, {"listing": {"kind": kind}} if kind else {})


@pytest.mark.parametrize("text", ["y un tambo a donde ir?", "is there any hub I can go to"])
def test_a_hub_asked_for_amid_things_to_learn(text: str) -> None:
    assert asks_for_a_hub(turn(text, "learn"))
    assert not asks_for_a_hub(turn(text, "hubs"))
    assert not asks_for_a_hub(turn("y el segundo?", "learn"))


@pytest.mark.parametrize(
    ("text", "hubs"),
    [
        ("ahora un tambo en Ayaviri", True),
        ("what about hubs in Huaraz", True),
        ("tambos cerca de Tarma", True),
        ("hay tambo a menos de 30 km de Tarma?", True),
        ("hay un hub en un radio de 10 km", True),
        ("hubs para Puno, radio 10 km", False),
        ("un plan de hubs para Puno", False),
        ("y si ya hay un hub en Vinchos", False),
        ("donde abrir un hub nuevo en Puno", False),
        ("5 hubs en Puno", False),
        ("sin Huanta", False),
        ("agrega un hub en Sivia", False),
    ],
)
def test_hubs_that_exist_are_told_from_plans(text: str, hubs: bool) -> None:
    assert asks_for_hubs_there(turn(text)) is hubs


def test_another_place_after_a_list_by_place() -> None:
    assert asks_about_another_place(turn("what about Urcos?", "hubs", place="Urcos"))
    assert not asks_about_another_place(turn("what about Urcos?", "learn", place="Urcos"))
    assert not asks_about_another_place(turn("y cursos de excel?", "hubs", place="excel"))


@pytest.mark.parametrize("text", ["mejor de cacao", "no, sobre abejas", "and about bees"])
def test_another_topic_after_a_list_by_topic(text: str) -> None:
    assert asks_for_another_topic(turn(text, "learn"))
    assert not asks_for_another_topic(turn(text, "hubs"))
    assert not asks_for_another_topic(turn("mejor en Puno", "learn"))


def test_a_place_alone_is_no_plan_unless_one_is_on_the_table() -> None:
    assert names_only_a_place(turn("uy no, mejor otra vez Huanta", "hubs", place="Huanta"))
    assert names_only_a_place(turn("mejor dime para haquira", "hubs"))
    assert not names_only_a_place(turn("mejor otra vez Huanta", "plan", place="Huanta"))
    assert not names_only_a_place(turn("quiero uno para mi pueblo", "hubs"))
    assert not names_only_a_place(turn("un plan para Huanta", "hubs", place="Huanta"))


def test_a_place_after_sites_is_taken_and_not_asked_for_again(whatsapp: Conversation) -> None:
    whatsapp.say("recommend_sites", "donde conviene un hub en Puno", place="Puno")
    reply = whatsapp.say("plan_sites", "mejor para Huanta", place="Huanta")
    assert "qué lugar" not in reply and "Huanta" in str(whatsapp.slots["place"])


def test_a_message_passed_on_is_read_for_its_place(whatsapp: Conversation) -> None:
    whatsapp.say("nearest_hubs", "hubs cerca de Puno", place="Puno")
    whatsapp.say("nlu_fallback", "y hay un tambo cerca de Huanta")
    assert "Huanta" in str(whatsapp.slots["place"])


def test_an_answer_without_a_place_is_no_answer(fake: FakeServices, whatsapp: Conversation) -> None:
    whatsapp.say("nearest_hubs", "hubs cerca de Puno", place="Puno")
    fake.places("none")
    fake.mentions()
    whatsapp.say("nearest_hubs", "hubs cerca de Zzyx", place="Zzyx")
    reply = whatsapp.say("inform_place", "mi pueblito")
    assert whatsapp.performed[-1] == "action_ask_place" and "Los 3" not in reply


@pytest.mark.parametrize("channel", ["whatsapp", "sms"])
def test_a_plan_asks_for_a_region_by_examples_of_one(
    services: Services, open_conversation: Callable[[Services, str], Conversation], channel: str
) -> None:
    reply = open_conversation(services, channel).say("plan_sites", "un plan de 4 hubs")
    assert "Luricocha" not in reply and "ayacucho" in reply.lower()
