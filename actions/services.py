"""The services that the acts ask, built once and only when the first act needs them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache

from actions.clients.knowledge_base import KnowledgeBase
from actions.clients.recommender import Recommender
from actions.settings import Settings


@dataclass(frozen=True)
class Services:
    """One client a remote service, and the settings that they were built from."""

    settings: Settings
    recommender: Recommender
    knowledge_base: KnowledgeBase

    @classmethod
    def build(cls, settings: Settings) -> Services:
        """Build the clients; nothing is asked of the services yet."""
        timeout_s = settings.service_timeout_s
        return cls(
            settings,
            Recommender(settings.recommender_url, timeout_s, settings.reports_token),
            KnowledgeBase(settings.knowledge_base_url, timeout_s),
        )


@lru_cache(maxsize=1)
def services() -> Services:
    """The services of this process, from its environment."""
    return Services.build(Settings.from_environment(os.environ))
