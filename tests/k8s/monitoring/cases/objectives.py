"""Cases of rules/objectives.yml."""

from __future__ import annotations

from tests.k8s.monitoring.cases.case import NS, Case, Series

TURNS = f"techhub_turn_duration_seconds_count{{{NS}}}"
SOON = f'techhub_turn_duration_seconds_bucket{{{NS}, le="2.0"}}'
FAILED = f'techhub_turn_failures_total{{{NS}, reason="error"}}'
MENDED = f'techhub_turn_failures_total{{{NS}, reason="follow_up"}}'
BUSY = f'techhub_webhook_limited_total{{{NS}, limit="overload"}}'
ACT_FAILED = f'techhub_actions_total{{{NS}, action="action_learn", outcome="unavailable"}}'
DAYS = "x310"


def turns(total: str, bad: str, other: str = "0x60") -> Series:
    """Turns in all, those that failed, and faults that were mended."""
    return {TURNS: total, FAILED: bad, MENDED: other, BUSY: "0x900"}


OBJECTIVES = (
    # No figures of the acts at all: the pod is gone, and the bot's own faults still count.
    Case("TurnsApologised", turns("0+60x60", "0+30x60"), turns("0+60x60", "0+0.06x60"), "1h"),
    # The acts' own apologies count as the bot's; mended faults do not.
    Case(
        "TurnsApologised",
        {**turns("0+60x60", "0x60"), ACT_FAILED: "0+30x60"},
        {**turns("0+60x60", "0x60", "0+30x60"), ACT_FAILED: "0x60"},
        "1h",
    ),
    # One failed turn of three in the night wakes nobody.
    Case("TurnsApologised", turns("0+1x60", "0+1x60"), turns("0x57 0+1x3", "0x58 0+1x2"), "1h"),
    Case(
        "TurnsApologisedForDays",
        turns(f"0+300{DAYS}", f"0+6{DAYS}", f"0{DAYS}"),
        turns(f"0+300{DAYS}", f"0+0.9{DAYS}", f"0+30{DAYS}"),
        "25h",
        step="5m",
    ),
    # A little over the budget, for days.
    Case(
        "TurnsApologisedForDays",
        turns(f"0+900{DAYS}", f"0+6.3{DAYS}", f"0{DAYS}"),
        turns(f"0+900{DAYS}", f"0+3.6{DAYS}", f"0{DAYS}"),
        "75h",
        step="15m",
    ),
    Case(
        "TurnsSlow",
        {TURNS: "0+60x60", SOON: "0+10x60"},
        {TURNS: "0+60x60", SOON: "0+58x60"},
        "1h",
    ),
    Case(
        "TurnsSlowForDays",
        {TURNS: f"0+300{DAYS}", SOON: f"0+240{DAYS}"},
        {TURNS: f"0+300{DAYS}", SOON: f"0+290{DAYS}"},
        "25h",
        step="5m",
    ),
)
