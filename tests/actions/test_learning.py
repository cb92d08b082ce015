"""What to learn, on both phones."""

from __future__ import annotations

import pytest

from tests.actions.conftest import Conversation
from tests.actions.fake_services import FakeServices, example


def test_a_topic_gives_three_resources(whatsapp: Conversation, fake: FakeServices) -> None:
    reply = whatsapp.say("learn", "quiero aprender python gratis", topic="python")
    assert reply.count("https://www.example.org/") == 3
    assert whatsapp.slots["topic"] == "python"
    assert fake.queries("/v1/search")[0] == {
        "q": "quiero aprender python gratis",
        "limit": "3",
        "offset": "0",
    }


def test_who_writes_by_sms_gets_what_needs_no_link_first(
    sms: Conversation, whatsapp: Conversation, fake: FakeServices
) -> None:
    sms.say("learn", "excel", topic="excel")
    whatsapp.say("learn", "excel", topic="excel")
    assert [asked.get("chat_first") for asked in fake.queries("/v1/search")] == ["true", None]


def test_a_topic_without_entity_is_what_is_left(whatsapp: Conversation, fake: FakeServices) -> None:
    whatsapp.say("learn", "quiero aprender a tocar guitarra")
    assert fake.queries("/v1/search")[0]["q"] == "quiero aprender a tocar guitarra"
    assert whatsapp.slots["topic"] == "tocar guitarra"


def test_by_sms_one_title_and_link_at_a_time(sms: Conversation) -> None:
    replies = [sms.say("learn", "aprender python", topic="python")]
    replies += [sms.say("more", "MAS") for _ in range(4)]
    for number, reply in enumerate(replies[:4], 1):
        assert reply.startswith(
            f"Python {number} (descargado sirve sin internet). Libro que enseña"
        )
        assert reply.count("https://") == 1
        assert len(reply) <= 160
    assert replies[0].endswith("MAS") and not replies[3].endswith("MAS")
    assert "No tengo mas" in replies[4]


def test_a_number_shows_that_resource_in_full(whatsapp: Conversation, fake: FakeServices) -> None:
    whatsapp.say("learn", "python", topic="python")
    assert "Python 2" in whatsapp.say("choose", "2", number="2")
    assert fake.queries("/v1/search")[-1]["offset"] == "1"
    assert "del 1 al 3" in whatsapp.say("choose", "9", number="9")


def test_nothing_found_offers_topics_and_a_number_picks_one(
    whatsapp: Conversation, fake: FakeServices
) -> None:
    nothing = {**example("search"), "found": False, "results": [], "next_offset": None}
    found = fake.answers["/v1/search"]
    fake.answers["/v1/search"] = lambda q, b: (200, nothing)
    reply = whatsapp.say("learn", "soldadura submarina", topic="soldadura submarina")
    assert "No encontré" in reply and "editores" in reply
    fake.answers["/v1/search"] = found
    assert "Python 1" in whatsapp.say("choose", "3", number="3")
    assert whatsapp.performed == ["action_hub_details", "action_learn"]
    assert fake.queries("/v1/search")[-1]["q"] == "matemática"
    assert whatsapp.slots["topic"] == "matemática"


def test_no_topic_asks_which(sms: Conversation, fake: FakeServices) -> None:
    reply = sms.say("learn", "quiero aprender")
    assert "Que quieres aprender?" in reply and fake.asked == []
    assert "Python 1" in sms.say("choose", "1", number="1")


def test_learning_closes_an_open_question_for_a_place(whatsapp: Conversation) -> None:
    whatsapp.say("recommend_sites", "donde conviene un hub?")
    whatsapp.say("learn", "aprender python", topic="python")
    whatsapp.say("inform_place", "en Huanta", place="Huanta")
    assert whatsapp.performed == ["action_ask_place", "action_nearest_hubs"]


def provinces(fake: FakeServices) -> list[str]:
    """The province of each search, "" where none was told."""
    return [query.get("province", "") for query in fake.queries("/v1/search")]


def test_a_search_tells_the_province_of_the_place_talked_about(
    whatsapp: Conversation, fake: FakeServices
) -> None:
    whatsapp.say("nearest_hubs", "hay un hub cerca de huanta?", place="huanta")
    asked = len(fake.asked)
    whatsapp.say("learn", "quiero aprender python", topic="python")
    assert provinces(fake) == ["0504"]
    assert len(fake.asked) == asked + 1


def test_more_and_a_picked_resource_are_no_new_search(
    whatsapp: Conversation, sms: Conversation, fake: FakeServices
) -> None:
    for phone in (whatsapp, sms):
        phone.slots["place_id"] = "050401"
        phone.say("learn", "python", topic="python")
        phone.say("choose", "1", number="1")
        phone.say("more", "MAS")
    assert provinces(fake) == ["0504", "", ""] * 2


@pytest.mark.parametrize(
    ("place_id", "province"),
    [("0504010001", "0504"), ("050401", "0504"), ("0504", "0504"), ("05", ""), ("", ""),
     ("0500", ""), ("9904", ""), ("٠٥٠٤", ""), ("huanta", ""), (None, "")],
)  # fmt: skip
def test_only_a_province_that_is_known_is_told(
    whatsapp: Conversation, fake: FakeServices, place_id: str | None, province: str
) -> None:
    whatsapp.slots["place_id"] = place_id
    whatsapp.say("learn", "quiero aprender python", topic="python")
    assert provinces(fake) == [province]


def test_a_shared_pin_takes_the_province_of_before_away(
    whatsapp: Conversation, fake: FakeServices
) -> None:
    whatsapp.say("nearest_hubs", "hubs en huanta", place="huanta")
    whatsapp.say("share_location", "pin", latitude="-12.0", longitude="-77.0")
    whatsapp.say("learn", "quiero aprender python", topic="python")
    assert provinces(fake) == [""]
