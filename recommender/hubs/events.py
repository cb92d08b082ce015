"""Which of a hub's events are still to come."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone

from recommender.records import HubEvent

# Peru has one time all year.
PERU = timezone(timedelta(hours=-5))


def today_in_peru() -> date:
    """Return the day that it is in Peru."""
    return datetime.now(PERU).date()


def to_come(events: Iterable[HubEvent], today: date) -> tuple[HubEvent, ...]:
    """Return the events of today and later."""
    return tuple(event for event in events if event.date >= today.isoformat())
