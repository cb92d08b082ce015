"""Cases of rules/operations.yml."""

from __future__ import annotations

from tests.k8s.monitoring.cases.case import NS, Case, Series

JOBS = ("bot", "actions", "recommender", "knowledge-base")


def up(*jobs: str) -> Series:
    return {f'up{{{NS}, job="{job}", instance="{job}-0"}}': "1x60" for job in jobs}


def late(outcome: str) -> str:
    return f'techhub_late_replies_total{{{NS}, outcome="{outcome}"}}'


def callbacks(status: str) -> str:
    return f'techhub_twilio_callbacks_total{{{NS}, status="{status}"}}'


def calls(outcome: str) -> str:
    return f'techhub_service_calls_total{{{NS}, service="recommender", outcome="{outcome}"}}'


OVERDUE = f"techhub_outbound_question_overdue_seconds{{{NS}}}"
REFUSED = f'techhub_webhook_refused_total{{{NS}, code="invalid_signature"}}'
SPOKEN = f'techhub_turn_duration_seconds_count{{{NS}, channel="sms"}}'
STORE = 'techhub_store_up{namespace="techhub", job="bot", instance="bot-%d"}'
OPERATIONS = (
    Case(
        "TargetDown",
        {**up("actions"), f'up{{{NS}, job="bot", instance="bot-0"}}': "1x5 0x55"},
        {**up("actions"), f'up{{{NS}, job="bot", instance="bot-0"}}': "1x9 0x50"},
        "12m",
        labels={"namespace": "techhub", "job": "bot", "instance": "bot-0"},
    ),
    # What runs for tests hides no missing pod of production.
    Case(
        "TargetMissing",
        {**up(*JOBS[1:]), 'up{namespace="techhub-staging", job="bot", instance="bot-0"}': "1x60"},
        up(*JOBS),
        "30m",
        labels={"namespace": "techhub", "job": "bot"},
    ),
    Case(
        "StoreDown",
        {STORE % 0: "1x60", STORE % 1: "1x5 0x55"},
        {STORE % 0: "1x60", STORE % 1: "1x8 0x50"},
        "10m",
        labels={"namespace": "techhub", "job": "bot"},
    ),
    Case(
        "LateRepliesOld",
        {f"techhub_late_reply_oldest_seconds{{{NS}}}": "0+60x60"},
        {f"techhub_late_reply_oldest_seconds{{{NS}}}": "550x60"},
        "30m",
    ),
    Case(
        "LateQueueDeep",
        {f"techhub_late_replies_waiting{{{NS}}}": "300x60"},
        {f"techhub_late_replies_waiting{{{NS}}}": "200x60"},
        "20m",
    ),
    Case(
        "LateRepliesLost",
        {late("given_up"): "0x20 2x40", late("sent"): "0+1x60"},
        # People who asked for silence lose nothing.
        {late("given_up"): "0x60", late("stopped"): "0+1x60", late("sent"): "0+1x60"},
        "30m",
    ),
    # At five in the morning (UTC) it is midnight in Peru: nobody is asked then.
    Case(
        "VisitQuestionsOverdue", {OVERDUE: "7200x960"}, {OVERDUE: "7200x960"}, "15h", rests_at="5h"
    ),
    Case("VisitQuestionsOverdue", {OVERDUE: "7200x960"}, {OVERDUE: "3000x960"}, "15h"),
    Case(
        "TwilioCallbacksFailing",
        {callbacks("undelivered"): "0+1x60", callbacks("delivered"): "0+2x60"},
        {callbacks("undelivered"): "0+1x60", callbacks("delivered"): "0+9x60"},
        "1h",
    ),
    # A stranger among turns, and a stranger at an hour at which nobody writes, wake nobody.
    Case("SignaturesInvalid", {REFUSED: "0+5x60", SPOKEN: "9x60"},
         {REFUSED: "0+5x60", SPOKEN: "0+1x60"}, "45m"),
    Case("SignaturesInvalid", {REFUSED: "0x2015 0+60x13", SPOKEN: "0+1x2015 2015x13"},
         {REFUSED: "0x2015 0+60x13", SPOKEN: "0x100 0+1x1914 1914x13"}, "10140m", step="5m"),
    Case("PostsUnsigned", {REFUSED: "0+5x60", SPOKEN: "0+1x60"}, {REFUSED: "0+1x60"}, "30m"),
    # Silent from one in the afternoon (UTC) of the seventh day on; a week before people wrote.
    Case("TurnsStopped", {SPOKEN: "0+2x1086 2172x150"}, {SPOKEN: "0+2x1236"}, "185h", step="10m"),
    # Midnight in Peru; a quiet week before.
    Case("TurnsStopped", {SPOKEN: "0+2x1086 2172x150"}, {SPOKEN: "0+2x1086 2172x150"}, "185h",
         step="10m", rests_at="197h"),
    Case("TurnsStopped", {SPOKEN: "0+2x1086 2172x150"}, {SPOKEN: "0+0.02x1086 21x150"}, "185h",
         step="10m"),
    # So few turns that only a whole day of silence says anything.
    Case("TurnsStopped", {SPOKEN: "0+0.3x1086 326x300"}, {SPOKEN: "0+0.3x1386"}, "210h",
         step="10m"),
    Case(
        "ServiceCallsFailing",
        {calls("answered"): "0+9x60", calls("timeout"): "0+1x60"},
        # What the service refuses is an answer.
        {calls("answered"): "0+9x60", calls("timeout"): "0x60", calls("refused"): "0+5x60"},
        "30m",
        labels={"namespace": "techhub", "service": "recommender"},
    ),
)  # fmt: skip
