"""The only reader of the bot's environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

# The values of .env.example. They are public, so they protect nothing outside development.
DEVELOPMENT_SECRETS = frozenset(
    {"development-token-not-for-production", "development-key-not-for-production"}
)
WEBHOOK_URL = "http://127.0.0.1:5005/webhooks/twilio/webhook"


class SettingsError(ValueError):
    """The environment does not hold what the bot needs; the message names the variable."""


@dataclass(frozen=True)
class Settings:
    """What the channel needs to know.

    `webhook_url` is the address as Twilio knows it: signatures are made over it. `hash_key` keys
    the HMAC that stands for a phone number.
    """

    auth_token: str
    hash_key: bytes
    webhook_url: str
    database_url: str
    development: bool
    simulator: bool

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
        )


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
