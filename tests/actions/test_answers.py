"""Short answers, what works without internet, and what a download costs."""

from __future__ import annotations

import pytest

from tests.actions.conftest import Conversation
from tests.actions.fake_services import FakeServices, example, found

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
        ("quiero aprender python", "python", "quiero aprender python"),
        ("curso de word y hubs en Huanta", "word", "word"),
    ],
)
def test_a_question_is_looked_for_as_it_was_asked(
    whatsapp: Conversation, fake: FakeServices, text: str, topic: str, query: str
) -> None:
    reply = whatsapp.say("learn", text, topic=topic)
    whatsapp.say("more", "mas")
    assert [asked["q"] for asked in fake.queries("/v1/search")] == [query] * 2
    assert f"*{topic}*" in reply and whatsapp.slots["topic"] == topic


@pytest.mark.parametrize(
    ("intent", "text"), [("lesson", "la leccion de excel"), ("learn", "lecciones de excel")]
)
def test_a_lesson_on_a_topic_is_looked_for_among_the_lessons(
    sms: Conversation, fake: FakeServices, intent: str, text: str
) -> None:
    nothing = {**example("search"), "found": False, "results": [], "next_offset": None}
    any_kind = found({})
    fake.answers["/v1/search"] = lambda q, b: (200, nothing) if "kind" in q else any_kind(q, b)
    reply = sms.say(intent, text, topic="excel")
    assert [query.get("kind") for query in fake.queries("/v1/search")] == ["lesson", None]
    assert reply.startswith("Aun no hay esa leccion. Puedes ver: Python") and "https://" in reply


def test_an_answer_in_place_of_a_lesson_says_so(sms: Conversation, fake: FakeServices) -> None:
    nothing = {**example("search"), "found": False, "results": [], "next_offset": None}
    answers = found(ANSWER)
    fake.answers["/v1/search"] = lambda q, b: (200, nothing) if "kind" in q else answers(q, b)
    reply = sms.say("lesson", "leccion de pdf", topic="pdf")
    assert reply.startswith("Aun no hay esa leccion. Puedes ver: Un PDF")
    assert reply.count("Un PDF es") == 6


def test_the_one_lesson_on_a_topic_starts_at_once(sms: Conversation, fake: FakeServices) -> None:
    fake.answers["/v1/search"] = found({"kind": "lesson", "number": 4, "url": ""})
    assert sms.say("lesson", "la leccion de excel", topic="excel").startswith("Leccion 4: Tabla 4.")


@pytest.mark.parametrize(
    ("megabytes", "said"), [(11.7, "unos 12 MB"), (0.4, "menos de 1 MB"), (2300.0, "unos 2.3 GB")]
)
def test_what_a_download_costs_is_said_where_it_is_known(
    whatsapp: Conversation, sms: Conversation, fake: FakeServices, megabytes: float, said: str
) -> None:
    fake.answers["/v1/search"] = found({"megabytes": megabytes, "offline": True}, {})
    reply = whatsapp.say("learn", "python", topic="python")
    assert f"({said}, descargado sirve sin internet)" in reply and reply.count("B") == reply.count(
        "MB"
    ) + reply.count("GB")
    assert said in whatsapp.say("choose", "1", number="1")
    assert said in sms.say("learn", "python", topic="python")
    assert "MB" not in sms.say("more", "MAS")
