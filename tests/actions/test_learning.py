"""What to learn, on both phones."""

from __future__ import annotations

import pytest

from tests.actions.conftest import Conversation
from tests.actions.fake_services import FakeServices, example, found


def test_a_topic_gives_three_resources(whatsapp: Conversation, fake: FakeServices) -> None:
    reply = whatsapp.say("learn", "quiero aprender python gratis", topic="python")
    assert reply.count("https://www.example.org/") == 3
    assert whatsapp.slots["topic"] == "python"
    assert fake.queries("/v1/search")[0] == {"q": "python", "limit": "3", "offset": "0"}


def test_a_topic_without_entity_is_what_is_left(whatsapp: Conversation, fake: FakeServices) -> None:
    whatsapp.say("learn", "quiero aprender a tocar guitarra")
    assert fake.queries("/v1/search")[0]["q"] == "tocar guitarra"


def test_by_sms_one_title_and_link_at_a_time(sms: Conversation) -> None:
    replies = [sms.say("learn", "aprender python", topic="python")]
    replies += [sms.say("more", "MAS") for _ in range(4)]
    for number, reply in enumerate(replies[:4], 1):
        assert reply.startswith(f"Python {number} (sirve sin internet). Libro que enseña")
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


NO_INTERNET = {"offline": False, "url": "https://www.example.org/", "title": "En línea"}


def test_without_internet_only_what_needs_none_is_asked_for(
    whatsapp: Conversation, fake: FakeServices
) -> None:
    whatsapp.say("learn", "matematica sin internet", topic="matematica sin internet")
    whatsapp.say("more", "mas")
    whatsapp.say("choose", "2", number="2")
    asked = [(query["q"], query.get("offline")) for query in fake.queries("/v1/search")]
    assert asked == [("matematica", "true")] * 3


@pytest.mark.parametrize("channel", ["whatsapp", "sms"])
def test_where_all_needs_internet_that_is_said_and_shown(
    whatsapp: Conversation, sms: Conversation, fake: FakeServices, channel: str
) -> None:
    person = sms if channel == "sms" else whatsapp
    nothing = {**example("search"), "found": False, "results": [], "next_offset": None}
    online = found(NO_INTERNET, NO_INTERNET)
    fake.answers["/v1/search"] = lambda q, b: (200, nothing) if "offline" in q else online(q, b)
    reply = person.say("learn", "quiero aprender canto sin megas", topic="canto")
    assert "in internet" in reply and "necesita" in reply and "https://www.example.org/" in reply
    person.say("more", "mas")
    assert "offline" not in fake.queries("/v1/search")[-1]


def test_no_internet_and_no_topic_gives_the_lessons(sms: Conversation, fake: FakeServices) -> None:
    reply = sms.say("learn", "no tengo megas")
    assert reply.startswith("Sin internet, por mensaje: 1 Tabla 1") and len(reply) <= 160
    assert fake.queries("/v1/search") == []


ANSWER = {
    "kind": "answer",
    "url": "",
    "title": "¿Qué es un PDF?",
    "description": "Un documento que se ve igual en todo equipo.",
    "answer": "Un PDF es un documento que se ve igual en cualquier equipo. " * 6,
}


def test_an_answer_that_comes_first_is_given_whole(
    whatsapp: Conversation, sms: Conversation, fake: FakeServices
) -> None:
    fake.answers["/v1/search"] = found(ANSWER, {}, {}, {})
    reply = whatsapp.say("learn", "que es un pdf", topic="pdf")
    assert reply.startswith("*¿Qué es un PDF?*\nUn PDF es") and ANSWER["answer"] in reply
    assert "2. *Python para todos*" in reply and "1. " not in reply and "MÁS" in reply
    assert whatsapp.say("choose", "1", number="1").count("Un PDF es") == 6
    reply = sms.say("learn", "que es un pdf", topic="pdf")
    assert reply == ANSWER["answer"].strip() + "  MAS" or reply.endswith("MAS")
    assert reply.count("Un PDF es") == 6


def test_a_later_answer_opens_by_its_number(
    whatsapp: Conversation, sms: Conversation, fake: FakeServices
) -> None:
    fake.answers["/v1/search"] = found({}, ANSWER)
    reply = whatsapp.say("learn", "pdf", topic="pdf")
    assert "2. *¿Qué es un PDF?*" in reply and "Escribe *2* para leer" in reply
    assert "cualquier" not in reply and "cualquier" in whatsapp.say("choose", "2", number="2")
    sms.say("learn", "pdf", topic="pdf")
    reply = sms.say("more", "MAS")
    assert "Escribe 2 para leerla" in reply and len(reply) <= 160
    assert sms.say("choose", "2", number="2").count("Un PDF es") == 6


def test_an_answer_alone_says_no_more(sms: Conversation, fake: FakeServices) -> None:
    fake.answers["/v1/search"] = found(ANSWER)
    assert not sms.say("learn", "pdf", topic="pdf").endswith("MAS")


@pytest.mark.parametrize("kind", ["section", "lesson", "answer", "book"])
def test_no_empty_link_is_printed(
    whatsapp: Conversation, sms: Conversation, fake: FakeServices, kind: str
) -> None:
    one = {"kind": kind, "url": "", "number": 4 if kind == "lesson" else None, "answer": "Corta."}
    fake.answers["/v1/search"] = found({}, one)
    for person in (whatsapp, sms):
        person.say("learn", "pdf", topic="pdf")
    replies = [whatsapp.say("choose", "2", number="2"), sms.say("more", "MAS")]
    for reply in [*replies, sms.say("choose", "2", number="2")]:
        assert reply and ": \n" not in reply and not reply.endswith((":", ": ", "  ", "\n"))
        assert "enlace" not in reply


@pytest.mark.parametrize(
    ("text", "topic", "query"),
    [
        ("¿Cómo adjunto un archivo a un correo?", "correo", "como adjunto un archivo a un correo"),
        ("que es un pdf", "pdf", "que es un pdf"),
        ("como aprendo word", "word", "word"),
        ("quiero aprender python", "python", "python"),
    ],
)
def test_a_question_is_looked_for_as_it_was_asked(
    whatsapp: Conversation, fake: FakeServices, text: str, topic: str, query: str
) -> None:
    reply = whatsapp.say("learn", text, topic=topic)
    whatsapp.say("more", "mas")
    assert [asked["q"] for asked in fake.queries("/v1/search")] == [query] * 2
    assert f"*{topic}*" in reply and whatsapp.slots["topic"] == topic
