"""The webhook over HTTP: who is let in, what the assistant hears, what the phone gets back."""

from __future__ import annotations

import random
import string
from pathlib import Path

import pytest
import requests

from bot.channel.segments import BASIC, EXTENDED
from tests.bot.channel.agent import ScriptedAgent, memory_store
from tests.bot.channel.running import SMS, WHATSAPP, Running, assert_problem, serving, spoken

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def post_raw(bot: Running, body: bytes, **headers: str) -> requests.Response:
    url = f"{bot.address}/webhooks/twilio/webhook"
    return requests.post(url, data=body, headers=headers, timeout=10)


@pytest.mark.parametrize("sender", [WHATSAPP, SMS])
def test_a_signed_message_is_answered_in_its_own_response(bot: Running, sender: str) -> None:
    assert bot.say("quiero aprender", sender) == "Escuché: quiero aprender"
    assert len(bot.agent.turns) == 1


def test_rasa_hears_the_channel_of_the_person(bot: Running) -> None:
    bot.say("hola", WHATSAPP)
    assert (bot.heard.output_channel.name(), bot.heard.input_channel) == ("whatsapp", "whatsapp")
    bot.say("hola", SMS)
    assert (bot.heard.output_channel.name(), bot.heard.input_channel) == ("sms", "sms")


def test_marks_of_xml_and_blank_lines_arrive_as_they_were_said(bot: Running) -> None:
    bot.agent.script = lambda _: '1 < 2 & "sí" <b>\n\n*negrita* 😀'
    assert bot.say("hola") == '1 < 2 & "sí" <b>\n\n*negrita* 😀'


@pytest.mark.parametrize("forbidden", ["\x00", "\x0b", "\x0c", "\x1f", "\ufffe", "\ud83d"])
@pytest.mark.parametrize("sender", [WHATSAPP, SMS])
def test_what_xml_cannot_hold_does_not_break_the_answer(
    bot: Running, sender: str, forbidden: str
) -> None:
    bot.agent.script = lambda _: f"antes{forbidden}despues"
    said = bot.say("hola", sender)
    assert said.startswith("antes") and said.endswith("despues")


@pytest.mark.parametrize("signature", ["", "bm8=", "é", "x" * 5_000])
def test_a_post_without_twilios_signature_is_refused(bot: Running, signature: str) -> None:
    headers = {"X-Twilio-Signature": signature.encode().decode("latin-1")}
    assert_problem(bot.post(bot.form(), **headers), 403, "invalid_signature")
    assert bot.agent.turns == []


def test_a_field_changed_or_added_after_signing_is_refused(bot: Running) -> None:
    form = bot.form("hola", FromCity="")
    assert spoken(bot.post(form)) == "Escuché: hola"
    signature = str(bot.post(form).request.headers["X-Twilio-Signature"])
    for changed in ({"Body": "chau"}, {"FromCity": "Lima"}, {"Extra": ""}):
        refused = bot.post({**form, **changed}, **{"X-Twilio-Signature": signature})
        assert_problem(refused, 403, "invalid_signature")


@pytest.mark.parametrize(
    ("body", "headers", "status", "code"),
    [
        (b"{}", {"Content-Type": "application/json"}, 415, "not_a_form"),
        (b"Body=hola", {"Content-Type": "text/plain"}, 415, "not_a_form"),
        (b"Body=hola", {}, 415, "not_a_form"),
        (b"Body=%FF%FE", FORM, 400, "malformed"),
        (b"Body=\xff\xfe", FORM, 400, "malformed"),
        (b"no form at all", FORM, 400, "malformed"),
        (b"", FORM, 400, "malformed"),
        (b"a=" + b"x" * 10_240, FORM, 413, "too_large"),
        (b"a=" + b"x" * 3_000_000, FORM, 413, "too_large"),
    ],
)
def test_a_malformed_post_is_told_what_is_wrong(
    bot: Running, body: bytes, headers: dict[str, str], status: int, code: str
) -> None:
    try:
        assert_problem(post_raw(bot, body, **headers), status, code)
    except requests.exceptions.ConnectionError:
        # Who sends megabytes may be cut off before the answer.
        assert status == 413 and len(body) > 100_000
    assert bot.agent.turns == []


@pytest.mark.parametrize(
    "fields",
    [{"From": ""}, {"From": "maria"}, {"From": "whatsapp:"}, {"MessageSid": "", "SmsSid": ""},
     {"MessageSid": "S" * 65, "SmsSid": ""}],
)  # fmt: skip
def test_a_signed_post_that_is_no_message_is_refused(bot: Running, fields: dict[str, str]) -> None:
    assert_problem(bot.post({**bot.form(), **fields}), 422, "not_a_message")


def test_nothing_is_taken_before_the_assistant_has_loaded(bot: Running) -> None:
    bot.agent.ready = False
    ready = f"{bot.address}/webhooks/twilio/readyz"
    assert requests.get(ready, timeout=10).status_code == 503
    form = bot.form()
    assert_problem(bot.post(form), 503, "not_ready")
    bot.agent.ready = True
    assert requests.get(ready, timeout=10).status_code == 200
    assert spoken(bot.post(form)) == "Escuché: hola"


def test_it_is_live_and_measured(bot: Running) -> None:
    bot.say("hola")
    assert requests.get(f"{bot.address}/webhooks/twilio/healthz", timeout=10).status_code == 200
    measured = requests.get(f"{bot.address}/webhooks/twilio/metrics", timeout=10).text
    assert "techhub_turns_total{" in measured
    assert "51987650001" not in measured


