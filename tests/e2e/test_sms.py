"""What an organizer with a feature phone and no data plan gets."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.e2e.phone import Phone

# GSM 03.38: the basic table, then the characters that cost two septets.
BASIC = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = set("^{}\\[~]|€\f")
ONE_MESSAGE, TWO_SEGMENTS = 160, 306


def septets(text: str) -> int:
    """How many septets a text takes; a character outside GSM-7 fails the test."""
    assert set(text) <= BASIC | EXTENDED, sorted(set(text) - BASIC - EXTENDED)
    return sum(2 if character in EXTENDED else 1 for character in text)


@pytest.mark.parametrize(
    "message",
    [
        "hola",
        "hay un hub cerca de huanta?",
        "hubs cerca de Ica",
        "quiero aprender python gratis",
        "donde conviene abrir un hub nuevo en Ayacucho?",
        "plan de 3 hubs para Puno, radio 10 km",
        "hub en Miraflores",
        "gracias",
        "xkqj wplm zzt",
        "ayuda",
    ],
)
def test_every_reply_fits(phone: Callable[..., Phone], message: str) -> None:
    assert 0 < septets(phone("sms").say(message)) <= TWO_SEGMENTS


def test_greeting_is_one_message(phone: Callable[..., Phone]) -> None:
    assert septets(phone("sms").say("hola")) <= ONE_MESSAGE


def test_hubs_are_named_with_distance_in_one_message(phone: Callable[..., Phone]) -> None:
    person = phone("sms")
    # The first reply of all also says who answers, which takes a second message.
    person.say("hola")
    reply = person.say("hay un hub cerca de huanta?")
    assert septets(reply) <= ONE_MESSAGE
    assert "Acllahuasi" in reply and "km" in reply


def test_a_lesson_first_then_one_title_and_link_at_a_time(phone: Callable[..., Phone]) -> None:
    organizer = phone("sms")
    assert "LECCION 5" in organizer.say("quiero aprender python gratis")
    links = [re.findall(r"https?://\S+", organizer.say("MAS")) for _ in range(2)]
    assert [len(found) for found in links] == [1, 1]
    assert links[0] != links[1]


def test_where_to_open_a_hub_names_a_place_and_people(phone: Callable[..., Phone]) -> None:
    reply = phone("sms").say("donde conviene abrir un hub nuevo en Ayacucho?")
    assert re.search(r"\d", reply) and "personas" in reply
