from __future__ import annotations

import pytest

from actions.reading import (
    chosen_number,
    name_at_start,
    named_number,
    named_radius,
    named_topic,
    phrases_after_markers,
    says_whole_country,
)
from actions.turn import Entity, Turn


def turn(text: str, **entities: str) -> Turn:
    return Turn(text, "", "sms", tuple(Entity(name, value) for name, value in entities.items()))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2", 2), ("la primera", 1), ("el ultimo", 4), ("el más lejos", 4), ("el mas cercano", 1),
        ("la opción 3 porfa", 3), ("2.", 2), ("9", 9), ("esa", None), ("", None),
    ],
)  # fmt: skip
def test_a_choice_is_read_as_people_write_it(text: str, number: int | None) -> None:
    assert chosen_number(turn(text), 4) == number


@pytest.mark.parametrize(
    ("text", "k"),
    [("plan de 5 hubs", 5), ("donde pongo tres centros", 3), ("un hub en Puno", None),
     ("radio 10 km", None), ("quiero 200 hubs", 200)],
)  # fmt: skip
def test_the_number_of_hubs(text: str, k: int | None) -> None:
    assert named_number(turn(text)) == k


def test_an_entity_names_the_number_of_hubs() -> None:
    assert named_number(turn("y con ocho?", number="ocho")) == 8


@pytest.mark.parametrize(
    ("text", "radius_km"),
    [("radio 10 km", 10.0), ("a 7,5 kilómetros", 7.5), ("15kms", 15.0), ("5 hubs", None)],
)
def test_the_radius(text: str, radius_km: float | None) -> None:
    assert named_radius(turn(text)) == radius_km


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("quiero aprender python gratis", "python"),
        ("Quisiera aprender inglés por favor", "ingles"),
        ("cursos de marketing digital", "marketing digital"),
        ("cursos gratis", ""),
        ("que puedo aprender", ""),
        ("quiero aprender algo nuevo", ""),
        ("diseño", "diseño"),
    ],
)
def test_the_topic_is_what_is_left_of_the_wish(text: str, topic: str) -> None:
    assert named_topic(turn(text)) == topic


def test_an_entity_names_the_topic() -> None:
    assert named_topic(turn("kiero aser mi curriculum", topic="mi curriculum")) == "mi curriculum"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("hay un hub cerca de huanta?", "huanta"),
        ("vivo en San Jerónimo, Andahuaylas, Apurímac hay algo cerca?",
         "san jeronimo, andahuaylas, apurimac"),
        ("soy de Yungay y necesito internet", "yungay"),
        ("en Huanta hay hub?", "huanta"),
        ("cerca de El Tambo", "el tambo"),
    ],
)  # fmt: skip
def test_a_place_without_entity_is_looked_for_after_its_marker(text: str, phrase: str) -> None:
    assert phrases_after_markers(text)[0] == phrase


@pytest.mark.parametrize("text", ["cerca de mi casa", "por aquí", "en mi celular", "hola", "en"])
def test_words_that_name_no_place_are_not_looked_for(text: str) -> None:
    assert phrases_after_markers(text) == []


def test_the_whole_country() -> None:
    assert says_whole_country("el mejor sitio en todo el Perú")
    assert not says_whole_country("hubs en Puno")


def test_a_long_row_of_small_words_is_no_place_and_is_read_at_once() -> None:
    # A pattern that tries every way to part them would still be at it tomorrow.
    assert name_at_start("mi " * 26 + "zz").startswith("mi mi")
    assert name_at_start("mi " * 26) == ""
