"""A plan made and changed by messages, on both channels, with the tracker as witness."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from typing import Any

import pytest

from tests.e2e.conftest import Stack
from tests.e2e.phone import Phone
from tests.e2e.test_sms import TWO_SEGMENTS, septets

PEOPLE = re.compile(r"lleg\w+ a ([\d ]+?) personas? m[aá]s", re.IGNORECASE)
DIFFERENCE = re.compile(
    r"Antes: ([\d ]+?) personas?(?: (?:con|a) [^.:]+)?\. "
    r"Ahora: ([\d ]+?)(?: (?:con|a) [^.:]+)?: ([\d ]+?) (m[aá]s|menos)\."
)


def number(text: str) -> int:
    return int(text.replace(" ", ""))


def last_sender(stack: Stack) -> str:
    """Who wrote last, as the tracker store calls them."""
    with sqlite3.connect(stack.folder / "bot_tracker.sqlite") as store:
        query = "SELECT sender_id FROM events ORDER BY id DESC LIMIT 1"
        return str(store.execute(query).fetchone()[0])


def slots_of(stack: Stack, sender: str) -> dict[str, Any]:
    """Every slot of a sender as the tracker store has it last."""
    query = "SELECT data FROM events WHERE sender_id = ? AND type_name = 'slot' ORDER BY id"
    with sqlite3.connect(stack.folder / "bot_tracker.sqlite") as store:
        rows = store.execute(query, (sender,)).fetchall()
    events = [json.loads(data) for (data,) in rows]
    return {event["name"]: event["value"] for event in events}


def told(reply: str, before: int) -> int:
    """The people of the plan now, once the difference was found to be told and to add up."""
    found = DIFFERENCE.search(reply.replace("\n", " "))
    assert found, reply
    was, now, gain = (number(found[group]) for group in (1, 2, 3))
    assert was == before, reply
    assert now - was == (gain if found[4] != "menos" else -gain), reply
    return now


@pytest.mark.parametrize("channel", ["whatsapp", "sms"])
def test_a_plan_is_changed_and_the_difference_told(
    phone: Callable[..., Phone], stack: Stack, channel: str
) -> None:
    organizer = phone(channel)

    def say(text: str) -> tuple[str, dict[str, Any], dict[str, Any]]:
        reply = organizer.say(text)
        if channel == "sms":
            assert septets(reply) <= TWO_SEGMENTS, reply
        assert len(reply) <= 1_600
        slots = slots_of(stack, last_sender(stack))
        return reply, slots, slots["plan"]["plans"][-1]["asked"]

    reply, slots, asked = say("5 hubs para Ayacucho, radio 10 km")
    found = PEOPLE.search(reply)
    assert found and "por encima de este" in reply, reply
    people = number(found[1])
    assert (slots["k"], slots["radius_km"], slots["place"]) == (5.0, 10.0, "Ayacucho")

    reply, slots, asked = say("y con 8?")
    more = told(reply, people)
    assert more > people and (slots["k"], slots["radius_km"]) == (8.0, 10.0)

    reply, slots, asked = say("con 5 km")
    near = told(reply, more)
    assert (slots["k"], slots["radius_km"], asked["region_id"]) == (8.0, 5.0, "05")

    reply, slots, asked = say("sin Huanta")
    without = told(reply, near)
    assert without < near and "Huanta" in reply
    assert [place["id"] for place in asked["forbidden"]] == ["0504"]

    organizer.say("hubs cerca de Sivia")
    reply, slots, asked = say("y si ya hay uno en Vinchos")
    served = told(reply, without)
    assert served <= without and slots["place"] == "Ayacucho"
    assert [place["id"] for place in asked["existing"]] == ["0501140001"]
    assert [place["id"] for place in asked["forbidden"]] == ["0504"]
    assert (slots["k"], slots["radius_km"]) == (8.0, 5.0)

    sender = last_sender(stack)
    organizer.say("BORRAR")
    assert not slots_of(stack, sender).get("plan")
