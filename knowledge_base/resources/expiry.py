"""Until which day a resource holds, by Peru's calendar; after it the resource is withdrawn."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

# Peru keeps one time all year.
_PERU = timezone(timedelta(hours=-5))
_ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
PAST = "ya pasó: pon una fecha de hoy o más tarde, o déjala vacía"


def today_in_peru(now: datetime | None = None) -> date:
    """Return the day that it is in Peru at `now` (aware; by default this moment)."""
    return (now or datetime.now(UTC)).astimezone(_PERU).date()


def expired(expires_on: str | None, today: date) -> bool:
    """Tell whether the last day of a resource is over; it holds through that day."""
    return bool(expires_on) and str(expires_on) < today.isoformat()


def expiry_error(value: Any) -> str | None:
    """Return why a value is no day; None and an empty text stand for no end."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    try:
        if isinstance(value, str) and _ISO.fullmatch(value.strip()):
            date.fromisoformat(value.strip())
            return None
    except ValueError:
        pass
    return "debe ser una fecha que exista, como 2027-03-31, o quedar vacía"
