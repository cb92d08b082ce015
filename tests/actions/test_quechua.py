"""What people write in southern Quechua: endings, numbers, distances, choices and topics."""

from __future__ import annotations

from typing import Any

import pytest

from actions import quechua
from actions.lesson_words import lesson_number
from actions.quechua_topics import lacks_internet, topic_of
from actions.reading import (
    chosen_number,
    named_number,
    named_radius,
    named_topic,
    question_asked,
    says_whole_country,
)
from actions.turn import Entity, Turn
from tests.actions.conftest import Conversation
from tests.actions.fake_services import FakeServices, example, match


def turn(text: str, intent: str = "", **entities: str) -> Turn:
    return Turn(text, intent, "sms", tuple(Entity(name, value) for name, value in entities.items()))


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Huantapi", "huanta"), ("Huanta llaqtapi", "huanta"), ("Ayacuchomanta", "ayacucho"),
        ("Qosqopi", "qosqo"), ("Punupim", "punu"), ("Hatun Limapi", "lima"), ("Limapiqa", "lima"),
        ("Apurimacpaq", "apurimac"), ("Cusco suyupi", "cusco"), ("Calca ladullapi", "calca"),
        ("Canchis provinciamanta", "provincia de canchis"), ("Icapi", "ica"),
        ("Sivia distritopi", "distrito de sivia"), ("San Miguel, La Marpi", "san miguel, la mar"),
        ("Huanca, Sancospaq", "huanca sancos"), ("Q'erospi", "qeros"), ("Pukyupi", "puquio"),
    ],
)  # fmt: skip
def test_a_name_is_proposed_without_its_endings(said: str, name: str) -> None:
    assert name in quechua.place_forms(said)


@pytest.mark.parametrize(
    "name",
    ["Tarapoto", "Huarpa", "Sapi", "Tarma", "Oxapampa", "Tarata", "Huancapi", "Puno", "Lima"],
)
def test_the_name_itself_comes_first_for_names_end_so_too(name: str) -> None:
    assert quechua.place_forms(name)[0] == name


def test_a_name_without_endings_is_searched_for_once() -> None:
    for name in ("Tarapoto", "Cusco", "Sapi", "El Collao", "2", "Puno, Puno, Puno"):
        assert quechua.place_forms(name) == [name]


def fits(scores: dict[str, float], **labels: str) -> Any:
    """A place search that finds only the names given, each with its score."""

    def answer(query: dict[str, str], body: Any) -> tuple[int, Any]:
        score = scores.get(query["q"].lower())
        label = labels.get(query["q"].lower(), query["q"])
        found = [] if score is None else [match("050401", label, score=score)]
        status = "match" if found else "none"
        return 200, {**example("places_search"), "status": status, "matches": found}

    return answer


def test_the_name_with_its_ending_gives_way_to_one_that_fits_better(
    fake: FakeServices, whatsapp: Conversation
) -> None:
    scores = {"huantapi": 84.5, "huanta": 100.0}
    fake.answers["/v1/places"] = fits(scores, huantapi="Huancapi", huanta="Huanta, Huanta")
    whatsapp.say("nearest_hubs", "Huantapi wifi kanchu", place="Huantapi")
    assert whatsapp.slots["place"] == "Huanta, Huanta"


def test_a_name_that_ends_so_stays_whole(fake: FakeServices, whatsapp: Conversation) -> None:
    fake.answers["/v1/places"] = fits({"huancapi": 100.0, "huanca": 100.0})
    whatsapp.say("nearest_hubs", "Huancapi", place="Huancapi")
    assert whatsapp.slots["place"] == "Huancapi"
    assert [query["q"] for query in fake.queries("/v1/places")] == ["Huancapi"]


@pytest.mark.parametrize("text", ["HUBS HUANTAPI", "hubs Huantamanta.", "Tambo huantapi"])
def test_the_command_that_the_replies_teach_names_its_place(
    text: str, fake: FakeServices, whatsapp: Conversation
) -> None:
    fake.answers["/v1/places"] = fits({"huanta": 100.0}, huanta="Huanta, Huanta")
    assert "Tambo Prueba 1" in whatsapp.say("nearest_hubs", text)
    assert whatsapp.slots["place"] == "Huanta, Huanta"


def test_a_place_whose_own_name_ends_so_is_commanded_too(
    fake: FakeServices, whatsapp: Conversation
) -> None:
    fake.answers["/v1/places"] = fits({"huancapi": 100.0}, huancapi="Huancapi")
    whatsapp.say("nearest_hubs", "HUBS HUANCAPI")
    assert whatsapp.slots["place"] == "Huancapi"


def test_a_name_that_was_not_read_is_heard_in_the_sentence(
    fake: FakeServices, whatsapp: Conversation
) -> None:
    whatsapp.say("nearest_hubs", "munani tambota Ayaviripi tiyani")
    heard = fake.queries("/v1/places/mentions")[0]["text"]
    assert "ayaviri" in heard.split()
    # "Munani" is a district too; here it says "I want".
    assert "munani" not in heard


def test_the_answer_to_a_question_about_a_place_may_have_an_ending(
    fake: FakeServices, sms: Conversation
) -> None:
    fake.places(
        "ambiguous",
        match("080106", "Santiago, Cusco, Cusco", "distrito de Cusco"),
        match("110111", "Santiago, Ica, Ica", "distrito de Ica"),
    )
    sms.say("nearest_hubs", "Santiagopi tambo kanchu", place="Santiagopi")
    sms.say("inform_place", "Icapi", place="Icapi")
    assert sms.slots["place"] == "Santiago, Ica, Ica"


