"""The only reader of the bot's environment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.fernet import Fernet

from bot import database_tls, redis_tls
from bot.variables import (
    SettingsError,
    is_development,
    line,
    one_of,
    seconds,
    secret,
    whole_number,
)

TWILIO_API_URL = "https://api.twilio.com"
REPORT_AFTER_S = 18 * 3600.0
# Days without a word after which a conversation is deleted. It lives for a day, so that less would
# cut into those that go on.
KEEP_DAYS, LEAST_KEEP_DAYS, LONGEST_KEEP_DAYS = 30, 2, 365
# What people are told of the operator; a longer text would take an SMS of its own.
LONGEST_TOLD, LONGEST_NAME = 40, 60
LONGEST_AFTER_S = 30 * 24 * 3600.0
LIMITS_URL = "memory://"
A_MINUTE, MOST_TURNS, MOST_EVER = 20, 64, 10_000
CONTENT = {
    "2": "TWILIO_CONTENT_CHOICES_2",
    "3": "TWILIO_CONTENT_CHOICES_3",
    "4": "TWILIO_CONTENT_CHOICES_4",
    "more": "TWILIO_CONTENT_MORE",
}
WEBHOOK_URL = "http://127.0.0.1:5005/webhooks/twilio/webhook"


LOG_LEVELS, LOG_FORMS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"), ("json", "text")


@dataclass(frozen=True)
class LogSettings:
    """From which level on this service's own events are told, and whether as JSON or as text."""

    level: str = "INFO"
    form: str = "json"

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> LogSettings:
        """Read them; raise SettingsError naming the variable that does not fit."""
        return cls(
            one_of(environ, "TECHHUB_LOG_LEVEL", cls.level, LOG_LEVELS),
            one_of(environ, "TECHHUB_LOG_FORMAT", cls.form, LOG_FORMS),
        )


@dataclass(frozen=True)
class Outbound:
    """What sending takes: the account, our number by channel, and the key that numbers are kept
    under until then."""

    account_sid: str
    senders: Mapping[str, str]
    key: bytes = field(repr=False)
    api_url: str = TWILIO_API_URL


@dataclass(frozen=True)
class Settings:
    """What the channel needs to know.

    `webhook_url` is the address as Twilio knows it: signatures are made over it. `hash_key` keys
    the HMAC that stands for a phone number. A person is asked about a hub `report_after_s` after
    it was shown; without `outbound` only when they write again. Messages are counted at
    `limits_url`: `a_minute` of each sender are answered, and more than `most_turns` at once are put
    off. Where it `purges`, the bot itself deletes daily what is too old. `content_templates` are
    Twilio's ContentSids by the number of choices, and for "more".
    """

    auth_token: str
    hash_key: bytes
    webhook_url: str
    database_url: str
    development: bool
    simulator: bool
    report_after_s: float = REPORT_AFTER_S
    outbound: Outbound | None = None
    tracker_url: str = field(default="", repr=False)
    redis_url: str = field(default="", repr=False)
    quechua_reviewed: bool = False
    operator_name: str = ""
    human_contact: str = ""
    human_hours: str = ""
    keep_days: int = KEEP_DAYS
    purges: bool = True
    limits_url: str = LIMITS_URL
    a_minute: int = A_MINUTE
    most_turns: int = MOST_TURNS
    content_templates: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Settings:
        """Read the settings.

        Raises SettingsError when a secret is missing, or is a development one outside development.
        """
        development = is_development(environ)
        folder = Path(environ.get("TECHHUB_VAR") or "var")
        return cls(
            auth_token=secret(environ, "TWILIO_AUTH_TOKEN"),
            hash_key=secret(environ, "TECHHUB_HASH_KEY").encode(),
            webhook_url=environ.get("TWILIO_WEBHOOK_URL") or WEBHOOK_URL,
            database_url=_database(environ, "BOT_DATABASE_URL")
            or f"sqlite:///{folder}/bot_channel.sqlite",
            development=development,
            simulator=development and environ.get("SIMULATOR", "off") == "on",
            report_after_s=seconds(environ, "BOT_REPORT_AFTER_S", REPORT_AFTER_S, LONGEST_AFTER_S),
            outbound=_outbound(environ),
            tracker_url=_database(environ, "BOT_TRACKER_URL")
            or f"sqlite:///{folder}/bot_tracker.sqlite",
            redis_url=_redis(environ),
            quechua_reviewed=one_of(environ, "TECHHUB_QUECHUA_REVIEWED", "no", ("yes", "no"))
            == "yes",
            operator_name=line(environ, "OPERATOR_NAME", LONGEST_NAME),
            human_contact=_contact(environ),
            human_hours=line(environ, "HUMAN_HOURS", LONGEST_TOLD),
            keep_days=whole_number(
                environ,
                "BOT_KEEP_DAYS",
                KEEP_DAYS,
                LEAST_KEEP_DAYS,
                LONGEST_KEEP_DAYS,
                "whole days ",
            ),
            purges=one_of(environ, "BOT_PURGE", "daily", ("daily", "off")) == "daily",
            limits_url=_limits_url(environ),
            a_minute=whole_number(environ, "BOT_MESSAGES_A_MINUTE", A_MINUTE, 1, MOST_EVER),
            most_turns=whole_number(environ, "BOT_MOST_TURNS", MOST_TURNS, 1, MOST_EVER),
            content_templates=_content_templates(environ),
        )


