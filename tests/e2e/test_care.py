"""Opt-out, erasure, privacy and bad input, as they reach the running stack."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import requests

from tests.e2e.conftest import Stack
from tests.e2e.phone import Phone


def test_who_stops_hears_nothing_until_coming_back(phone: Callable[..., Phone]) -> None:
    person = phone("sms")
    assert "ALTA" in person.say("ALTO")
    assert person.say("hay un hub cerca de huanta?") == ""
    assert person.say("ALTA") != ""
    assert person.say("hola") != ""


def test_a_word_inside_a_sentence_stops_nobody(phone: Callable[..., Phone]) -> None:
    person = phone()
    person.say("busco un curso de alto nivel de ingles")
    assert person.say("hola") != ""


def test_erasing_forgets_the_place(phone: Callable[..., Phone]) -> None:
    person = phone()
    person.say("hubs cerca de Huanta")
    assert "borr" in person.say("BORRAR").lower() or "elimin" in person.say("BORRAR").lower()
    assert "Acllahuasi" not in person.say("mas")


def test_no_store_holds_the_number_or_the_dni(stack: Stack, phone: Callable[..., Phone]) -> None:
    person = phone()
    person.say("mi dni es 45678912 y mi numero 987654321, busco un hub en Huanta")
    secrets = [person.number.lstrip("+"), person.number[3:], "45678912", "987654321"]
    for path in Path(stack.folder).rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not [s for s in secrets if s.encode() in content], path
    log = "".join(stack.log)
    assert not [s for s in secrets if s in log]


def test_a_repeated_message_gets_the_same_reply_and_no_second_turn(
    phone: Callable[..., Phone],
) -> None:
    person = phone()
    person.say("hubs cerca de Huanta")
    form = person.form("mas")
    first, again = person.post(form), person.post(form)
    assert first.text == again.text
    assert person.say("mas") not in first.text


def test_a_wrong_signature_is_refused(phone: Callable[..., Phone]) -> None:
    person = phone()
    answer = person.post(person.form("hola"), token="another-token")
    assert answer.status_code == 403
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert "Traceback" not in answer.text


# The apology for a turn that broke inside.
FAILED = "tuve un problema"


@pytest.mark.parametrize(
    "body",
    ["", "😀😀😀", "a" * 5000, "hola " * 1000, "/restart", "/inform{}", "?!", "\u200b"],
    ids=["empty", "emoji", "one-long-word", "long", "restart", "inform", "marks", "invisible"],
)
def test_odd_messages_get_a_kind_answer(phone: Callable[..., Phone], body: str) -> None:
    reply = phone().say(body)
    assert 0 < len(reply) <= 1600
    assert FAILED not in reply


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [("40.4", "-3.7"), ("norte", "sur"), ("nan", "nan"), ("-95", "400"), ("", "")],
)
def test_a_pin_that_is_no_place_in_peru_gets_a_kind_answer(
    phone: Callable[..., Phone], latitude: str, longitude: str
) -> None:
    reply = phone().say("", Latitude=latitude, Longitude=longitude)
    assert reply and FAILED not in reply
    assert "Tambo" not in reply


def test_a_place_that_does_not_exist_is_said_kindly(phone: Callable[..., Phone]) -> None:
    reply = phone().say("hay un hub cerca de Xzyqwvtl?")
    assert "Tambo" not in reply
    assert "distrito" in reply.lower()


def test_malformed_posts_are_client_errors(stack: Stack) -> None:
    url = stack.url("bot", "/webhooks/twilio/webhook")
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    cases = ((b"{}", {}, 415), (b"\xff\xfe", form, 400), (b"Body=hola", form, 403))
    for data, headers, status in cases:
        answer = requests.post(url, data=data, headers=headers, timeout=10)
        assert answer.status_code == status
        assert answer.json()["code"]


def test_rasas_own_interface_is_off(stack: Stack) -> None:
    for route in ("/webhooks/rest/webhook", "/conversations/x/tracker", "/model/parse"):
        answer = requests.post(stack.url("bot", route), json={"text": "hola"}, timeout=10)
        assert answer.status_code in (404, 405)
