"""The trained model on messages that it has not learned from (tests/evaluation)."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from rasa.core.agent import Agent
from ruamel.yaml import YAML

from bot.channel.grave import settled_grave
from bot.channel.inbound import parse_form, read_message
from bot.channel.keywords import plain
from bot.channel.recognise import recognise

ROOT = Path(__file__).resolve().parents[2]
# What a rule makes of an intent; for the others act and intent share their name.
ACT_OF = {
    "inform_place": "nearest_hubs",
    "share_location": "nearest_hubs",
    "choose": "hub_details",
    "lesson": "learn",
    "previous": "more",
    "nlu_fallback": "out_of_scope",
}
FORM = "application/x-www-form-urlencoded"
ASKS_BACK = {"nearest_hubs", "recommend_sites", "plan_sites"}


def messages() -> list[dict[str, Any]]:
    lines = (ROOT / "tests/evaluation/messages.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def agent() -> Iterator[Agent]:
    command = [sys.executable, ROOT / ".make" / "train.py"]
    subprocess.run(command, check=True)
    path = subprocess.run([*command, "--print-path"], check=True, capture_output=True, text=True)
    yield Agent.load(path.stdout.strip())


@pytest.fixture(scope="module")
def understood(agent: Agent) -> list[tuple[dict[str, Any], str, list[str]]]:
    """Each message with the act that its intent leads to and the places read in it."""

    async def read() -> list[tuple[dict[str, Any], str, list[str]]]:
        found = []
        for row in messages():
            fields = {"From": "whatsapp:+51900000000", "MessageSid": "SM1", "Body": row["text"]}
            message = read_message(parse_form(urlencode(fields).encode(), FORM))
            known = recognise(message)
            parsed = known or settled_grave(await agent.parse_message(message.text))
            intent = str(parsed["intent"]["name"])
            places = [e["value"] for e in parsed["entities"] if e["entity"] == "place"]
            found.append((row, ACT_OF.get(intent, intent), places))
        return found

    return asyncio.run(read())


def fits(row: dict[str, Any], act: str) -> bool:
    wanted = {row["expect"]["act"], *row.get("accept", {}).get("act", [])}
    return act in wanted or ("ask_place" in wanted and act in ASKS_BACK)


def test_no_message_is_a_training_example() -> None:
    learned = set()
    for path in (ROOT / "bot" / "nlu").glob("*.yml"):
        for block in YAML(typ="safe").load(path.read_text("utf-8"))["nlu"]:
            for line in block["examples"].splitlines():
                words = line.removeprefix("- ").replace("[", "").split("](")
                text = "".join([words[0], *(w.split(")", 1)[-1] for w in words[1:])])
                learned.add(plain(text))
    assert not [row["text"] for row in messages() if plain(row["text"]) in learned - {""}]


def test_acts_of_unseen_messages(understood: list[tuple[dict[str, Any], str, list[str]]]) -> None:
    # Without what the conversation and the acts add; tests/e2e/test_evaluation.py has the whole.
    most = {"es": 0.08, "en": 0.14, "qu": 0.2}
    for language, share in most.items():
        rows = [(row, act) for row, act, _ in understood if row["lang"] == language]
        missed = [(row["text"], act) for row, act in rows if not fits(row, act)]
        assert len(missed) <= share * len(rows), missed


def test_the_language_of_a_message_is_told(agent: Agent) -> None:
    async def told(text: str) -> str:
        entities = (await agent.parse_message(text))["entities"]
        return next((str(e["value"]) for e in entities if e["entity"] == "language"), "")

    rows = [row for row in messages() if len(row["text"].split()) > 3]
    heard = [(row, asyncio.run(told(row["text"]))) for row in rows]
    wrong = [
        (row["text"], language) for row, language in heard if language not in ("", row["lang"])
    ]
    silent = [row["text"] for row, language in heard if not language]
    assert len(wrong) <= 0.03 * len(rows), wrong
    assert len(silent) <= 0.1 * len(rows), silent
    assert asyncio.run(told("2")) == ""


def test_no_emergency_is_missed(understood: list[tuple[dict[str, Any], str, list[str]]]) -> None:
    urgent = [(row, act) for row, act, _ in understood if row["expect"]["act"] == "emergency"]
    assert len(urgent) > 15
    assert not [row["text"] for row, act in urgent if act != "emergency"]


def test_nobody_is_stopped_or_erased_who_did_not_ask(
    understood: list[tuple[dict[str, Any], str, list[str]]],
) -> None:
    grave = {"stop", "delete_data"}
    assert not [row["text"] for row, act, _ in understood if act in grave and not fits(row, act)]


def test_a_named_place_is_read(understood: list[tuple[dict[str, Any], str, list[str]]]) -> None:
    named = [(row, places) for row, _, places in understood if row["expect"].get("place")]
    read = [places for _, places in named if places]
    assert len(read) >= 0.7 * len(named)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("buenas, quisiera la leccion 11 por favor", "lesson"),
        ("que otras lecciones tienen ustedes", "lesson"),
        ("sigamos con mi leccion de ayer", "lesson"),
        ("listo ya termine, que sigue ahora", "more"),
        ("regresa al paso que estaba antes", "previous"),
        ("no entendi bien ese paso, repite porfa", "previous"),
        ("hay un hub atras de la plaza de armas de Huanta?", "nearest_hubs"),
        ("quiero estudiar biologia pero no tengo megas", "learn"),
        ("clases de dibujo", "learn"),
        ("un hombre me sigue por la calle", "emergency"),
        ("como tomo un pantallazo en mi celular", "learn"),
    ],
)
def test_sentences_about_lessons(agent: Agent, text: str, expected: str) -> None:
    parsed = asyncio.run(agent.parse_message(text))
    assert parsed["intent"]["name"] == expected


def test_accents_and_capitals_change_nothing(agent: Agent) -> None:
    async def intent(text: str) -> str:
        return str((await agent.parse_message(text))["intent"]["name"])

    async def both(text: str) -> tuple[str, str]:
        folded = unicodedata.normalize("NFD", text.upper()).encode("ascii", "ignore").decode()
        return await intent(text), await intent(folded)

    for text in ("¿dónde está el hub más cercano a Nazca?", "quiero aprender inglés básico"):
        one, other = asyncio.run(both(text))
        assert one == other
