"""People are answered in their own language, and in the one that they ask for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.e2e.phone import Phone

SPANISH = ("cerca", "Distancias", "Escribe", "línea recta")


def test_an_english_speaker_reads_english(phone: Callable[..., Phone]) -> None:
    person = phone()
    reply = person.say("hi, is there any hub near Huanta please?")
    assert "Acllahuasi" in reply and "km" in reply
    assert not [word for word in SPANISH if word in reply]
    assert "Acllahuasi" in person.say("1")
    assert "straight line" in person.say("what about Puquio?")


def test_a_quechua_speaker_reads_both_until_the_quechua_is_reviewed(
    phone: Callable[..., Phone],
) -> None:
    person = phone()
    reply = person.say("Huantapi tambo kanchu?")
    assert reply.count("Acllahuasi") == 2
    assert "Los 3 tambos más cerca de *Huanta, Ayacucho*" in reply


@pytest.mark.parametrize("channel", ["whatsapp", "sms"])
def test_a_language_that_was_asked_for_stays(phone: Callable[..., Phone], channel: str) -> None:
    person = phone(channel)
    person.say("English please")
    assert "near" in person.say("hubs cerca de Huanta")
    person.say("en castellano por favor")
    assert "cerca" in person.say("hubs cerca de Huanta")


def test_danger_told_in_quechua_is_answered_in_both(phone: Callable[..., Phone]) -> None:
    reply = phone("sms").say("qusay maqawachkan, yanapaykuway")
    assert reply.index("100") < reply.index("105")
    assert "Llama gratis al 100 (violencia)" in reply
    assert not reply.startswith("Llama gratis")


def test_what_the_second_wish_asked_is_answered_on_yes(phone: Callable[..., Phone]) -> None:
    person = phone()
    reply = person.say("hubs cerca de Huanta y tambien quiero aprender excel")
    assert "Acllahuasi" in reply and "excel" in reply.lower()
    assert "http" in person.say("sí")
