"""What the operator can choose about the console."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from knowledge_base.variables import is_development, secret, whole_number

SHORTEST_KEY = 32
SHORTEST_BACKUP_KEY = 20


@dataclass(frozen=True)
class ConsoleSettings:
    """Settings of the console; without a `key` it is closed.

    `key` signs sessions and forms. `recommender_token` is the recommender's service token, by which
    hubs are written. `limits_url` is where requests are counted: `memory://` counts in each process
    for itself, `redis://...` for all together. `backup_key` is the passphrase of the copies.
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
            limits_url=text("KNOWLEDGE_BASE_LIMITS_URL") or "memory://",
            trusted_proxies=whole_number(environ, "KNOWLEDGE_BASE_TRUSTED_PROXIES", 0, 0, 9),
            idle_minutes=whole_number(environ, "KNOWLEDGE_BASE_IDLE_MINUTES", 60, 5, 1440),
            longest_hours=whole_number(environ, "KNOWLEDGE_BASE_SESSION_HOURS", 12, 1, 168),
            development=is_development(environ),
            backup_key=secret(environ, "KNOWLEDGE_BASE_BACKUP_KEY", SHORTEST_BACKUP_KEY),
        )
