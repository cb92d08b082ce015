"""What is counted of the acts; no label names a person, a place below a department, or a question.

Every value that a label may take stands at 0 from the start, since Prometheus sees no rise in a
series that begins with 1.
"""

from __future__ import annotations

from typing import get_args

from prometheus_client import Counter, Histogram

from actions.turn import ACTS, Label

# As the recommender writes them.
DEPARTMENTS = (
    "Amazonas", "Áncash", "Apurímac", "Arequipa", "Ayacucho", "Cajamarca", "Callao", "Cusco",
    "Huancavelica", "Huánuco", "Ica", "Junín", "La Libertad", "Lambayeque", "Lima", "Loreto",
    "Madre de Dios", "Moquegua", "Pasco", "Piura", "Puno", "San Martín", "Tacna", "Tumbes",
    "Ucayali",
)  # fmt: skip
SERVICES = ("recommender", "knowledge_base")
CALL_OUTCOMES = ("answered", "refused", "timeout", "unreachable", "failed")

ACTIONS = Counter("techhub_actions_total", "Acts performed.", ["action", "outcome"])
DURATION = Histogram(
    "techhub_action_duration_seconds",
    "Time from the call of an act to its answer.",
    ["action"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0),
)
HUBS = Counter("techhub_hub_details_total", "Hubs told of in full.", ["department"])
CALLS = Counter("techhub_service_calls_total", "Requests to a service.", ["service", "outcome"])
CALL_SECONDS = Histogram(
    "techhub_service_call_duration_seconds",
    "Time from a request to a service to its answer.",
    ["service"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 4.0),
)


def count_hub(department: str) -> None:
    """Count a hub told of in full, by its department and nothing narrower."""
    if department in DEPARTMENTS:
        HUBS.labels(department).inc()


def _begin_at_zero() -> None:
    for act in ACTS:
        DURATION.labels(act)
        for outcome in get_args(Label):
            ACTIONS.labels(act, outcome)
    for department in DEPARTMENTS:
        HUBS.labels(department)
    for service in SERVICES:
        CALL_SECONDS.labels(service)
        for outcome in CALL_OUTCOMES:
            CALLS.labels(service, outcome)


_begin_at_zero()
