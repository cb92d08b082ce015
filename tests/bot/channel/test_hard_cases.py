"""Danger where it is easily missed, promises that nobody gave, and figures that must be hidden."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from requests.exceptions import HTTPError
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from twilio.base.exceptions import TwilioRestException

from bot.channel.database import open_engine
from bot.channel.inbound import clean, read_message
from bot.channel.outbound.twilio_api import NotSent, TryAgain, _meaning
from bot.channel.privacy import HIDDEN, mask
from bot.channel.recognise import recognise
from tests.bot.channel.running import WHATSAPP, Running, serving


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[Running]:
    with serving(tmp_path) as running:
        yield running


def heard(body: str, **fields: str) -> str | None:
    form = {"From": WHATSAPP, "MessageSid": "SM1", "Body": body, **fields}
    parsed = recognise(read_message(form))
    return str(parsed["intent"]["name"]) if parsed else None


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ("hola " * 220 + "mi esposo me esta golpeando ahora ayuda", {}),
        ("🆘", {}),
        ("/auxilio", {}),
        ("me estan golpeando, vengan", {"Latitude": "-12.9", "Longitude": "-74.2"}),
    ],
)
def test_danger_is_heard_wherever_it_stands(body: str, fields: dict[str, str]) -> None:
    assert heard(body, **fields) == "emergency"


def test_a_pin_without_danger_is_a_pin() -> None:
    assert heard("aqui estoy", Latitude="-12.9", Longitude="-74.2") == "share_location"


def test_who_is_in_danger_gets_a_number_though_the_store_fails(
    bot: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: Any) -> None:
        raise HTTPError("the store is out of reach")

    monkeypatch.setattr("bot.channel.replies_store.RepliesStore.reply_to", fails)
    assert "100" in bot.say("mi esposo me pega")
    assert "Disculpa" in bot.say("hola")


def test_a_question_about_erasure_erases_nothing(bot: Running) -> None:
    question = "que pasa si borro mis datos?"
    intent = {"name": "delete_data", "confidence": 0.99}
    bot.agent.parses[question] = {"intent": intent, "entities": []}
    bot.agent.acts[question] = "utter_help"
    bot.say("hubs cerca de Luricocha")
    bot.say(question)
    files = [path for path in bot.folder.rglob("*") if path.is_file()]
    assert any(b"Luricocha" in path.read_bytes() for path in files)


def test_who_asks_for_silence_while_a_turn_runs_hears_no_more_of_it(bot: Running) -> None:
    bot.agent.held.clear()
    answers: list[str] = []
    first = threading.Thread(target=lambda: answers.append(bot.say("hola")))
    first.start()
    while not bot.agent.turns:
        pass
    bot.post(bot.form("STOP", OptOutType="STOP"))
    bot.agent.held.set()
    first.join()
    assert answers == [""]


@pytest.mark.parametrize("status", [401, 403, 404, 408, 429])
def test_what_an_operator_mends_is_tried_again(status: int) -> None:
    assert isinstance(_meaning(TwilioRestException(status, "/", code=20003)), TryAgain)


def test_what_twilio_refuses_for_good_is_not() -> None:
    refused = _meaning(TwilioRestException(400, "/", code=21211))
    assert isinstance(refused, NotSent) and not isinstance(refused, TryAgain)


@pytest.mark.parametrize(
    "private",
    [
        "987–654–321",
        "987, 654, 321",
        "987:654:321",
        "9️⃣8️⃣7️⃣6️⃣5️⃣4️⃣3️⃣2️⃣1️⃣",
        "juan.perez @ gmail.com",
        "12°56'21.8\"S 74°14'52.8\"W",
    ],
)
def test_private_figures_are_hidden_however_they_are_written(private: str) -> None:
    said = clean(f"mi dato es {private} gracias")
    assert HIDDEN in said and "gracias" in said
    assert "654" not in said and "gmail" not in said and "21.8" not in said


def test_a_point_in_a_sentence_is_made_coarse() -> None:
    assert mask("estoy en -12.93947, -74.24861 ahora") == "estoy en -12.93, -74.24 ahora"


@pytest.mark.parametrize("wish", ["opciones 1, 2, 3, 4, 5, 6", "radio 7.5 km", "de 1879 a 1883"])
def test_what_wishes_are_made_of_stays(wish: str) -> None:
    assert mask(wish) == wish


def test_a_fault_of_the_database_tells_no_texts(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/x.sqlite")
    with pytest.raises(SQLAlchemyError) as fault, engine.connect() as connection:
        connection.execute(text("INSERT INTO nowhere VALUES (:said)"), {"said": "un secreto"})
    assert "un secreto" not in str(fault.value)
