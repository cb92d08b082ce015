"""What the tests of the queue ask for, and what comes of it."""

from __future__ import annotations

import threading

from recommender.plan.plans import Document

DONE = {"status": "done", "sites": ["Huanta"]}
ASKED = {"problem": "mclp", "k": 2}


def behind(gate: threading.Event) -> Document:
    """Be as slow as the test wants."""
    gate.wait()
    return DONE
