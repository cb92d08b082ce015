"""What Prometheus reads from the bot. No label holds a number, a text or a raw path.

Every value that a label may take stands at 0 from the start, since Prometheus sees no rise in a
series that begins with 1. The gauges are of the shared store and set at each scrape: several bots
show the same, so that their maximum counts and not their sum.
"""

from __future__ import annotations

from collections.abc import Iterable

from prometheus_client import Counter, Gauge, Histogram, Info

from bot.channel.departments import DEPARTMENTS
from bot.responses.catalogue import LANGUAGES

CHANNELS = ("whatsapp", "sms")
OUT_OF_SCOPE = "utter_out_of_scope"
# After these a person has read an apology, or nothing, in place of an answer.
APOLOGIES = ("deadline", "error", "silence", "promise", "not_answered", "no_room", "given_up")
# After these the answer came all the same.
MENDED = ("understanding", "first_contact", "follow_up")
# The objective of two seconds is read off one of the edges.
TURN_BUCKETS_S = (0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0, 5.0, 7.5, 10.0, 15.0)
OTHER = "other"
NO_LANGUAGE = "unknown"

TURNS = Counter("techhub_turns_total", "Turns answered", ["channel", "act"])
BY_LANGUAGE = Counter("techhub_turns_by_language_total", "Turns by language", ["language"])
BY_DEPARTMENT = Counter(
    "techhub_conversations_by_department_total",
    "Conversations that named a place in a department, or sent a pin: each once a department",
    ["department"],
)
REFUSED = Counter("techhub_webhook_refused_total", "Posts refused", ["code"])
REPEATS = Counter("techhub_webhook_repeats_total", "Repeated posts answered from the store")
FAILURES = Counter("techhub_turn_failures_total", "Faults within turns, by what failed", ["reason"])
SEGMENTS = Counter("techhub_sms_segments_total", "SMS segments in replies")
SECONDS = Histogram(
    "techhub_turn_duration_seconds", "From post to reply", ["channel"], buckets=TURN_BUCKETS_S
)
QUESTIONS = Counter("techhub_visit_questions_total", "Questions about visits", ["channel", "way"])
CALLBACKS = Counter("techhub_twilio_callbacks_total", "Reports on sent messages", ["status"])
LIMITED = Counter("techhub_webhook_limited_total", "Messages over a limit", ["limit"])
LATE = Counter("techhub_late_replies_total", "Replies sent by REST", ["outcome"])
OPT_OUTS = Counter("techhub_opt_outs_total", "People who asked for silence")
OPT_INS = Counter("techhub_opt_ins_total", "People who ended their silence")

STORE_UP = Gauge("techhub_store_up", "Whether the store answered this scrape")
LATE_WAITING = Gauge("techhub_late_replies_waiting", "Replies that wait to be sent by REST")
LATE_OLDEST = Gauge("techhub_late_reply_oldest_seconds", "Age of the one that waits longest, or 0")
OUTBOUND_WAITING = Gauge(
    "techhub_outbound_questions_waiting", "Numbers kept, sealed, for a question by day"
)
OUTBOUND_OVERDUE = Gauge(
    "techhub_outbound_question_overdue_seconds", "How long the first of them is due, or 0"
)
ASSISTANT = Info("techhub_assistant", "The trained assistant that answers")


def count_turn(channel: str, act: str, language: str, departments: Iterable[str]) -> None:
    """Count one turn by its last act, its language, and the departments named for the first time.

    `departments` are INEI's two digits, or `PIN`.
    """
    TURNS.labels(channel, act).inc()
    BY_LANGUAGE.labels(language if language in LANGUAGES else NO_LANGUAGE).inc()
    for code in departments:
        if code in DEPARTMENTS:
            BY_DEPARTMENT.labels(DEPARTMENTS[code]).inc()


def begin_at_zero(statuses: Iterable[str]) -> None:
    """Show every value of the labels from the start; `statuses` are Twilio's of a message."""
    for channel in CHANNELS:
        TURNS.labels(channel, OUT_OF_SCOPE)
        SECONDS.labels(channel)
        for way in ("reply", "outbound"):
            QUESTIONS.labels(channel, way)
    for language in (*LANGUAGES, NO_LANGUAGE):
        BY_LANGUAGE.labels(language)
    for department in DEPARTMENTS.values():
        BY_DEPARTMENT.labels(department)
    for reason in (*APOLOGIES, *MENDED):
        FAILURES.labels(reason)
    for status in (*statuses, OTHER):
        CALLBACKS.labels(status)
    for limit in ("sender", "overload"):
        LIMITED.labels(limit)
    for code in ("invalid_signature", "not_ready"):
        REFUSED.labels(code)
    for outcome in ("sent", "stopped", "given_up", "unreadable", "refused"):
        LATE.labels(outcome)
