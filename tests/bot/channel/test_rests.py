"""What does not fit into one message waits for MÁS, and goes with anything else."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from rasa.shared.core.events import ActionExecuted, BotUttered, UserUttered

from bot.channel.segments import segments
from tests.bot.channel.running import SMS, WHATSAPP, Running
from tests.bot.channel.test_silence_and_erasure import somewhere

LONG = " ".join(f"Frase numero {number} de una respuesta larga." for number in range(1, 13))
LONGER = " ".join(f"Frase número {number} de una respuesta larga, sí." for number in range(1, 60))


@pytest.fixture(autouse=True)
def long_replies(either_bot: Running) -> None:
    either_bot.agent.script = lambda message: {"todo": LONG, "libro": LONGER}.get(
        message.text, f"Escuché: {message.text}"
    )


def test_by_sms_mas_brings_the_rest_before_rasa_is_asked(either_bot: Running) -> None:
    first = either_bot.say("todo", SMS)
    assert first.endswith("larga. MAS") and segments(first) == 2
    rest = either_bot.say("mas", SMS)
    assert f"{first[:-4]} {rest}" == LONG
    assert [turn.text for turn in either_bot.agent.turns] == ["todo"]
    # Then MÁS is Rasa's again.
    assert either_bot.say("MÁS", SMS) == "Escuché: MAS"


def test_the_tracker_shows_the_act_and_what_was_said(either_bot: Running) -> None:
    either_bot.say("todo", SMS)
    sender = either_bot.heard.sender_id
    rest = either_bot.say("sigue", SMS)
    tracker = asyncio.run(either_bot.agent.tracker_store.retrieve(sender))
    heard, act, said, _ = list(tracker.events)[-4:]
    assert isinstance(heard, UserUttered) and heard.intent["name"] == "more"
    assert (heard.text, heard.input_channel) == ("sigue", "sms")
    assert isinstance(act, ActionExecuted) and act.action_name == "action_more"
    assert isinstance(said, BotUttered) and said.text == rest


def test_by_whatsapp_it_says_how_to_read_on(either_bot: Running) -> None:
    first = either_bot.say("libro", WHATSAPP)
    assert first.endswith("\n\nEscribe *MÁS* para seguir leyendo.") and len(first) <= 1_600
    pages = [first]
    while pages[-1].endswith("leyendo."):
        pages.append(either_bot.say("MÁS", WHATSAPP))
    said = [page.removesuffix("\n\nEscribe *MÁS* para seguir leyendo.") for page in pages]
    assert " ".join(said) == LONGER and len(either_bot.agent.turns) == 1


def test_any_other_message_drops_the_rest(either_bot: Running) -> None:
    either_bot.say("todo", SMS)
    either_bot.say("hola", SMS)
    assert either_bot.say("mas", SMS) == "Escuché: mas"


def test_a_repeated_mas_gets_the_same_page_again(either_bot: Running) -> None:
    either_bot.say("libro", WHATSAPP)
    form = either_bot.form("más", WHATSAPP)
    assert either_bot.post(form).content == either_bot.post(form).content


def test_the_rest_is_each_senders_own(either_bot: Running) -> None:
    either_bot.say("todo", SMS)
    assert either_bot.say("mas", "+51900000009").startswith("Escuché: mas")


@pytest.mark.parametrize("word", ["BORRAR", "ALTO"])
def test_borrar_and_alto_leave_nothing_of_it(either_bot: Running, word: str) -> None:
    either_bot.say("todo", SMS)
    channel = Path(either_bot.folder)
    assert [p for p in somewhere(channel, b"numero 12") if p.name.startswith("channel")]
    either_bot.say(word, SMS)
    either_bot.say("ALTA", SMS)
    assert either_bot.say("mas", SMS).startswith("Escuché: mas")
