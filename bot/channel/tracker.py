"""What the channel reads from and erases in Rasa's tracker store."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.tracker_store import InMemoryTrackerStore, SQLTrackerStore
from rasa.shared.core.events import (
    ActionExecuted,
    AllSlotsReset,
    BotUttered,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import text

from bot.channel.database import fold_log
from bot.channel.departments import PIN

PREFIXES = ("action_", "utter_")
NOT_ACTS = frozenset({"action_listen", "action_session_start"})


@dataclass(frozen=True)
class LastTurn:
    """What Rasa did since the last message: its acts in order, the slots as they stand now, which
    of them this turn set, and the departments (two digits, or a pin) that the conversation has not
    named before."""

    acts: tuple[str, ...] = ()
    slots: Mapping[str, Any] = field(default_factory=dict)
    changed: frozenset[str] = frozenset()
    departments: frozenset[str] = frozenset()


async def last_turn(store: Any, sender: str, *, just_now: bool = False) -> LastTurn:
    """The turn that a sender's last message led to; `just_now`, where this process has taken it.

    Slots are read off the events, since what the domain knows of them is no matter here.
    """
    saved = _just_saved(store, sender)
    # Another process may have gone on since, so that only the turn just taken is read off it.
    tracker = saved if saved and just_now else await store.retrieve(sender)
    acts: list[str] = []
    slots: dict[str, Any] = {}
    changed: set[str] = set()
    named: set[str] = set()
    before: frozenset[str] = frozenset()
    for event in tracker.events if tracker else []:
        if isinstance(event, UserUttered):
            acts, changed = [], set()
            before = frozenset(named)
        elif isinstance(event, ActionExecuted) and event.action_name:
            acts.append(event.action_name)
        elif isinstance(event, SlotSet):
            slots[event.key] = event.value
            changed.add(event.key)
            named |= _department(event)
        elif isinstance(event, (AllSlotsReset, Restarted, SessionStarted)):
            slots = {}
            if isinstance(event, SessionStarted):
                named = set()
    spoken = [act for act in acts if act.startswith(PREFIXES) and act not in NOT_ACTS]
    return LastTurn(tuple(spoken), slots, frozenset(changed), frozenset(named) - before)


def _department(event: SlotSet) -> set[str]:
    """The department of a place that is remembered from here on, as two digits; or a pin."""
    if event.key == "place_id" and event.value:
        return {str(event.value)[:2]}
    return {PIN} if event.key == "location" and event.value else set()


async def time_of_last_event(store: Any, sender: str) -> float:
    """When anything last happened with a sender, in Unix seconds; 0 where nothing has."""
    tracker = await store.retrieve(sender)
    return float(tracker.events[-1].timestamp) if tracker and tracker.events else 0.0


async def append(store: Any, sender: str, events: Sequence[Event]) -> None:
    """Add to what the tracker of a sender holds."""
    tracker = await store.get_or_create_tracker(sender)
    for event in events:
        tracker.update(event)
    await store.save(tracker)


def once(
    handler: Callable[[UserMessage], Awaitable[Any]], store: Any
) -> Callable[[UserMessage], Awaitable[Any]]:
    """A handler that says again what was said to a message whose turn the tracker holds.

    Rasa saves a turn whole, at its end: a process that went afterwards has left nothing to do.
    """

    async def handle(message: UserMessage) -> None:
        said = await _said_to(store, message.sender_id, message.message_id)
        if said is None:
            await handler(message)
            return
        for words in said:
            await message.output_channel.send_text_message(message.sender_id, words)

    return handle


async def _said_to(store: Any, sender: str, message_id: str | None) -> list[str] | None:
    """What the last turn said, where it answered this message; None where it did not."""
    tracker = await store.retrieve(sender)
    said: list[str] | None = None
    for event in tracker.events if tracker else []:
        if isinstance(event, UserUttered):
            said = [] if event.message_id == message_id else None
        elif isinstance(event, BotUttered) and said is not None:
            said.append(event.text or "")
    return said or None


def _just_saved(store: Any, sender: str) -> DialogueStateTracker | None:
    """The tracker that this process saved at the end of the turn, where the store keeps it."""
    for inner in _stores(store):
        take_saved = getattr(inner, "take_saved", None)
        found: DialogueStateTracker | None = take_saved(sender) if take_saved else None
        if found is not None:
            return found
    return None


def _stores(store: Any) -> Iterator[Any]:
    """The stores that hold events: Rasa wraps the configured one and keeps another for failures."""
    fallback = getattr(store, "_fallback_tracker_store", None)
    if fallback is not None:
        yield from _stores(fallback)
    inner = getattr(store, "_tracker_store", None)
    if inner is None:
        yield store
    else:
        yield from _stores(inner)


def erase(store: Any, sender: str) -> None:
    """Delete every event of a sender.

    Rasa 3.6 has no call for it. Raises NotImplementedError for stores other than SQL and memory:
    better an error in the log than a person told of an erasure that did not happen.
    """
    for inner in _stores(store):
        if isinstance(inner, SQLTrackerStore):
            _erase_rows(inner, sender)
        elif isinstance(inner, InMemoryTrackerStore):
            inner.store.pop(sender, None)
        else:
            raise NotImplementedError(f"cannot erase in {type(inner).__name__}")


async def note_erasure(store: Any, sender: str) -> None:
    """Keep, of all that was erased, only that and when it was: an erasure must be shown to have
    happened. What follows starts from nothing."""
    events = [ActionExecuted("action_delete_data"), ActionExecuted("action_listen")]
    await store.save(DialogueStateTracker.from_events(sender, events))


def _erase_rows(store: SQLTrackerStore, sender: str) -> None:
    with store.session_scope() as session:
        if store.engine.dialect.name == "sqlite":
            # Else what was said stays readable in the free pages of the file.
            session.execute(text("PRAGMA secure_delete=ON"))
        session.query(store.SQLEvent).filter_by(sender_id=sender).delete()
        session.commit()
    fold_log(store.engine)
