"""When a service is away, an answer is broken, a list is missing, or a person leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from actions.services import Services
from tests.actions.conftest import Conversation
from tests.actions.fake_services import FakeServices, problem

MESSAGES = [
    ("nearest_hubs", "hubs en huanta", {"place": "huanta"}, "aprender Excel"),
    ("share_location", "", {"latitude": -12.94, "longitude": -74.25}, "aprender Excel"),
    ("inform_place", "en huanta", {"place": "huanta"}, "aprender Excel"),
    ("recommend_sites", "donde abrir un hub en puno", {"place": "puno"}, "aprender Excel"),
    ("plan_sites", "plan de 3 hubs en puno", {"place": "puno"}, "aprender Excel"),
    ("learn", "aprender python", {"topic": "python"}, "hubs cerca de"),
]


@pytest.mark.parametrize(("intent", "text", "entities", "works"), MESSAGES)
@pytest.mark.parametrize("channel", ["whatsapp", "sms"])
def test_a_service_that_is_down_is_told_with_what_still_works(
    services: Services,
    fake: FakeServices,
    open_conversation: Callable[[Services, str], Conversation],
    intent: str,
    text: str,
    entities: dict[str, object],
    works: str,
    channel: str,
) -> None:
    fake.close()
    settings = replace(services.settings, service_timeout_s=0.5)
    reply = open_conversation(Services.build(settings), channel).say(intent, text, **entities)
    assert "no puedo consultar" in reply and works.lower() in reply.lower()


@pytest.mark.parametrize(("intent", "text", "entities", "works"), MESSAGES)
@pytest.mark.parametrize(
    "answer", [(500, {}), (200, b"<html>"), (200, {}), (404, {}), problem(429, "too_many")]
)
def test_no_broken_answer_leaves_a_person_without_one(
    whatsapp: Conversation,
    fake: FakeServices,
    intent: str,
    text: str,
    entities: dict[str, object],
    works: str,
    answer: tuple[int, object],
) -> None:
    for path in fake.answers:
        fake.answers[path] = lambda q, b: answer
    assert len(whatsapp.say(intent, text, **entities)) > 20


def test_a_fault_of_our_own_is_told_and_not_raised(
    whatsapp: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    whatsapp.slots["listing"] = {"kind": "learn"}
    assert "Algo falló" in whatsapp.say("choose", "1", number="1")


@pytest.mark.parametrize("intent", ["more", "choose"])
def test_nothing_to_continue_is_told(whatsapp: Conversation, intent: str) -> None:
    assert "No tengo una lista" in whatsapp.say(intent, "mas")


def test_more_while_a_place_is_asked_for_asks_again(whatsapp: Conversation) -> None:
    whatsapp.say("nearest_hubs", "hay hubs?")
    assert "distrito y la provincia" in whatsapp.say("more", "mas")


@pytest.mark.parametrize("text", ["", "🎉🎉", "x " * 2500, "en", "cerca de ", "'; drop table"])
@pytest.mark.parametrize(
    "intent",
    ["nearest_hubs", "inform_place", "choose", "recommend_sites", "plan_sites", "learn", "more"],
)
def test_any_text_gets_an_answer(
    whatsapp: Conversation, fake: FakeServices, intent: str, text: str
) -> None:
    fake.places("none")
    reply = whatsapp.say(intent, text)
    assert 0 < len(reply) <= 1600 and "falló" not in reply


def test_deleting_forgets_every_slot(whatsapp: Conversation) -> None:
    whatsapp.say("nearest_hubs", "hubs en huanta", place="huanta")
    assert "Twilio" in whatsapp.say("delete_data", "borrar")
    assert whatsapp.slots == {}
    assert whatsapp.performed == ["action_delete_data"]


def test_deleting_deletes_the_plans_of_the_person(
    whatsapp: Conversation, fake: FakeServices
) -> None:
    whatsapp.say("plan_sites", "plan para Puno", place="Puno")
    assert "tus planes" in whatsapp.say("delete_data", "borrar")
    (made, owner), (deleted, same) = fake.owners
    assert (made, deleted) == ("POST", "DELETE") and owner == same


def test_plans_that_cannot_be_deleted_now_are_owned_up_to(
    whatsapp: Conversation, fake: FakeServices
) -> None:
    fake.answers["/v1/plans"] = lambda q, b: problem(503, "not_ready")
    reply = whatsapp.say("delete_data", "borrar")
    assert "BORRAR otra vez" in reply and whatsapp.slots == {}


@pytest.mark.parametrize(
    "text",
    ["guardas mis datos?", "no borres mis datos", "que datos tienes de mi", "guardas mi numero?"],
)
def test_a_question_about_data_erases_nothing(whatsapp: Conversation, text: str) -> None:
    whatsapp.say("nearest_hubs", "hubs en huanta", place="huanta")
    assert whatsapp.say("delete_data", text) == "utter_help"
    assert whatsapp.slots["place"]


@pytest.mark.parametrize(
    "text",
    ["borrar", "elimina mis datos por favor", "olvida todo", "no quiero que guarden mi numero"],
)
def test_an_order_erases(whatsapp: Conversation, text: str) -> None:
    whatsapp.say("nearest_hubs", "hubs en huanta", place="huanta")
    assert "borramos" in whatsapp.say("delete_data", text)
    assert whatsapp.slots == {}


@pytest.mark.parametrize(
    "text",
    [
        "what data do you keep?",
        "please don't delete my data",
        "who can see my data",
        "do you keep it",
    ],
)
def test_an_english_question_about_data_erases_nothing(whatsapp: Conversation, text: str) -> None:
    whatsapp.say("nearest_hubs", "hubs in huanta", place="huanta")
    whatsapp.say("delete_data", text)
    assert whatsapp.slots["place"]


@pytest.mark.parametrize(
    "text",
    ["delete my data", "wipe everything", "i don't want you to keep my number", "forget about me"],
)
def test_an_english_order_erases(whatsapp: Conversation, text: str) -> None:
    whatsapp.say("nearest_hubs", "hubs in huanta", place="huanta")
    whatsapp.say("delete_data", text)
    assert whatsapp.slots == {}


def test_yes_goes_on_with_a_list_and_is_a_plain_yes_without_one(whatsapp: Conversation) -> None:
    assert whatsapp.say("affirm", "si") == "utter_affirm"
    whatsapp.say("nearest_hubs", "hubs en huanta", place="huanta")
    assert "Tambo Prueba 4" in whatsapp.say("affirm", "si")


def test_what_was_not_understood_may_still_be_a_place(
    whatsapp: Conversation, fake: FakeServices
) -> None:
    assert whatsapp.say("nlu_fallback", "xkcd qwrt") == "utter_out_of_scope"
    fake.mentions("huanta")
    assert "Tambo Prueba 1" in whatsapp.say("nlu_fallback", "huanta xd")
    assert whatsapp.say("nlu_fallback", "la guerra en huanta duro meses") == "utter_out_of_scope"


def test_a_place_taken_for_a_yes_is_a_place(whatsapp: Conversation, fake: FakeServices) -> None:
    whatsapp.say("nearest_hubs", "hubs en huanta", place="huanta")
    fake.mentions("kimbiri")
    assert "Tambo Prueba 1" in whatsapp.say("affirm", "kimbiri")
