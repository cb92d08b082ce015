"""What the audit log holds of a change whose answer was lost: nobody knows whether it was made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from knowledge_base.console.access import person
from knowledge_base.console.clients.recommender import Unanswered
from knowledge_base.console.parts import Parts


@contextmanager
def noted_if_unanswered(parts: Parts, subject: str, detail: Mapping[str, Any]) -> Iterator[None]:
    """Note what was asked for where the register took it and did not answer."""
    try:
        yield
    except Unanswered:
        parts.audit.record(person().name, "hub.unanswered", subject, detail)
        raise
