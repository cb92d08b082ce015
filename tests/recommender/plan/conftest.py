"""The planner over the shipped places and hubs, and a store for what a queue solves."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from recommender.hubs.nearest import HubIndex
from recommender.places.gazetteer import Gazetteer
from recommender.plan.plans import PlanStore
from recommender.store import open_store
from tests.recommender.plan.planner import Planner


@pytest.fixture
def plan(gazetteer: Gazetteer, seeded_hubs: HubIndex) -> Planner:
    return Planner(gazetteer, seeded_hubs)


@pytest.fixture
def store(tmp_path: Path) -> PlanStore:
    return PlanStore(open_store(f"sqlite:///{tmp_path / 'plans.sqlite'}"))


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """A solve that waits for this event is as slow as the test wants."""
    event = threading.Event()
    yield event
    event.set()
