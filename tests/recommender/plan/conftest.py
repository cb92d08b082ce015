"""The planner over the shipped places and hubs."""

from __future__ import annotations

import pytest

from recommender.hubs.nearest import HubIndex
from recommender.places.gazetteer import Gazetteer
from tests.recommender.plan.planner import Planner


@pytest.fixture
def plan(gazetteer: Gazetteer, seeded_hubs: HubIndex) -> Planner:
    return Planner(gazetteer, seeded_hubs)
