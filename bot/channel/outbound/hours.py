"""When a question may be sent: by day in Peru, and within a day of the person's last message.

For 24 hours after a message WhatsApp lets a business write freely; and no number is kept longer.
"""

from __future__ import annotations

DAY_S, HOUR_S = 24 * 3600, 3600
KEPT_S = DAY_S
# Some minutes before the day is over, so that what is sent late is not sent too late.
MARGIN_S = 600
# A question waits this much longer than it must: the person may write first.
GRACE_S = 2 * HOUR_S
FIRST_HOUR, LAST_HOUR = 8, 20
# Peru has one time zone and no summer time.
BEHIND_UTC_S = 5 * HOUR_S


def is_day(moment: float) -> bool:
    """Whether it is from 8 to 20 h in Peru at this Unix time."""
    return FIRST_HOUR * HOUR_S <= _since_midnight(moment) < LAST_HOUR * HOUR_S


def send_at(last_message: float, after_s: float) -> float | None:
    """When to send, `after_s` after a message at least; None where the day leaves no time."""
    earliest, latest = last_message + after_s, last_message + KEPT_S - MARGIN_S
    wanted = min(earliest + GRACE_S, latest)
    if not is_day(wanted):
        evening = wanted - _since_midnight(wanted) + LAST_HOUR * HOUR_S - MARGIN_S
        morning = wanted - _since_midnight(wanted) + FIRST_HOUR * HOUR_S
        if _since_midnight(wanted) < FIRST_HOUR * HOUR_S:
            evening -= DAY_S
        else:
            morning += DAY_S
        wanted = morning if morning <= latest else evening
    return wanted if earliest <= wanted <= latest else None


def _since_midnight(moment: float) -> float:
    return (moment - BEHIND_UTC_S) % DAY_S
