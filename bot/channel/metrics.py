"""What Prometheus reads from the bot. No label holds a number, a text or a raw path."""

from __future__ import annotations

from prometheus_client import Counter, Histogram

TURNS = Counter("techhub_turns_total", "Turns answered", ["channel", "act"])
REFUSED = Counter("techhub_webhook_refused_total", "Posts refused", ["code"])
REPEATS = Counter("techhub_webhook_repeats_total", "Repeated posts answered from the store")
FAILURES = Counter("techhub_turn_failures_total", "Turns that ended in an apology", ["reason"])
SEGMENTS = Counter("techhub_sms_segments_total", "SMS segments in replies")
SECONDS = Histogram("techhub_turn_duration_seconds", "From post to reply", ["channel"])
QUESTIONS = Counter("techhub_visit_questions_total", "Questions about visits", ["channel", "way"])
CALLBACKS = Counter("techhub_twilio_callbacks_total", "Reports on sent messages", ["status"])
LIMITED = Counter("techhub_webhook_limited_total", "Messages over a limit", ["limit"])
LATE = Counter("techhub_late_replies_total", "Replies sent by REST", ["outcome"])