def _contact(environ: Mapping[str, str]) -> str:
    """Whom people can talk to; who is sent there must also be told when it is answered."""
    contact = line(environ, "HUMAN_CONTACT", LONGEST_TOLD)
    if contact and not line(environ, "HUMAN_HOURS", LONGEST_TOLD):
        raise SettingsError("HUMAN_CONTACT needs HUMAN_HOURS, such as: lunes a viernes, 9 a 17 h")
    return contact


def _redis(environ: Mapping[str, str]) -> str:
    """The Redis that several processes share their locks in; one process needs none."""
    url = environ.get("BOT_REDIS_URL", "").strip()
    if url and not url.startswith(("redis://", "rediss://", "unix://")):
        raise SettingsError("BOT_REDIS_URL must start with redis://, rediss:// or unix://")
    if not url and environ.get("SANIC_WORKERS", "1").strip() not in ("", "1"):
        raise SettingsError("SANIC_WORKERS over 1 needs BOT_REDIS_URL, where they share locks")
    return _over_tls(environ, "BOT_REDIS_URL", "BOT_REDIS_CA", url)


def _over_tls(environ: Mapping[str, str], name: str, authority_name: str, url: str) -> str:
    """The URL of a store with what TLS needs written into it."""
    authority, development = environ.get(authority_name, "").strip(), is_development(environ)
    try:
        if authority_name == "BOT_REDIS_CA":
            return redis_tls.over_tls(url, authority, development=development)
        led_by = [name for name in database_tls.LEADING if environ.get(name)]
        return database_tls.over_tls(url, authority, development=development, led_by=led_by)
    except ValueError as error:
        raise SettingsError(f"{name} (with {authority_name}): {error}") from None


def _database(environ: Mapping[str, str], name: str) -> str:
    """The URL of a database, empty where none is set."""
    url = environ.get(name, "").strip()
    return _over_tls(environ, name, "BOT_DATABASE_CA", url) if url else ""


def _outbound(environ: Mapping[str, str]) -> Outbound | None:
    """What sending takes, or None where a part of it is not set."""
    senders = {
        channel: environ.get(name, "").strip().removeprefix("whatsapp:")
        for channel, name in (("whatsapp", "TWILIO_FROM_WHATSAPP"), ("sms", "TWILIO_FROM_SMS"))
    }
    senders = {channel: number for channel, number in senders.items() if number}
    account, key = environ.get("TWILIO_ACCOUNT_SID", ""), environ.get("TECHHUB_OUTBOUND_KEY", "")
    if not (account and key and senders):
        return None
    try:
        Fernet(key)
    except ValueError:
        raise SettingsError(
            "TECHHUB_OUTBOUND_KEY must be 32 bytes in URL-safe base64; make one with: python -c "
            "'from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())'"
        ) from None
    url = environ.get("TWILIO_API_URL", "").strip() or TWILIO_API_URL
    if not url.startswith(("https://", "http://")):
        raise SettingsError(f"TWILIO_API_URL must start with https://, not {url!r}")
    return Outbound(account, senders, key.encode(), url)


def _limits_url(environ: Mapping[str, str]) -> str:
    shared = _redis(environ).replace("unix://", "redis+unix://", 1)
    url = environ.get("BOT_LIMITS_URL", "").strip() or shared or LIMITS_URL
    if not url.startswith(("memory://", "redis://", "rediss://", "redis+unix://")):
        raise SettingsError("BOT_LIMITS_URL must be memory:// or start with redis://")
    return _over_tls(environ, "BOT_LIMITS_URL", "BOT_REDIS_CA", url)


def _content_templates(environ: Mapping[str, str]) -> dict[str, str]:
    """Twilio's ContentSids that are set; each is HX and 32 hexadecimal digits."""
    found = {use: environ.get(name, "").strip() for use, name in CONTENT.items()}
    for use, sid in found.items():
        if sid and not re.fullmatch(r"HX[0-9a-fA-F]{32}", sid):
            raise SettingsError(f"{CONTENT[use]} must be HX and 32 digits, not {sid!r}")
    return {use: sid for use, sid in found.items() if sid}
