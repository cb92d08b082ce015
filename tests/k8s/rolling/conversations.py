"""What the bot's tracker store holds of the messages that were brought."""

from __future__ import annotations

import json

import psycopg


def heard(url: str) -> dict[str, list[str]]:
    """The MessageSids of each conversation, in the order in which they were taken."""
    found: dict[str, list[str]] = {}
    with psycopg.connect(url) as store:
        query = "SELECT sender_id, data FROM events WHERE type_name = 'user' ORDER BY id"
        for sender, data in store.execute(query).fetchall():
            found.setdefault(sender, []).append(json.loads(data)["message_id"])
    return found
