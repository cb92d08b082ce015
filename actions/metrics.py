"""What is counted of the acts; no label names a person, a place or a question."""

from __future__ import annotations

from prometheus_client import Counter, Histogram

ACTIONS = Counter("techhub_actions_total", "Acts performed.", ["action", "outcome"])
DURATION = Histogram(
    "techhub_action_duration_seconds",
    "Time from the call of an act to its answer.",
    ["action"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0),
)
