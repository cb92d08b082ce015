"""English messages: numbers, distances, places and topics; and that they cost Spanish nothing."""

from __future__ import annotations

import pytest

from actions.lesson_words import lacks_internet, lesson_number, lost, wants_it_again
from actions.reading import (
    chosen_number,
    in_spanish_levels,
    named_number,
    named_radius,
    named_topic,
    phrases_after_markers,
    question_asked,
    says_whole_country,
    trimmed,
)
from actions.turn import Entity, Turn
from tests.actions.conftest import Conversation
from tests.actions.fake_services import FakeServices


def turn(text: str, intent: str = "", **entities: str) -> Turn:
    found = (Entity(name, value, text.find(value)) for name, value in entities.items())
    return Turn(text, intent, "sms", tuple(found))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("the second one", 2), ("the first one please", 1), ("number four", 4), ("option one", 1),
        ("the 3rd", 3), ("the farthest", 4), ("the last one", 4), ("the closest one", 1),
        ("that one", None), ("which one", None), ("one", 1),
    ],
)  # fmt: skip
def test_a_choice(text: str, number: int | None) -> None:
    assert chosen_number(turn(text), 4) == number


def test_a_pronoun_that_was_read_as_a_number_is_none() -> None:
    assert chosen_number(turn("the second one", number="one"), 4) == 2


@pytest.mark.parametrize(
    ("text", "k"),
    [
        ("plan for 5 hubs in Puno", 5), ("best five locations in Junin", 5), ("12 new hubs", 12),
        ("where should three centres go", 3), ("and with twelve?", 12), ("make it 6", 6),
        ("a hub in Puno", None), ("within 10 km", None), ("one of the best places", None),
    ],
)  # fmt: skip
def test_the_number_of_hubs(text: str, k: int | None) -> None:
    assert named_number(turn(text)) == k


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("i am 15 years old, where is a hub", "15"), ("hubs within 20 kilometers", "20"),
        ("looking 4 a hub", "4"), ("my 2 kids need a hub", "2"), ("tengo 15 años", "15"),
        ("why the first one", "first"), ("por que el primero", "primero"), ("100 soles", "100"),
    ],
)  # fmt: skip
def test_what_counts_no_hubs_is_no_number_of_hubs(text: str, value: str) -> None:
    assert named_number(turn(text, number=value)) is None


@pytest.mark.parametrize(
    ("text", "radius_km"),
    [
        ("within 10 km", 10.0), ("10 kilometers around", 10.0), ("5 miles", 8.0), ("8-km", 8.0),
        ("a radius of ten kilometres", 10.0), ("within 10k", 10.0), ("5 hubs", None),
        ("quiero 10 k sean nuevos", None),
    ],
)  # fmt: skip
def test_the_radius(text: str, radius_km: float | None) -> None:
    assert named_radius(turn(text)) == radius_km


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("is there a hub near Huanta please", "huanta"),
        ("I live in San Juan, Lucanas and need a computer", "san juan, lucanas"),
        ("somewhere close to the town of Velille with wifi", "velille"),
        ("hubs around Espinar province", "provincia de espinar"),
        ("hubs in the district of Ate", "distrito de ate"),
        ("what about Puno", "puno"),
        ("no, i meant Ayaviri in Melgar", "melgar"),
        ("by Chosica is there one", "chosica"),
        ("my village is called Ayaorcco", "ayaorcco"),
    ],
)
def test_a_place_is_looked_for_after_its_marker(text: str, phrase: str) -> None:
    assert phrases_after_markers(text)[0] == phrase


@pytest.mark.parametrize(
    "text",
    ["near me", "is there a hub near here", "close to my house", "in my town", "in english",
     "find a hub", "around the village", "in the morning"],
)  # fmt: skip
def test_words_that_name_no_place(text: str) -> None:
    assert phrases_after_markers(text) == []


@pytest.mark.parametrize(
    "text", ["en mi region", "cerca de la región Puno", "en otra region", "el distrito de Ate"]
)
def test_spanish_levels_stay(text: str) -> None:
    assert in_spanish_levels(text) == text


@pytest.mark.parametrize(
    ("value", "name"),
    [("around Nasca", "Nasca"), ("the town of Velille", "Velille"), ("El Tambo", "El Tambo"),
     ("Puno region", "region de Puno"), ("La Mar province", "provincia de La Mar")],
)  # fmt: skip
def test_words_around_a_name_are_taken_off(value: str, name: str) -> None:
    assert trimmed(value) == name


@pytest.mark.parametrize(
    "text",
    ["all of Peru", "the whole country", "nationwide", "anywhere in peru", "the whole of Peru"],
)
def test_the_whole_country(text: str) -> None:
    assert says_whole_country(text)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("i want to learn python for free", "python"),
        ("Please teach me basic maths", "basic maths"),
        ("free courses on digital marketing please", "digital marketing"),
        ("where can i study nursing", "nursing"),
        ("my grandma wants to learn how to use a smartphone", "use a smartphone"),
        ("do you have books about chemistry?", "chemistry"),
        ("what can i learn", ""),
        ("which courses do you have", ""),
    ],
)
def test_the_topic(text: str, topic: str) -> None:
    assert named_topic(turn(text)) == topic


def test_a_question_is_searched_for_as_asked() -> None:
    assert question_asked(turn("How do I sum a column in Excel?")) == (
        "how do i sum a column in excel"
    )


@pytest.mark.parametrize(
    ("text", "number"),
    [("lesson 4 please", 4), ("lesson number two", 2), ("lesson one", 1), ("a lesson", None)],
)
def test_a_lesson(text: str, number: int | None) -> None:
    assert lesson_number(turn(text, "lesson")) == number


def test_once_more() -> None:
    assert wants_it_again(turn("one more time please"))
    assert wants_it_again(turn("I didn’t get it")) and lost(turn("I didn’t get it"))
    assert not wants_it_again(turn("go back"))


@pytest.mark.parametrize(
    ("text", "lacks"),
    [("maths without internet", True), ("i have no data", True), ("we don't have wifi", True),
     ("a course on data analysis", False), ("how does the internet work", False)],
)  # fmt: skip
def test_no_internet(text: str, lacks: bool) -> None:
    assert lacks_internet(text) is lacks


def test_a_province_is_searched_for_as_one(whatsapp: Conversation, fake: FakeServices) -> None:
    whatsapp.say("nearest_hubs", "hubs in the province of Huanta", place="Huanta")
    assert fake.queries("/v1/places/mentions")[0]["text"] == "hubs in provincia de Huanta"


def test_why_there_after_a_list(whatsapp: Conversation, fake: FakeServices) -> None:
    whatsapp.say("recommend_sites", "where should we open a hub in puno", place="puno")
    whatsapp.say("recommend_sites", "and why the second one?")
    assert [path for path, _, _ in fake.asked if path.endswith("/reasons")]
