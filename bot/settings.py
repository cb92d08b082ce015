"""The only reader of the bot's environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.fernet import Fernet

# The values of .env.example. They are public, so they protect nothing outside development.
DEVELOPMENT_SECRETS = frozenset(
    {"development-token-not-for-production", "development-key-not-for-production"}
)
TWILIO_API_URL = "https://api.twilio.com"
REPORT_AFTER_S = 18 * 3600.0
LONGEST_AFTER_S = 30 * 24 * 3600.0
WEBHOOK_URL = "http://127.0.0.1:5005/webhooks/twilio/webhook"


class SettingsError(ValueError):
    """The environment does not hold what the bot needs; the message names the variable."""


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
    it was shown; without `outbound` only when they write again.
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

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Settings:
        """Read the settings.

        Raises SettingsError when a secret is missing, or is a development one outside development.
        """
        development = environ.get("TECHHUB_ENV", "production") == "development"
        folder = Path(environ.get("TECHHUB_VAR") or "var")
        return cls(
            auth_token=_secret(environ, "TWILIO_AUTH_TOKEN", development),
            hash_key=_secret(environ, "TECHHUB_HASH_KEY", development).encode(),
            webhook_url=environ.get("TWILIO_WEBHOOK_URL") or WEBHOOK_URL,
            database_url=environ.get("BOT_DATABASE_URL")
            or f"sqlite:///{folder}/bot_channel.sqlite",
            development=development,
            simulator=development and environ.get("SIMULATOR", "off") == "on",
            report_after_s=_seconds(environ, "BOT_REPORT_AFTER_S", REPORT_AFTER_S),
            outbound=_outbound(environ),
            tracker_url=environ.get("BOT_TRACKER_URL") or f"sqlite:///{folder}/bot_tracker.sqlite",
            redis_url=_redis(environ),
            quechua_reviewed=_yes(environ, "TECHHUB_QUECHUA_REVIEWED"),
            operator_name=environ.get("OPERATOR_NAME", "").strip(),
            human_contact=environ.get("HUMAN_CONTACT", "").strip(),
            human_hours=environ.get("HUMAN_HOURS", "").strip(),
        )


def _redis(environ: Mapping[str, str]) -> str:
    """The Redis that several processes share their locks in; one process needs none."""
    url = environ.get("BOT_REDIS_URL", "").strip()
    if url and not url.startswith(("redis://", "rediss://", "unix://")):
        raise SettingsError("BOT_REDIS_URL must start with redis://, rediss:// or unix://")
    if not url and environ.get("SANIC_WORKERS", "1").strip() not in ("", "1"):
        raise SettingsError("SANIC_WORKERS over 1 needs BOT_REDIS_URL, where they share locks")
    return url


def _yes(environ: Mapping[str, str], name: str) -> bool:
    text = environ.get(name, "").strip().lower() or "no"
    if text not in ("yes", "no"):
        raise SettingsError(f"{name} must be yes or no, not {text!r}")
    return text == "yes"


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


def _seconds(environ: Mapping[str, str], name: str, default: float) -> float:
    text = environ.get(name, "").strip()
    try:
        seconds = float(text) if text else default
    except ValueError:
        seconds = -1.0
    # A comparison with NaN is false, so that "nan" is refused here too.
    if not 0 <= seconds <= LONGEST_AFTER_S:
        raise SettingsError(f"{name} must be seconds from 0 to {LONGEST_AFTER_S:g}, not {text!r}")
    return seconds


def _secret(environ: Mapping[str, str], name: str, development: bool) -> str:
    value = environ.get(name, "")
    if not value:
        raise SettingsError(f"{name} is not set")
    if value in DEVELOPMENT_SECRETS and not development:
        raise SettingsError(
            f"{name} is the public development value; set your own, "
            "or TECHHUB_ENV=development on a machine that nobody else reaches"
        )
    return value
