"""Every act in English and in Quechua: nothing is left in Spanish, and nothing is left out."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from actions.replies import sms
from actions.services import Services
from tests.actions.conftest import Conversation, Say
from tests.actions.fake_services import FakeServices, example, hubs, match, problem

HUB = {"hub_id": "tambo-1", "hub_name": "Tambo Uno"}
HUBS: Say = ("nearest_hubs", "hubs en huanta", {"place": "huanta"})
LEARN: Say = ("learn", "aprender python", {"topic": "python"})
LESSON: Say = ("lesson", "leccion 2", {"number": "2"})
SITES: Say = ("recommend_sites", "donde abrir un hub", {"place": "Ayacucho"})
MORE: Say = ("more", "mas", {})
# What a person writes one after another; the last reply is looked at.
DIALOGUES: dict[str, tuple[Say, ...]] = {
    "hubs": (HUBS,),
    "hubs of a pin": (("share_location", "", {"latitude": -12.94, "longitude": -74.25}),),
    "more hubs": (HUBS, MORE),
    "a hub": (HUBS, ("choose", "1", {"number": "1"})),
    "no such hub": (HUBS, ("choose", "9", {"number": "9"})),
    "which place": (("nearest_hubs", "hay hubs?", {}),),
    "which region": (("recommend_sites", "donde conviene?", {}),),
    "a pin that did not come": (("share_location", "", {}),),
    "a tambo": (("hub_details", "que es un tambo", {}),),
    "sites": (SITES,),
    "why there": (SITES, ("choose", "1", {"number": "1"})),
    "results": (LEARN,),
    "a result": (LEARN, ("choose", "1", {"number": "1"})),
    "no more results": (LEARN, MORE, MORE, MORE, MORE),
    "which topic": (("learn", "aprender", {}),),
    "a topic": (("learn", "aprender", {}), ("choose", "1", {"number": "1"})),
    "no internet": (("learn", "sin internet", {}),),
    "lessons": (("lesson", "lecciones", {}),),
    "the last lessons": (("lesson", "lecciones", {}), MORE, MORE),
    "a step": (LESSON,),
    "the second step": (LESSON, MORE),
    "before the first step": (LESSON, ("previous", "atras", {})),
    "no such step": (LESSON, ("choose", "9", {"number": "9"})),
    "the end of a lesson": (LESSON, MORE, MORE, MORE),
    "the end of the last": (("lesson", "leccion 12", {"number": "12"}), MORE, MORE, MORE),
    "no such lesson": (("lesson", "leccion 40", {"number": "40"}),),
    "no lesson open": (("previous", "atras", {}),),
    "nothing to go on with": (MORE,),
    "it worked": (("report_visit", "1", {"outcome": "worked", **HUB}),),
    "it was closed": (("report_visit", "2", {"outcome": "closed", **HUB}),),
    "it had no internet": (("report_visit", "3", {"outcome": "no_internet", **HUB}),),
    "not gone": (("report_visit", "no fui", {"outcome": "not_yet", **HUB}),),
    "what happened": (("report_visit", "no", {"outcome": "unclear", **HUB}),),
    "erased": (("delete_data", "borrar", {}),),
}
SPANISH = re.compile(
    r"\b(?:de|la|el|los|las|en|para|por|con|una?|que|y|del|al|es|su|tu|se|mas|más|escribe|cerca"
    r"|lecci[oó]n(?:es)?|aprender|servicios|sin|personas|hogares|años|lugar|borrar)\b",
    re.IGNORECASE,
)
# What the services and the registers bring, which is not translated.
CONTENT = (
    "Libro que enseña Python desde cero con ejercicios.",
    "Anota tus gastos en una tabla y súmalos sin calculadora.",
    "Taller de Excel",
    "Red de Prueba",
)
CHANNELS = ("whatsapp", "sms")


def without_content(reply: str) -> str:
    for text in CONTENT:
        reply = reply.replace(text, "").replace(sms.plain(text), "")
    return re.sub(r"Haz la parte \d de \d+\.|https?://\S+", "", reply)


def fits(reply: str, channel: str) -> bool:
    if channel == "whatsapp":
        return 0 < len(reply) <= 1600
    return sms.plain(reply) == reply and 1 <= sms.segments(reply) <= 2


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("name", DIALOGUES)
def test_an_english_reply_has_no_spanish_left_and_fits(
    spoken: Callable[..., list[str]], name: str, channel: str
) -> None:
    reply = spoken(DIALOGUES[name], "en", channel)[-1]
    assert SPANISH.findall(without_content(reply)) == [], reply
    assert fits(reply, channel), reply


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("name", DIALOGUES)
def test_a_quechua_reply_has_the_spanish_beside_it_until_it_is_reviewed(
    spoken: Callable[..., list[str]], name: str, channel: str
) -> None:
    spanish = spoken(DIALOGUES[name], "es", channel)[-1]
    alone = spoken(DIALOGUES[name], "qu", channel, reviewed=True)[-1]
    beside = spoken(DIALOGUES[name], "qu", channel)[-1]
    assert fits(alone, channel) and fits(beside, channel), beside
    if alone == spanish:
        assert without_content(alone) != alone, "only what a service brings is the same in both"
        assert beside == spanish
        return
    theirs, ours = set(re.findall(r"\w+", spanish)), set(re.findall(r"\w+", alone))
    said = set(re.findall(r"\w+", beside))
    assert said & (ours - theirs) and said & (theirs - ours), beside
    if channel == "whatsapp":
        assert beside.startswith(alone)
        rest = beside[len(alone) :]
        for line in spanish.split("\n"):
            assert line in rest or line in alone, line


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("language", ["en", "qu"])
def test_a_service_that_is_away_is_told_in_the_language(
    spoken: Callable[..., list[str]], fake: FakeServices, language: str, channel: str
) -> None:
    for path in fake.answers:
        fake.answers[path] = lambda q, b: problem(503, "not_ready")
    for dialogue in (HUBS, LEARN, LESSON):
        reply = spoken((dialogue,), language, channel)[-1]
        told = "I cannot look up" if language == "en" else "manam"
        assert told in reply and fits(reply, channel), reply


@pytest.mark.parametrize("channel", CHANNELS)
def test_namesakes_are_told_apart_in_english_and_in_quechua(
    spoken: Callable[..., list[str]], fake: FakeServices, channel: str
) -> None:
    fake.places(
        "ambiguous",
        match("0101", "Santa Rosa, Melgar, Puno", "distrito de la provincia de Melgar, Puno"),
        match(
            "0102",
            "Santa Rosa, Jaén, Cajamarca",
            "centro poblado del distrito de Jaén, Jaén, Cajamarca, a 3.2 km al norte de la capital "
            "del distrito",
        ),
        match("02", "Puno", "departamento"),
    )
    asked = (("nearest_hubs", "hubs en santa rosa", {"place": "santa rosa"}),)
    english = spoken(asked, "en", channel)[-1]
    assert SPANISH.findall(english) == [] and "3.2 km north" in english
    assert "province of Melgar" in english or "district in Melgar" in english
    quechua = spoken(asked, "qu", channel, reviewed=True)[-1]
    assert SPANISH.findall(quechua) == [] and "norte ladupi" in quechua


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("language", ["en", "qu"])
def test_a_far_hub_and_nothing_found_are_told_in_the_language(
    spoken: Callable[..., list[str]], fake: FakeServices, language: str, channel: str
) -> None:
    fake.answers["/v1/hubs/nearest"] = lambda q, b: (200, hubs(3, 0, first_km=55))
    nothing = {**example("search"), "results": [], "total": 0, "found": False, "next_offset": None}
    fake.answers["/v1/search"] = lambda q, b: (200, nothing)
    for dialogue in (HUBS, LEARN):
        reply = spoken((dialogue,), language, channel, reviewed=True)[-1]
        assert SPANISH.findall(reply) == [] and fits(reply, channel), reply
        beside = spoken((dialogue,), language, channel)[-1]
        assert bool(re.search("escribe|eleg|elig", beside.lower())) == (language == "qu")
        assert fits(beside, channel)


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_number_means_the_same_in_both_languages(
    services: Services, fake: FakeServices, channel: str
) -> None:
    chosen = []
    for language in ("es", "qu", "en"):
        conversation = Conversation(services, channel)
        conversation.slots["language"] = language
        conversation.say(*HUBS[:2], **HUBS[2])
        fake.asked.clear()
        conversation.say("choose", "2", number="2")
        chosen.append([path for path, _, _ in fake.asked])
    assert chosen[0] == chosen[1] == chosen[2] == ["/v1/hubs/tambo-1"]


def test_every_number_that_either_language_shows_can_be_chosen(
    services: Services, fake: FakeServices
) -> None:
    conversation = Conversation(services, "sms")
    conversation.slots["language"] = "qu"
    reply = conversation.say(*HUBS[:2], **HUBS[2])
    last = max(int(number) for number in re.findall(r"(\d) Prueba", reply))
    conversation.say("choose", str(last), number=str(last))
    assert fake.asked[-1][0] == f"/v1/hubs/tambo-{last - 1}"


def test_two_languages_ask_the_services_once(services: Services, fake: FakeServices) -> None:
    asked = []
    for language in ("es", "qu"):
        fake.asked.clear()
        conversation = Conversation(services)
        conversation.slots["language"] = language
        conversation.say("report_visit", "1", outcome="worked", **HUB)
        conversation.say(*HUBS[:2], **HUBS[2])
        asked.append([path for path, _, _ in fake.asked])
    assert asked[0] == asked[1] and "/v1/hubs/tambo-1/reports" in asked[0]


def test_figures_are_written_as_each_language_does(spoken: Callable[..., list[str]]) -> None:
    replies = {language: spoken((SITES,), language, "whatsapp")[-1] for language in ("es", "en")}
    assert "150 000 personas" in replies["es"] and "1 oct 2026" in replies["es"]
    assert "150,000 people" in replies["en"] and "1 Oct 2026" in replies["en"]