@pytest.mark.parametrize(
    ("text", "k"),
    [
        ("pichqa tambo Ayacuchopaq", 5), ("phisqa hubkunata", 5), ("pisqa tambo", 5),
        ("kinsa mosoq tambota churasunman", 3), ("kimsa tambowan", 3), ("suqta hub", 6),
        ("soqta tambo", 6), ("pusac tambo", 8), ("esqon hub", 9), ("chunka tambo", 10),
        ("chunka iskayniyuq tambo Cuscopaq", 12), ("chunka kimsayoq hub", 13),
        ("iskay chunka tambo", 20), ("5 tambota Huantapaq", 5), ("huk tambota munani", None),
        ("chunka km ukhupi", None), ("maypitaq tambo kachkan", None),
    ],
)  # fmt: skip
def test_the_number_of_hubs(text: str, k: int | None) -> None:
    assert named_number(turn(text)) == k


def test_a_distance_is_no_number_of_hubs() -> None:
    assert named_number(turn("20 kmwanri", number="20")) is None


@pytest.mark.parametrize("value", ["8wan", "pusaqwan", "pusaqwanri"])
def test_a_number_with_endings_as_it_was_read(value: str) -> None:
    assert named_number(turn(f"hinaspa {value}", number=value)) == 8


@pytest.mark.parametrize(
    ("text", "radius_km"),
    [
        ("tawa tambo 10 km ukhupi", 10.0), ("5 kmwan", 5.0), ("15 kilometro ukupi", 15.0),
        ("chunka km ukhupi", 10.0), ("iskay chunka kmwanqa", 20.0), ("7,5 kmpi", 7.5),
        ("pichqa tambo", None),
    ],
)  # fmt: skip
def test_the_radius(text: str, radius_km: float | None) -> None:
    assert named_radius(turn(text)) == radius_km


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("iskay kaq", 2), ("kimsa kaqta munani", 3), ("ñawpaq kaq", 1), ("ñawpaqnin", 1),
        ("iskay ñiqin", 2), ("huk kaq", 1), ("qipa kaq", 4), ("qhipa kaqta", 4), ("2ta", 2),
        ("aswan karu", 4), ("aswan karu kaqta", 4), ("aswan sispa kaq", 1), ("aswan qaylla", 1),
        ("3 kaqta munani", 3), ("chayta", None),
    ],
)  # fmt: skip
def test_a_choice(text: str, number: int | None) -> None:
    assert chosen_number(turn(text), 4) == number


@pytest.mark.parametrize("text", ["leccion tawa", "tawa kaq leccion", "leccion tawata munani"])
def test_the_number_of_a_lesson(text: str) -> None:
    value = "tawata" if "tawata" in text else "tawa"
    assert lesson_number(turn(text, "lesson", number=value)) == 4


@pytest.mark.parametrize("text", ["llapa Perupi", "Peru suyupi", "tukuy Perupaq tambo", "Perupi"])
def test_the_whole_country(text: str) -> None:
    assert says_whole_country(text)


@pytest.mark.parametrize(
    ("text", "named", "topic"),
    [
        ("excelta yachayta munani", "excelta", "excel"),
        ("wordta yachakuyta munachkani", "", "word"),
        ("yupayta yachaykachiway", "yupayta", "matemática"),
        ("qelqayta yachayta munani", "", "escribir"),
        ("qillqayta yachayta munani", "qillqayta", "escribir"),
        ("ñawinchayta yachayta munani", "", "lectura"),
        ("runasimita yachayta munani", "runasimita", "quechua"),
        ("ingles simita yachachiway", "ingles simita", "inglés"),
        ("kastilla simita yachayta munani", "", "castellano"),
        ("matematicamanta cursokuna kanchu", "matematicamanta", "matematica"),
        ("quimicamanta librokunata maskachkani", "", "quimica"),
        ("celularniyta apaykachayta yachayta munani", "celularniyta", "celular"),
        ("power pointta yachayta munani", "power pointta", "power point"),
        ("imaynatam cartata ruwani", "cartata", "carta"),
        ("papeleta ruwayta munani", "papeleta", "papeleta"),
        ("hoja de vidata ruwayta yachachiway", "vidata", "hoja de vida"),
        ("diseño graficota yachayta munani", "diseño", "diseño grafico"),
        ("mamay mana ñawinchayta yachanchu, yachayta munan", "", "lectura"),
        ("chakra llamkayta yachayta munani", "", "agricultura"),
        ("imatataq yachayman", "", ""),
        ("cursokuna kanchu", "", ""),
    ],
)
def test_the_topic_in_words_that_the_search_knows(text: str, named: str, topic: str) -> None:
    entities = {"topic": named} if named else {}
    assert named_topic(turn(text, **entities)) == topic
    # The Quechua words around it would only lead the search astray.
    assert question_asked(turn(text, **entities)) == ""


def test_other_languages_are_left_alone() -> None:
    for text in (
        "quiero aprender a hacer una carta",
        "i want to learn excel",
        "mas cursos",
        "manta",
    ):
        assert topic_of(text, "") is None
        assert not quechua.speaks(text)
        assert quechua.for_mentions(text) == text


@pytest.mark.parametrize(
    "text", ["mana internetniyuq kani yachayta munani", "mana megasniy kanchu"]
)
def test_a_wish_without_internet(text: str) -> None:
    assert lacks_internet(text)
    assert not lacks_internet("internetta apaykachayta yachayta munani")
