"""What the channel reads from and erases in Rasa's tracker store."""

from __future__ import annotations

from typing import Any

from rasa.core.tracker_store import InMemoryTrackerStore, SQLTrackerStore
from rasa.shared.core.events import ActionExecuted, UserUttered

PREFIXES = ("action_", "utter_")
NOT_ACTS = frozenset({"action_listen", "action_session_start"})


async def acts_of_last_turn(store: Any, sender: str) -> list[str]:
    """The names of the actions that ran since the sender's last message, in order."""
    tracker = await store.retrieve(sender)
    acts: list[str] = []
    for event in reversed(tracker.events if tracker else []):
        if isinstance(event, UserUttered):
            break
        if isinstance(event, ActionExecuted) and event.action_name:
            acts.append(event.action_name)
    return [act for act in reversed(acts) if act.startswith(PREFIXES) and act not in NOT_ACTS]


def _innermost(store: Any) -> Any:
    # Rasa wraps the configured store to make it awaitable and fail-safe.
    while hasattr(store, "_tracker_store"):
        store = store._tracker_store
    return store


def erase(store: Any, sender: str) -> None:
    """Delete every event of a sender.

    Rasa 3.6 has no call for it. Raises NotImplementedError for stores other than SQL and memory:
    better an error in the log than a person told of an erasure that did not happen.
    """
    inner = _innermost(store)
    if isinstance(inner, SQLTrackerStore):
        with inner.session_scope() as session:
            session.query(inner.SQLEvent).filter_by(sender_id=sender).delete()
            session.commit()
    elif isinstance(inner, InMemoryTrackerStore):
        inner.store.pop(sender, None)
    else:
        raise NotImplementedError(f"cannot erase in {type(inner).__name__}")
