"""What the assistant understood of a turn, read off Rasa's tracker store."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import create_engine, text

from bot.channel.privacy import sender_id

PREFIXES = ("utter_", "action_")
NOT_ACTS = frozenset({"action_listen", "action_session_start", "action_extract_slots"})


@dataclass(frozen=True)
class Understood:
    """The act that spoke last in a turn, without its prefix, or None where nothing was said; the
    slots as they stand afterwards."""

    act: str | None
    slots: Mapping[str, Any] = field(default_factory=dict)


class Trackers:
    """Turns by sender in the SQL tracker store at `url`."""

    def __init__(self, url: str, hash_key: bytes) -> None:
        self._engine, self._key = create_engine(url), hash_key

    def seen(self, number: str, channel: str) -> float:
        """When the last event of a sender was, in Unix seconds, to be given to `turn_after`.

        Times, since an erasure lets the numbers of events start anew.
        """
        return max((row.timestamp for row in self._rows(number, channel)), default=0.0)

    def turn_after(self, number: str, channel: str, seen: float = 0.0) -> Understood:
        """What happened later than `seen`."""
        act, slots = None, {}
        for row in self._rows(number, channel):
            event = json.loads(row.data)
            name = event.get("name") or ""
            if event["event"] == "slot":
                slots[name] = event.get("value")
            elif event["event"] in ("reset_slots", "session_started", "restart"):
                slots = {}
            elif row.timestamp > seen and event["event"] == "action" and name.startswith(PREFIXES):
                act = act if name in NOT_ACTS else name.split("_", 1)[1]
        return Understood(act, slots)

    def _rows(self, number: str, channel: str) -> list[Any]:
        query = text("SELECT data, timestamp FROM events WHERE sender_id = :sender ORDER BY id")
        sender = sender_id(number, channel, self._key)
        with self._engine.connect() as connection:
            return list(connection.execute(query, {"sender": sender}).all())
