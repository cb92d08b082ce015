"""Everything the action server takes from its environment, read here and nowhere else."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

# The value of .env.example. It is public, so it protects nothing outside development.
DEVELOPMENT_TOKEN = "development-token-not-for-production"

LOG_LEVELS, LOG_FORMS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"), ("json", "text")


@dataclass(frozen=True)
class LogSettings:
    """From which level on this service's own events are told, and whether as JSON or as text."""

    level: str = "INFO"
    form: str = "json"

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> LogSettings:
        """Read them; raise ValueError naming the variable that does not fit."""
        return cls(
            _one_of(environ, "TECHHUB_LOG_LEVEL", cls.level, LOG_LEVELS),
            _one_of(environ, "TECHHUB_LOG_FORMAT", cls.form, LOG_FORMS),
        )


def _one_of(environ: Mapping[str, str], name: str, default: str, known: tuple[str, ...]) -> str:
    text = environ.get(name, "").strip() or default
    if text not in known:
        raise ValueError(f"{name} must be {', '.join(known)}, not {text!r}")
    return text


@dataclass(frozen=True)
class Settings:
    """One configuration of the action server; tests build their own."""

    recommender_url: str = "http://127.0.0.1:8000"
    knowledge_base_url: str = "http://127.0.0.1:8001"
    host: str = "127.0.0.1"
    port: int = 5055
    service_timeout_s: float = 2.0
    near_km: float = 30.0
    plan_wait_s: float = 2.5
    operator_name: str = ""
    human_contact: str = ""
    map_url: str = ""
    quechua_reviewed: bool = False
    reports_token: str = field(default="", repr=False)

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Settings:
        """Read the settings; raise ValueError naming the variable that does not fit."""
        return cls(
            recommender_url=_address(environ, "RECOMMENDER_URL", cls.recommender_url),
            knowledge_base_url=_address(environ, "KNOWLEDGE_BASE_URL", cls.knowledge_base_url),
            host=environ.get("ACTIONS_HOST", "").strip() or cls.host,
            port=int(_number(environ, "ACTIONS_PORT", cls.port, 1, 65_535)),
            service_timeout_s=_number(
                environ, "ACTIONS_SERVICE_TIMEOUT_S", cls.service_timeout_s, 0.1, 10
            ),
            near_km=_number(environ, "ACTIONS_NEAR_KM", cls.near_km, 1, 500),
            plan_wait_s=_number(environ, "ACTIONS_PLAN_WAIT_S", cls.plan_wait_s, 0, 5),
            operator_name=environ.get("OPERATOR_NAME", "").strip(),
            human_contact=environ.get("HUMAN_CONTACT", "").strip(),
            map_url=_address(environ, "MAP_URL", cls.map_url),
            quechua_reviewed=_yes(environ, "TECHHUB_QUECHUA_REVIEWED"),
            reports_token=_token(environ, "RECOMMENDER_REPORTS_TOKEN"),
        )


def _yes(environ: Mapping[str, str], name: str) -> bool:
    text = environ.get(name, "").strip().lower() or "no"
    if text not in ("yes", "no"):
        raise ValueError(f"{name} must be yes or no, not {text!r}")
    return text == "yes"


def _token(environ: Mapping[str, str], name: str) -> str:
    token = environ.get(name, "").strip()
    if token == DEVELOPMENT_TOKEN and environ.get("TECHHUB_ENV") != "development":
        raise ValueError(
            f"{name} is the public development value; set your own, "
            "or TECHHUB_ENV=development on a machine that nobody else reaches"
        )
    return token


def _address(environ: Mapping[str, str], name: str, default: str) -> str:
    address = environ.get(name, "").strip() or default
    if address and not address.startswith(("http://", "https://")):
        raise ValueError(f"{name} must start with http:// or https://, not {address!r}")
    return address.rstrip("/")


def _number(
    environ: Mapping[str, str], name: str, default: float, low: float, high: float
) -> float:
    text = environ.get(name, "").strip() or str(default)
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    # A comparison with NaN is false, so that "nan" is refused here too.
    if not low <= number <= high:
        raise ValueError(f"{name} must be a number from {low:g} to {high:g}, not {text!r}")
    return number
