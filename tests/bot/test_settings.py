"""The bot starts with what it needs, and says in one sentence what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.channel.twilio import load_settings
from bot.settings import Settings
from bot.variables import SettingsError

ROOT = Path(__file__).resolve().parents[2]
OWN = {"TWILIO_AUTH_TOKEN": "a-token", "TECHHUB_HASH_KEY": "a-key"}


def example() -> dict[str, str]:
    """The settings that `make run` starts from."""
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    pairs = [line.split("=", 1) for line in lines if line and not line.startswith("#")]
    return {name: value for name, value in pairs}


def test_the_example_is_enough_for_development() -> None:
    settings = Settings.from_environment(example())
    assert settings.development and settings.simulator
    assert settings.webhook_url == "http://127.0.0.1:5005/webhooks/twilio/webhook"


@pytest.mark.parametrize("name", ["TWILIO_AUTH_TOKEN", "TECHHUB_HASH_KEY"])
def test_the_public_secrets_are_refused_outside_development(name: str) -> None:
    for environment in ("production", "", "staging"):
        environ = {**OWN, name: example()[name], "TECHHUB_ENV": environment}
        with pytest.raises(SettingsError, match=name):
            Settings.from_environment(environ)


@pytest.mark.parametrize("name", ["TWILIO_AUTH_TOKEN", "TECHHUB_HASH_KEY"])
def test_a_missing_secret_is_named(name: str) -> None:
    with pytest.raises(SettingsError, match=f"{name} is not set"):
        Settings.from_environment({**OWN, name: ""})


def test_production_is_the_default_and_has_no_simulator() -> None:
    settings = Settings.from_environment({**OWN, "SIMULATOR": "on"})
    assert not settings.development and not settings.simulator
    assert settings.database_url == "sqlite:///var/bot_channel.sqlite"


def test_the_process_ends_with_a_sentence_instead_of_a_trace(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("TWILIO_AUTH_TOKEN", raising=False)
    with pytest.raises(SystemExit, match="TWILIO_AUTH_TOKEN is not set"):
        load_settings()


SENDING = {
    **OWN,
    "TWILIO_ACCOUNT_SID": "AC1",
    "TWILIO_FROM_WHATSAPP": "whatsapp:+5117000000",
    "TECHHUB_OUTBOUND_KEY": "A" * 43 + "=",
}


def test_nothing_is_sent_unless_all_that_it_takes_is_set() -> None:
    assert Settings.from_environment(OWN).outbound is None
    for name in SENDING.keys() - OWN.keys():
        assert Settings.from_environment({**SENDING, name: ""}).outbound is None


def test_a_channel_without_a_number_sends_nothing_and_the_key_is_not_shown() -> None:
    outbound = Settings.from_environment(SENDING).outbound
    assert outbound is not None
    assert outbound.senders == {"whatsapp": "+5117000000"}
    assert outbound.api_url == "https://api.twilio.com"
    assert SENDING["TECHHUB_OUTBOUND_KEY"] not in repr(outbound)


@pytest.mark.parametrize(
    ("name", "value"),
    [("TECHHUB_OUTBOUND_KEY", "short"), ("TWILIO_API_URL", "api.twilio.com"),
     ("BOT_REPORT_AFTER_S", "soon"), ("BOT_REPORT_AFTER_S", "-1"), ("BOT_REPORT_AFTER_S", "nan"),
     ("BOT_LIMITS_URL", "memcached://localhost"), ("BOT_MOST_TURNS", "0"),
     ("BOT_MOST_TURNS", "many"), ("BOT_PURGE", "weekly"), ("BOT_MESSAGES_A_MINUTE", "-3"),
     ("TWILIO_CONTENT_CHOICES_3", "HX12"), ("TWILIO_CONTENT_MORE", "MG" + "1" * 32)],
)  # fmt: skip
def test_what_does_not_fit_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        Settings.from_environment({**SENDING, name: value})


def test_people_are_asked_after_18_hours_unless_told_otherwise() -> None:
    assert Settings.from_environment(OWN).report_after_s == 64_800
    assert Settings.from_environment({**OWN, "BOT_REPORT_AFTER_S": "60"}).report_after_s == 60


def test_who_can_be_reached_is_told_with_hours() -> None:
    told = {**OWN, "OPERATOR_NAME": "Red de Prueba", "HUMAN_CONTACT": "01 555 0100"}
    with pytest.raises(SettingsError, match="HUMAN_HOURS"):
        Settings.from_environment(told)
    settings = Settings.from_environment({**told, "HUMAN_HOURS": "lunes a viernes, 9 a 17 h"})
    assert settings.human_contact == "01 555 0100"
    assert Settings.from_environment(OWN).human_contact == ""


@pytest.mark.parametrize("name", ["OPERATOR_NAME", "HUMAN_CONTACT", "HUMAN_HOURS"])
@pytest.mark.parametrize("value", ["x" * 61, "dos\nlineas", "una\x1b[0m"])
def test_what_people_are_told_is_one_short_line(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        Settings.from_environment({**OWN, "HUMAN_HOURS": "9 a 17 h", name: value})


def test_messages_are_limited_unless_told_otherwise_and_templates_are_none() -> None:
    settings = Settings.from_environment(OWN)
    assert (settings.a_minute, settings.most_turns) == (20, 64)
    assert settings.limits_url == "memory://" and settings.content_templates == {}
    sid = "HX" + "a1" * 16
    chosen = {"BOT_LIMITS_URL": "redis+unix:///run/redis.sock", "TWILIO_CONTENT_CHOICES_4": sid,
              "BOT_MOST_TURNS": "8"}  # fmt: skip
    settings = Settings.from_environment({**OWN, **chosen})
    assert settings.limits_url == "redis+unix:///run/redis.sock" and settings.most_turns == 8
    assert settings.content_templates == {"4": sid}