def test_a_pin_reaches_rasa_rounded_and_without_words(bot: Running) -> None:
    bot.say("", Latitude="-12.93942", Longitude="-74.24796")
    parsed = bot.heard.parse_data
    assert parsed["intent"]["name"] == "share_location"
    values = {entity["entity"]: entity["value"] for entity in parsed["entities"]}
    assert values == {"latitude": -12.94, "longitude": -74.25}
    assert not [p for p in bot.folder.iterdir() if b"93942" in p.read_bytes()]


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [("norte", "sur"), ("nan", "nan"), ("inf", "0"), ("-95", "400"), ("-12.9", ""), ("1e400", "0")],
)
def test_a_broken_pin_is_answered(bot: Running, latitude: str, longitude: str) -> None:
    assert bot.say("", Latitude=latitude, Longitude=longitude)
    assert bot.heard.parse_data["entities"] == []


@pytest.mark.parametrize(
    "text", ["/restart", '/inform{"place":"x"}', " /session_start", "\u200b/restart", "//back", "/"]
)
def test_words_never_become_a_command(bot: Running, text: str) -> None:
    bot.say(text)
    assert not bot.heard.text.startswith("/")


@pytest.mark.parametrize(
    "private",
    ["45678912", "45,678,912", "987/654/321",
     "987*654*321", "DNI45678912",
     "987 654 321", "987 - 654 - 321", "+51 987-654-321", "987_654_321",
     "(01) 456-7890", "4111 1111 1111 1111", "ana.perez@correo.com.pe", "ana@correo.pe"],
)  # fmt: skip
def test_what_is_private_reaches_neither_rasa_nor_a_store(bot: Running, private: str) -> None:
    bot.say(f"soy de Huanta, {private}, busco un hub")
    assert bot.heard.text == "soy de Huanta, [oculto], busco un hub"
    secret = private.removeprefix("DNI").encode()
    assert not [p for p in bot.folder.iterdir() if secret in p.read_bytes()]


@pytest.mark.parametrize(
    ("text", "intent"),
    [("ALTO", "stop"), ("más", "more"), ("Ayuda!", "help"), ("2", "choose"), ("👍", "affirm"),
     ("", "out_of_scope"), ("😀😀😀", "out_of_scope"), ("mi esposo me pega", "emergency"),
     ("alto nivel de ingles", None), ("no me des de baja del curso", None),
     ("quiero borrar un archivo", None), ("hola", None), ("105 soles", None)],
)  # fmt: skip
def test_what_stands_alone_is_known_and_sentences_are_left_to_rasa(
    bot: Running, text: str, intent: str | None
) -> None:
    guess = {"intent": {"name": "guessed", "confidence": 1.0}, "entities": []}
    bot.agent.parses[text] = guess
    bot.say(text)
    assert bot.heard.parse_data["intent"]["name"] == (intent or "guessed")


@pytest.mark.parametrize("body", ["a" * 5_000, "hola " * 1_000, "\n" * 5_000, ""])
@pytest.mark.parametrize("sender", [WHATSAPP, SMS])
def test_however_long_or_empty_a_message_it_is_answered(
    bot: Running, body: str, sender: str
) -> None:
    reply = bot.say(body, sender)
    assert 0 < len(reply) <= 1_600
    assert len(bot.heard.text) <= 1_000


def test_any_text_gets_an_answer_that_its_phone_can_show(tmp_path: Path) -> None:
    chance = random.Random(11)
    alphabet = string.printable + "áéíóúñÑ¿¡€{}[]^~|😀👍🏽ñ́\u200b\u202e漢字अ\U0001f1f5\U0001f1ea"
    with serving(tmp_path, ScriptedAgent(memory_store())) as bot:
        for _ in range(60):
            text = "".join(chance.choices(alphabet, k=chance.randrange(0, 400)))
            assert bot.say(text, WHATSAPP)
            assert set(bot.say(text, SMS)) <= BASIC | EXTENDED


def test_an_agent_that_fails_apologises_and_tells_nothing_of_why(
    bot: Running, caplog: pytest.LogCaptureFixture
) -> None:
    bot.agent.fault = RuntimeError("a secret of the inside")
    reply = bot.say("hola")
    assert "Disculpa" in reply and "secret" not in reply
    assert "a turn failed" in caplog.text


def test_an_agent_that_is_too_slow_apologises(
    bot: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channel.runner.DEADLINE_S", 0.2)
    bot.agent.held.clear()
    assert "Disculpa" in bot.say("hola")


def test_an_agent_that_says_nothing_is_spoken_for(bot: Running) -> None:
    bot.agent.script = lambda _: ""
    assert "AYUDA" in bot.say("hola")


def test_danger_and_promises_are_answered_though_the_agent_fails(bot: Running) -> None:
    bot.agent.fault = RuntimeError("down")
    assert "100" in bot.say("mi esposo me pega", SMS)
    assert "ALTA" in bot.say("ALTO", SMS)
    assert bot.say("hola", SMS) == ""


def test_no_number_is_in_any_store_or_log(bot: Running, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    bot.say("hola", WHATSAPP)
    bot.say("ALTO", SMS)
    bot.agent.fault = RuntimeError("down")
    bot.say("hola", WHATSAPP)
    stored = b"".join(p.read_bytes() for p in bot.folder.iterdir() if p.is_file())
    assert b"Escuch" in stored
    for number in ("51987650001", "51987650002", "987650001", "987650002"):
        assert number.encode() not in stored
        assert number not in caplog.text
