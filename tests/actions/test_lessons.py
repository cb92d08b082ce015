"""Lessons in the chat: the list, start, next, back, end, and what a detour leaves of them."""

from __future__ import annotations

import pytest

from actions.lesson_words import lesson_number, without_that_remark
from actions.turn import Turn
from tests.actions.conftest import Conversation
from tests.actions.fake_services import FakeServices, example, found, lesson, lessons


def test_the_list_comes_in_pages_by_whatsapp(whatsapp: Conversation) -> None:
    reply = whatsapp.say("lesson", "lecciones")
    assert "1. Tabla 1\n" in reply and "10. Tabla 10" in reply and "Tabla 11" not in reply
    assert "LECCIÓN 2" in reply and "MÁS" in reply
    reply = whatsapp.say("more", "mas")
    assert "12. Tabla 12" in reply and "Tabla 10" not in reply and "MÁS" not in reply
    assert "todas las lecciones" in whatsapp.say("more", "mas")


def test_the_list_goes_on_by_sms_until_every_lesson_was_named(sms: Conversation) -> None:
    named, reply = [], sms.say("lesson", "LECCIONES")
    while "todas las lecciones" not in reply:
        assert len(reply) <= 160 and "Escribe LECCION" in reply
        named += [word for word in range(1, 13) if f"{word} Tabla {word}" in reply]
        reply = sms.say("more", "MAS")
    assert named == list(range(1, 13))


@pytest.mark.parametrize(
    "text",
    ["LECCION 4", "quiero la leccion 4", "leccion cuatro", "lección nº 4", "la lecion nro. 4"],
)
def test_a_lesson_starts_at_its_first_step(whatsapp: Conversation, text: str) -> None:
    reply = whatsapp.say("lesson", text)
    assert "Lección 4: Tabla 4" in reply and "Paso 1 de 3" in reply
    assert "Haz la parte 1 de 4." in reply and "SIGUE" in reply
    assert whatsapp.slots["lesson"] == {"number": 4, "step": 1, "steps": 3, "title": "Tabla 4"}
    assert whatsapp.performed == ["action_learn"]


def test_a_number_picks_from_the_list(sms: Conversation) -> None:
    sms.say("lesson", "LECCIONES")
    assert "Leccion 3: Tabla 3" in sms.say("choose", "3", number="3")


def test_next_and_back_walk_through_a_lesson(sms: Conversation) -> None:
    assert sms.say("lesson", "LECCION 4", number="4").startswith("Leccion 4: Tabla 4. 1/3 Haz")
    assert sms.say("more", "SIGUE") == "2/3 Haz la parte 2 de 4."
    assert sms.say("more", "MAS") == "3/3 Haz la parte 3 de 4."
    assert sms.say("previous", "ATRAS") == "2/3 Haz la parte 2 de 4."
    assert sms.say("previous", "repite") == "2/3 Haz la parte 2 de 4."
    assert "1/3" in sms.say("previous", "ATRAS")
    assert "primer paso" in sms.say("previous", "ATRAS")
    assert sms.say("affirm", "listo") == "2/3 Haz la parte 2 de 4."


@pytest.mark.parametrize("channel", ["whatsapp", "sms"])
def test_the_end_praises_and_leads_on(
    whatsapp: Conversation, sms: Conversation, channel: str
) -> None:
    person = sms if channel == "sms" else whatsapp
    person.say("lesson", "leccion 4")
    person.say("choose", "3", number="3")
    reply = person.say("more", "sigue")
    assert "uy bien!" in reply and "Tabla 5" in reply and "aprender excel" in reply.lower()
    assert "parte 3" in person.say("previous", "atras")
    person.say("more", "sigue")
    assert "Haz la parte 1 de 5." in person.say("more", "sigue")


def test_after_the_end_a_number_is_a_lesson_and_not_a_step(sms: Conversation) -> None:
    for text in ("LECCION 4", "SIGUE", "SIGUE", "SIGUE"):
        sms.say("lesson" if "4" in text else "more", text)
    assert sms.say("choose", "2", number="2").startswith("Leccion 2")


def test_the_last_lesson_ends_without_a_next_one(sms: Conversation) -> None:
    sms.say("lesson", "leccion 12")
    sms.say("choose", "3")
    assert "Era la ultima" in sms.say("more", "sigue")
    assert sms.say("more", "sigue").startswith("Lecciones:")


def test_numbers_with_gaps_lead_to_the_next_that_exists(
    whatsapp: Conversation, fake: FakeServices
) -> None:
    fake.answers["/v1/lessons"] = lambda q, b: (200, lessons(2, 4, 9))
    whatsapp.say("lesson", "leccion 4")
    assert "Lección 9" in whatsapp.say("lesson", "siguiente leccion")
    assert "Lección 4" in whatsapp.say("lesson", "leccion anterior")


@pytest.mark.parametrize("number", ["40", "0", "999"])
def test_an_unknown_number_is_told_with_the_list(sms: Conversation, number: str) -> None:
    reply = sms.say("lesson", f"LECCION {number}", number=number)
    assert reply.startswith(f"No hay leccion {number}. Hay: 1 Tabla 1") and len(reply) <= 160


