"""What the operator can choose about the console."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from knowledge_base.console.redis_tls import over_tls
from knowledge_base.variables import SettingsError, is_development, secret, whole_number

SHORTEST_KEY = 32
SHORTEST_BACKUP_KEY = 20


@dataclass(frozen=True)
class ConsoleSettings:
    """Settings of the console; without a `key` it is closed.

    `key` signs sessions and forms. `recommender_token` is the recommender's service token, by which
    hubs are written. `limits_url` is where requests are counted: `memory://` counts in each process
    for itself, `redis://...` for all together. `backup_key` is the passphrase of the copies, and
    `backup_keep_days` how long one lies in the folder of the dated ones.
    """

    key: str = field(default="", repr=False)
    recommender_url: str = ""
    recommender_token: str = field(default="", repr=False)
    actions_url: str = ""
    limits_url: str = "memory://"
    trusted_proxies: int = 0
    idle_minutes: int = 60
    longest_hours: int = 12
    development: bool = False
    backup_key: str = field(default="", repr=False)
    backup_keep_days: int = 30

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> ConsoleSettings:
        """Read the settings; raises SettingsError that names the variable at fault."""

        def text(name: str) -> str:
            return environ.get(name, "").strip()

        return cls(
            key=secret(environ, "KNOWLEDGE_BASE_CONSOLE_KEY", SHORTEST_KEY),
            recommender_url=text("KNOWLEDGE_BASE_RECOMMENDER_URL").rstrip("/"),
            recommender_token=secret(environ, "RECOMMENDER_SERVICE_TOKEN"),
            actions_url=text("KNOWLEDGE_BASE_ACTIONS_URL").rstrip("/"),
            limits_url=_limits_url(environ),
            trusted_proxies=whole_number(environ, "KNOWLEDGE_BASE_TRUSTED_PROXIES", 0, 0, 9),
            idle_minutes=whole_number(environ, "KNOWLEDGE_BASE_IDLE_MINUTES", 60, 5, 1440),
            longest_hours=whole_number(environ, "KNOWLEDGE_BASE_SESSION_HOURS", 12, 1, 168),
            development=is_development(environ),
            backup_key=secret(environ, "KNOWLEDGE_BASE_BACKUP_KEY", SHORTEST_BACKUP_KEY),
            backup_keep_days=whole_number(environ, "KNOWLEDGE_BASE_BACKUP_KEEP_DAYS", 30, 1, 3650),
        )


def _limits_url(environ: Mapping[str, str]) -> str:
    """Where requests are counted; a Redis on another machine with what TLS needs."""
    name, authority_name = "KNOWLEDGE_BASE_LIMITS_URL", "KNOWLEDGE_BASE_REDIS_CA"
    url = environ.get(name, "").strip() or "memory://"
    if not url.startswith(("memory://", "redis://", "rediss://", "redis+unix://")):
        raise SettingsError(f"{name} must be memory:// or start with redis:// or rediss://")
    authority = environ.get(authority_name, "").strip()
    try:
        return over_tls(url, authority, development=is_development(environ))
    except ValueError as error:
        raise SettingsError(f"{name} (with {authority_name}): {error}") from None
