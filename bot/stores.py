"""The stores that Rasa keeps conversations and locks in, as the settings say.

Rasa makes one of each for `tracker_store` and `lock_store` in endpoints.yml.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from typing import Any

import sqlalchemy
from rasa.core.lock_store import InMemoryLockStore, LockStore
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig
from sqlalchemy.engine import Engine

from bot.channel.database import alone, open_engine
from bot.channel.schema import make_tables
from bot.locks import RedisLocks
from bot.settings import Settings

# Turns whose outcome has been saved and not yet been looked at.
MOST_SAVED = 256


class Conversations(SQLTrackerStore):
    """Rasa's SQL tracker store on the database of BOT_TRACKER_URL, opened as the bot's others are.

    The channel looks at what a turn did right after it: `take_saved` spares it reading all again.
    """

    def __init__(
        self,
        domain: Domain | None = None,
        host: str | None = None,
        event_broker: Any = None,
        **kwargs: Any,
    ) -> None:
        url = host or Settings.from_environment(os.environ).tracker_url
        engine = open_engine(url)
        with alone(engine):
            super().__init__(domain, "sqlite", url, event_broker=event_broker, **kwargs)
        # The parent has opened the same database its own way, and made its table there.
        self.engine: Engine = engine
        make_tables(self.engine, self.SQLEvent.__table__)
        self.sessionmaker = sqlalchemy.orm.session.sessionmaker(bind=self.engine)
        self._saved: OrderedDict[str, DialogueStateTracker] = OrderedDict()

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store what is new, and keep the tracker at hand for the channel."""
        await super().save(tracker)
        self._saved[tracker.sender_id] = tracker
        while len(self._saved) > MOST_SAVED:
            self._saved.popitem(last=False)

    def take_saved(self, sender: str) -> DialogueStateTracker | None:
        """The tracker as this process saved it last, once."""
        return self._saved.pop(sender, None)


class Locks:
    """Locks in Redis where BOT_REDIS_URL names one, else in this process alone."""

    def __new__(cls, endpoint_config: EndpointConfig | None = None) -> Any:
        url = Settings.from_environment(os.environ).redis_url
        store: LockStore = RedisLocks(url) if url else InMemoryLockStore()
        return store
