"""How one variable of the environment is read; bot/settings.py says which."""

from __future__ import annotations

from collections.abc import Mapping

# The values of .env.example. They are public, so they protect nothing outside development.
DEVELOPMENT_SECRETS = frozenset(
    {"development-token-not-for-production", "development-key-not-for-production"}
)


class SettingsError(ValueError):
    """The environment does not hold what the bot needs; the message names the variable."""


def one_of(environ: Mapping[str, str], name: str, default: str, known: tuple[str, ...]) -> str:
    """One of the known words, however it is capitalised. Raises SettingsError, as all these do."""
    text = environ.get(name, "").strip() or default
    for word in known:
        if text.lower() == word.lower():
            return word
    raise SettingsError(f"{name} must be {' or '.join(known)}, not {text!r}")


def line(environ: Mapping[str, str], name: str, longest: int) -> str:
    """A text without a break, empty where none is set."""
    text = environ.get(name, "").strip()
    if len(text) > longest or not text.isprintable():
        raise SettingsError(f"{name} must be one line of at most {longest} characters")
    return text


def is_development(environ: Mapping[str, str]) -> bool:
    """Whether public secrets will do; whatever says nothing is production."""
    return environ.get("TECHHUB_ENV", "production") == "development"


def seconds(environ: Mapping[str, str], name: str, default: float, longest: float) -> float:
    """Seconds from 0 to `longest`."""
    text = environ.get(name, "").strip()
    try:
        found = float(text) if text else default
    except ValueError:
        found = -1.0
    # A comparison with NaN is false, so that "nan" is refused here too.
    if not 0 <= found <= longest:
        raise SettingsError(f"{name} must be seconds from 0 to {longest:g}, not {text!r}")
    return found


def secret(environ: Mapping[str, str], name: str) -> str:
    """What must be set, and in production be no public value."""
    value = environ.get(name, "")
    if not value:
        raise SettingsError(f"{name} is not set")
    if value in DEVELOPMENT_SECRETS and not is_development(environ):
        raise SettingsError(
            f"{name} is the public development value; set your own, "
            "or TECHHUB_ENV=development on a machine that nobody else reaches"
        )
    return value


def whole_number(
    environ: Mapping[str, str], name: str, default: int, low: int, high: int, unit: str = ""
) -> int:
    """A whole number from `low` to `high`, of a unit that the error names."""
    text = environ.get(name, "").strip() or str(default)
    if not (text.isascii() and text.isdigit() and low <= int(text) <= high):
        raise SettingsError(f"{name} must be {unit}from {low} to {high}, not {text!r}")
    return int(text)
