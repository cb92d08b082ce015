"""How variables are read into settings, and how those that cannot be used are refused."""

from __future__ import annotations

from collections.abc import Mapping

# The values of .env.example. They are public, so they protect nothing outside development.
DEVELOPMENT_SECRETS = frozenset(
    {"development-token-not-for-production", "development-key-not-for-production"}
)


class SettingsError(ValueError):
    """A variable of the environment holds a value that cannot be used."""


def whole_number(variables: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    """Return a whole number from `low` to `high`; raises SettingsError."""
    text = variables.get(name, "").strip()
    if not text:
        return default
    try:
        number = int(text)
    except ValueError:
        raise SettingsError(f"{name}={text!r} is not a whole number") from None
    if not low <= number <= high:
        raise SettingsError(f"{name}={number} is not between {low} and {high}")
    return number


def secret(variables: Mapping[str, str], name: str, shortest: int = 0) -> str:
    """Return a secret, empty where none is set.

    Raises SettingsError for one that is too short, or the public one outside development.
    """
    text = variables.get(name, "").strip()
    if text in DEVELOPMENT_SECRETS:
        if not is_development(variables):
            raise SettingsError(
                f"{name} is the public development value; set your own, "
                "or TECHHUB_ENV=development on a machine that nobody else reaches"
            )
    elif text and len(text) < shortest:
        raise SettingsError(f"{name} has {len(text)} characters; at least {shortest} are needed")
    return text


def is_development(variables: Mapping[str, str]) -> bool:
    """Tell whether the public secrets will do."""
    return variables.get("TECHHUB_ENV", "").strip() == "development"
