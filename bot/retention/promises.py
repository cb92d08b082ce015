"""How long each table of the bot may hold a row."""

from __future__ import annotations

from dataclasses import dataclass

DAY_S = 24 * 3600


@dataclass(frozen=True)
class Promise:
    """Rows of `table` go `kept_s` seconds after the Unix time in `column`."""

    table: str
    column: str
    kept_s: float


# The channel's tables whose rows have a time of their own, whatever the settings say.
FIXED = (
    Promise("replies", "stored_at", DAY_S),
    Promise("rests", "stored_at", DAY_S),
    Promise("claims", "received_at", DAY_S),
    Promise("late_replies", "expires_at", 0),
    Promise("outbound", "expires_at", 0),
    Promise("visits", "shown_at", 30 * DAY_S),
)
# What is kept of a person as long as their conversation: by table, the column with its time.
BESIDE_A_CONVERSATION = {"languages": "chosen_at", "first_contacts": "told_at"}
# Silence protects who asked for it; the turns of the job itself name nobody.
FOR_GOOD = frozenset({"opted_out", "retention"})
EVENTS = "events"
