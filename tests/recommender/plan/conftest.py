"""The planner over the shipped places and hubs."""

from __future__ import annotations

import pytest

from recommender.hubs.nearest import HubIndex
from recommender.places.gazetteer import Gazetteer
from tests.recommender.plan.planner import Planner


@pytest.fixture
def plan(gazetteer: Gazetteer, seeded_hubs: HubIndex) -> Planner:
    return Planner(gazetteer, seeded_hubs)


@pytest.fixture
def queue_store(tmp_path: Path) -> PlanStore:
    return PlanStore(open_store(f"sqlite:///{tmp_path / 'plans.sqlite'}"))


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """A solve that waits for this event is as slow as the test wants."""
    event = threading.Event()
    yield event
    event.set()
