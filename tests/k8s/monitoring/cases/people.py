"""Cases of rules/people.yml."""

from __future__ import annotations

from tests.k8s.monitoring.cases.case import NS, Case
from tests.k8s.monitoring.cases.objectives import TURNS

ANSWERED = f'techhub_turns_total{{{NS}, channel="sms", act="action_learn"}}'
SCOPE = f'techhub_turns_total{{{NS}, channel="sms", act="utter_out_of_scope"}}'
NOTHING = f'techhub_actions_total{{{NS}, action="action_learn", outcome="nothing"}}'
OPT_OUTS = f"techhub_opt_outs_total{{{NS}}}"
PEOPLE = (
    Case(
        "QuestionsUnanswered",
        {TURNS: "0+10x480", ANSWERED: "0+8x480", SCOPE: "0+2x480", NOTHING: "0+2x480"},
        {TURNS: "0+10x480", ANSWERED: "0+9x480", SCOPE: "0+1x480", NOTHING: "0+1x480"},
        "8h",
    ),
    # A steady number is no spike, however high.
    Case("OptOutSpike", {OPT_OUTS: "0x1000 0+4x10"}, {OPT_OUTS: "0+4x1010"}, "168h", step="10m"),
    # Nor are two people of a quiet week.
    Case("OptOutSpike", {OPT_OUTS: "0x1000 0+4x10"}, {OPT_OUTS: "0x1005 2x5"}, "168h", step="10m"),
)
