"""What a person tells of a hub reaches the recommender, and what they are told of that."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from actions.replies import reports as replies
from actions.replies import sms as segments
from actions.services import Services
from actions.settings import Settings
from tests.actions.conftest import REPORTS_TOKEN, Conversation
from tests.actions.fake_services import FakeServices, problem
from tests.contract.shape import load

HUB = {"hub_id": "tambo-7", "hub_name": "Tambo Putis"}
PATH = "/v1/hubs/tambo-7/reports"


def test_the_nearest_hub_is_remembered_as_shown(whatsapp: Conversation) -> None:
    before = int(time.time())
    whatsapp.say("nearest_hubs", "hubs en huanta", place="huanta")
    visit = whatsapp.slots["visit"]
    assert (visit["hub_id"], visit["name"]) == ("tambo-0", "Tambo Prueba 1")
    assert before <= visit["shown_at"] <= time.time()
    whatsapp.say("more", "mas")
    assert whatsapp.slots["visit"] == visit


def test_the_hub_read_in_detail_is_remembered_instead(whatsapp: Conversation) -> None:
    whatsapp.say("nearest_hubs", "hubs en huanta", place="huanta")
    whatsapp.say("choose", "2", number="2")
    assert whatsapp.slots["visit"]["hub_id"] == load("hub")["response"]["body"]["hub"]["id"]


def test_a_closed_hub_is_not_asked_about(whatsapp: Conversation, fake: FakeServices) -> None:
    whatsapp.say("nearest_hubs", "hubs en huanta", place="huanta")
    nearest = whatsapp.slots["visit"]
    closed = load("hub")["response"]["body"]
    closed["hub"]["status"] = "closed"
    fake.answers["/v1/hubs/"] = lambda q, b: (200, closed)
    whatsapp.say("choose", "2", number="2")
    assert whatsapp.slots["visit"] == nearest


@pytest.mark.parametrize(
    ("outcome", "words"),
    [("worked", "te sirvió"), ("closed", "estaba cerrado"), ("no_internet", "no tenía internet")],
)
def test_a_report_is_brought_and_thanked_for(
    whatsapp: Conversation, fake: FakeServices, outcome: str, words: str
) -> None:
    reply = whatsapp.say("report_visit", "1", outcome=outcome, **HUB)
    assert "racias" in reply and words in reply and "*Tambo Putis*" in reply
    (body,) = fake.bodies(PATH)
    assert body["outcome"] == outcome
    assert fake.bearers == [("POST", PATH, f"Bearer {REPORTS_TOKEN}")]
    assert whatsapp.performed == ["action_report_hub"]


def test_a_report_has_the_contracts_shape_and_no_sender(
    whatsapp: Conversation, fake: FakeServices
) -> None:
    whatsapp.sender = "whatsapp-abc"
    whatsapp.say("report_visit", "3", outcome="no_internet", **HUB)
    (body,) = fake.bodies(PATH)
    assert body.keys() == load("hub_report")["request"]["body"].keys()
    assert len(body["reporter"]) == 64 and "abc" not in body["reporter"]


def test_a_reporter_is_the_same_tomorrow_and_no_owner_of_plans(
    whatsapp: Conversation, fake: FakeServices
) -> None:
    whatsapp.say("plan_sites", "plan para Puno", place="Puno")
    for _ in range(2):
        whatsapp.say("report_visit", "1", outcome="worked", **HUB)
    first, second = fake.bodies(PATH)
    assert first == second and first["reporter"] != fake.owners[0][1]
    whatsapp.sender = "someone else"
    whatsapp.say("report_visit", "1", outcome="worked", **HUB)
    assert fake.bodies(PATH)[2]["reporter"] != first["reporter"]


def test_the_slot_names_the_hub_where_the_channel_does_not(
    whatsapp: Conversation, fake: FakeServices
) -> None:
    whatsapp.slots["visit"] = {"hub_id": "tambo-7", "name": "Tambo Putis", "shown_at": 1}
    assert "Tambo Putis" in whatsapp.say("report_visit", "estaba cerrado", outcome="closed")
    assert len(fake.bodies(PATH)) == 1


def test_who_did_not_go_is_thanked_and_nothing_is_kept(
    whatsapp: Conversation, sms: Conversation, fake: FakeServices
) -> None:
    for conversation in (whatsapp, sms):
        assert "No te pregunto" in conversation.say(
            "report_visit", "no fui", outcome="not_yet", **HUB
        )
    assert fake.bodies(PATH) == []


def test_a_plain_no_is_asked_about_once_more(whatsapp: Conversation, fake: FakeServices) -> None:
    reply = whatsapp.say("report_visit", "no", outcome="unclear", **HUB)
    assert "*2*" in reply and "*3*" in reply and fake.bodies(PATH) == []


def test_a_hub_that_left_the_register_is_told(whatsapp: Conversation, fake: FakeServices) -> None:
    fake.answers[PATH] = lambda q, b: problem(404, "unknown_hub")
    assert "registro" in whatsapp.say("report_visit", "2", outcome="closed", **HUB)


@pytest.mark.parametrize("answer", [problem(403, "writes_disabled"), (500, {}), (201, b"<html>")])
@pytest.mark.parametrize("channel", ["whatsapp", "sms"])
def test_a_report_that_cannot_be_kept_is_owned_up_to_and_not_asked_for_again(
    services: Services,
    fake: FakeServices,
    open_conversation: Callable[[Services, str], Conversation],
    channel: str,
    answer: tuple[int, object],
) -> None:
    fake.answers[PATH] = lambda q, b: answer
    reply = open_conversation(services, channel).say("report_visit", "2", outcome="closed", **HUB)
    assert "no lo pude anotar" in reply and "?" not in reply


def test_deleting_deletes_the_reports_of_the_person(
    whatsapp: Conversation, fake: FakeServices
) -> None:
    whatsapp.say("report_visit", "1", outcome="worked", **HUB)
    assert "tus avisos" in whatsapp.say("delete_data", "borrar")
    (forgotten,) = fake.queries("/v1/reports")
    assert forgotten["reporter"] == fake.bodies(PATH)[0]["reporter"]
    assert ("DELETE", "/v1/reports", f"Bearer {REPORTS_TOKEN}") in fake.bearers


def test_reports_that_cannot_be_deleted_now_are_owned_up_to(
    whatsapp: Conversation, fake: FakeServices
) -> None:
    fake.answers["/v1/reports"] = lambda q, b: problem(503, "not_ready")
    reply = whatsapp.say("delete_data", "borrar")
    assert "avisos" in reply and "BORRAR otra vez" in reply and whatsapp.slots == {}


def test_without_a_token_there_is_no_report_to_delete(
    services: Services, fake: FakeServices
) -> None:
    bare = Services.build(replace(services.settings, reports_token=""))
    assert "Listo" in Conversation(bare).say("delete_data", "borrar")
    assert fake.queries("/v1/reports") == []


def test_the_public_token_is_refused_outside_development() -> None:
    environ = {"RECOMMENDER_REPORTS_TOKEN": "development-token-not-for-production"}
    with pytest.raises(ValueError, match="RECOMMENDER_REPORTS_TOKEN"):
        Settings.from_environment(environ)
    inside = Settings.from_environment({**environ, "TECHHUB_ENV": "development"})
    assert inside.reports_token == environ["RECOMMENDER_REPORTS_TOKEN"]
    assert "development-token" not in repr(inside)


@pytest.mark.parametrize(
    "name", ["Tambo Ccollpapampa de la Santísima Trinidad de Huamanguilla", ""]
)
def test_every_sms_about_a_report_is_one_segment(name: str) -> None:
    texts = [
        replies.thanks(outcome, name, "sms") for outcome in ("worked", "closed", "no_internet")
    ]
    texts += [replies.which(name, "sms"), replies.gone(name, "sms")]
    texts += [replies.not_yet("sms"), replies.not_kept("sms")]
    for text in texts:
        assert segments.plain(text) == text and segments.septets(text) <= 160, text