def test_a_number_goes_to_that_step_of_the_open_lesson(whatsapp: Conversation) -> None:
    whatsapp.say("lesson", "leccion 4")
    assert "parte 3 de 4" in whatsapp.say("choose", "3", number="3")
    reply = whatsapp.say("choose", "9", number="9")
    assert "tiene 3 pasos" in reply and "LECCIÓN" in reply
    assert whatsapp.slots["lesson"]["step"] == 3


def test_a_detour_keeps_the_lesson(whatsapp: Conversation) -> None:
    whatsapp.say("lesson", "leccion 4")
    whatsapp.say("more", "sigue")
    whatsapp.say("nearest_hubs", "hubs en huanta", place="huanta")
    assert "Tambo Prueba 4" in whatsapp.say("more", "sigue")
    assert "parte 2 de 4" in whatsapp.say("lesson", "sigue la leccion")
    assert "parte 3 de 4" in whatsapp.say("more", "sigue")


def test_back_after_a_detour_leads_to_the_step_last_read(whatsapp: Conversation) -> None:
    whatsapp.say("lesson", "leccion 4")
    whatsapp.say("learn", "aprender python", topic="python")
    assert "parte 1 de 4" in whatsapp.say("previous", "atras")


def test_not_understood_means_the_step_in_a_lesson_and_help_elsewhere(sms: Conversation) -> None:
    assert sms.say("previous", "No entiendo") == "utter_help"
    sms.say("lesson", "leccion 4")
    sms.say("more", "sigue")
    assert "parte 2 de 4" in sms.say("previous", "no entendí")
    sms.say("nearest_hubs", "hubs en huanta", place="huanta")
    assert sms.say("previous", "no entendi") == "utter_help"


def test_a_lesson_goes_on_where_no_newer_list_is_open(whatsapp: Conversation) -> None:
    whatsapp.say("lesson", "leccion 4")
    whatsapp.slots["listing"] = None
    assert "parte 2 de 4" in whatsapp.say("more", "sigue")


def test_all_is_forgotten_with_the_data(whatsapp: Conversation) -> None:
    whatsapp.say("lesson", "leccion 4")
    whatsapp.say("delete_data", "borrar")
    assert whatsapp.slots == {}
    assert "abierta" in whatsapp.say("previous", "atras")
    assert "1. Tabla 1" in whatsapp.say("lesson", "leccion")


def test_a_lesson_that_lost_its_steps_meanwhile_ends_kindly(
    whatsapp: Conversation, fake: FakeServices
) -> None:
    whatsapp.say("lesson", "leccion 4")
    whatsapp.say("more", "sigue")
    fake.answers["/v1/lessons/"] = lambda q, b: lesson(int(q["last"]), steps=1)
    assert "Terminaste" in whatsapp.say("more", "sigue")
    fake.answers["/v1/lessons/"] = lambda q, b: lesson(99)
    assert "No tengo una lección 4" in whatsapp.say("lesson", "leccion 4")


@pytest.mark.parametrize("channel", ["whatsapp", "sms"])
def test_without_lessons_it_says_so(
    whatsapp: Conversation, sms: Conversation, fake: FakeServices, channel: str
) -> None:
    fake.answers["/v1/lessons"] = lambda q, b: (200, {**example("lessons"), "lessons": []})
    fake.answers["/v1/lessons/"] = lambda q, b: lesson(99)
    person = sms if channel == "sms" else whatsapp
    assert "aprender" in person.say("lesson", "leccion 3").lower()
    assert "aprender" in person.say("lesson", "lecciones").lower()


def test_a_lesson_among_the_results_starts_by_its_number(
    whatsapp: Conversation, sms: Conversation, fake: FakeServices
) -> None:
    one = {"kind": "lesson", "number": 4, "url": "", "title": "Tabla 4", "description": "Suma."}
    fake.answers["/v1/search"] = found({}, one, {})
    reply = whatsapp.say("learn", "aprender excel", topic="excel")
    assert "2. *Tabla 4*\n   Suma.\n   Se lee aquí mismo: escribe *LECCIÓN 4*" in reply
    assert "Paso 1 de 3" in whatsapp.say("choose", "2", number="2")
    sms.say("learn", "aprender excel", topic="excel")
    assert sms.say("more", "MAS") == "Leccion 4: Tabla 4. Suma. Escribe LECCION 4. MAS"
    assert sms.say("choose", "2", number="2").startswith("Leccion 4: Tabla 4. 1/3")


@pytest.mark.parametrize(
    ("text", "number"),
    [("leccion 12", 12), ("lección dieciséis", 16), ("mi leccion numero 3 pe", 3), ("lec 7", 7),
     ("la leccion una vez mas", None), ("cuantas lecciones son 3", None), ("lecciones", None)],
)  # fmt: skip
def test_which_lesson_a_sentence_names(text: str, number: int | None) -> None:
    assert lesson_number(Turn(text, "learn", "sms")) == number


@pytest.mark.parametrize(
    ("topic", "rest"),
    [("matematica sin internet", "matematica"), ("excel pero no tengo megas", "excel"),
     ("Ñandú", "Ñandú"), ("sin datos", ""), ("algo que sirva sin conexion", "algo"),
     ("base de datos", "base de datos"), ("ingles offline", "ingles"),
     ("fisica sin gastar saldo ni megas", "fisica"), ("internet", "internet")],
)  # fmt: skip
def test_the_lack_of_internet_is_no_part_of_the_topic(topic: str, rest: str) -> None:
    assert without_that_remark(topic) == rest
