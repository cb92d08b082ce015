"""Everything the recommender takes from its environment, read here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from recommender.database_tls import LEADING, over_tls

PACKAGE = Path(__file__).resolve().parent
DEMANDS = ("youth", "people")
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
    """One configuration of the service; tests build their own."""

    bundle: Path = PACKAGE / "bundle"
    var: Path = Path("var")
    database_url: str = ""
    service_token: str = field(default="", repr=False)
    # What the assistant bears when it brings what people report.
    reports_token: str = field(default="", repr=False)
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    threads: int = 8
    import_limit_bytes: int = 2_000_000
    load_model: bool = True
    # Whom a hub is for: youth (people aged 10 to 24) or all people.
    demand: str = "youth"
    # How many proxies before the service write X-Forwarded-For; 0 believes no such header.
    trusted_proxies: int = 0
    # Minutes between places, as CSV or npz; None lets straight lines decide.
    travel_times: Path | None = None
    # A plan that takes longer is answered before it is solved; 0 waits for none.
    plan_wait_s: float = 0.8
    # It knows what people search for in each province.
    knowledge_base_url: str = "http://127.0.0.1:8001"

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Settings:
        """Read the settings; raise ValueError naming the variable that does not fit."""
        demand = environ.get("RECOMMENDER_DEMAND", "").strip() or cls.demand
        if demand not in DEMANDS:
            raise ValueError(f"RECOMMENDER_DEMAND must be youth or people, not {demand!r}")
        travel_times = environ.get("RECOMMENDER_TRAVEL_TIMES", "").strip()
        return cls(
            bundle=Path(environ.get("RECOMMENDER_BUNDLE") or cls.bundle),
            var=Path(environ.get("TECHHUB_VAR") or cls.var),
            database_url=_database_url(environ),
            service_token=_token(environ, "RECOMMENDER_SERVICE_TOKEN"),
            reports_token=_token(environ, "RECOMMENDER_REPORTS_TOKEN"),
            host=environ.get("RECOMMENDER_HOST", "").strip() or cls.host,
            port=_whole_number(environ, "RECOMMENDER_PORT", cls.port, 1, 65_535),
            workers=_whole_number(environ, "RECOMMENDER_WORKERS", cls.workers, 1, 64),
            threads=_whole_number(environ, "RECOMMENDER_THREADS", cls.threads, 1, 256),
            demand=demand,
            trusted_proxies=_whole_number(environ, "RECOMMENDER_TRUSTED_PROXIES", 0, 0, 9),
            travel_times=Path(travel_times) if travel_times else None,
            knowledge_base_url=_address(
                environ, "RECOMMENDER_KNOWLEDGE_BASE_URL", cls.knowledge_base_url
            ),
        )

    @property
    def store_url(self) -> str:
        """The SQLAlchemy URL of the store: the one that was set, else SQLite under `var`."""
        if not self.database_url:
            return f"sqlite:///{(self.var / 'recommender.sqlite').resolve()}"
        return _with_driver(self.database_url)


def _with_driver(url: str) -> str:
    # Heroku-like and libpq URLs name no driver; SQLAlchemy would pick one not installed here.
    for prefix in ("postgresql://", "postgres://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def _database_url(environ: Mapping[str, str]) -> str:
    """The URL of the store with what TLS needs written into it; empty for SQLite under `var`."""
    url = environ.get("RECOMMENDER_DATABASE_URL", "").strip()
    if not url:
        return ""
    authority = environ.get("RECOMMENDER_DATABASE_CA", "").strip()
    development = environ.get("TECHHUB_ENV", "production") == "development"
    try:
        led_by = [name for name in LEADING if environ.get(name)]
        return over_tls(_with_driver(url), authority, development=development, led_by=led_by)
    except ValueError as error:
        raise ValueError(
            f"RECOMMENDER_DATABASE_URL (with RECOMMENDER_DATABASE_CA): {error}"
        ) from None


def _token(environ: Mapping[str, str], name: str) -> str:
    token = environ.get(name, "").strip()
    if token == DEVELOPMENT_TOKEN and environ.get("TECHHUB_ENV") != "development":
        raise ValueError(
            f"{name} is the public development value; set your own, "
            "or TECHHUB_ENV to development on a machine that nobody else reaches"
        )
    return token


def _address(environ: Mapping[str, str], name: str, default: str) -> str:
    address = environ.get(name, "").strip() or default
    if not address.startswith(("http://", "https://")):
        raise ValueError(f"{name} must start with http:// or https://, not {address!r}")
    return address.rstrip("/")


def _whole_number(environ: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    text = environ.get(name, "").strip()
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
        raise ValueError(f"{name} must be a whole number from {low} to {high}, not {text!r}")
    return int(text)
