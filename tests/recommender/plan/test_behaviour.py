"""What must rise rises and what must not matter does not, from people to the final ranking."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from recommender.hubs.nearest import HubIndex
from recommender.places.gazetteer import Gazetteer
from recommender.places.sphere import SphereIndex
from recommender.plan.demand import Demand, demand_in
from recommender.plan.mclp import GreedyCover
from recommender.settings import Settings

REGION, RADIUS_KM = "0504", 5.0


def _gains(demand: Demand) -> np.ndarray:
    """Return the need-weighted score of every site: the weight in reach that no hub covers."""
    cosine = np.clip(demand.points @ demand.points.T, -1.0, 1.0)
    reach = np.arccos(cosine) * 6371.0088 <= demand.radius_km
    return reach @ (demand.weight * demand.open)


@pytest.mark.parametrize("row", [0, 7, 40])
def test_more_people_in_reach_never_lower_a_score(
    gazetteer: Gazetteer, seeded_hubs: HubIndex, row: int
) -> None:
    demand = demand_in(gazetteer, seeded_hubs, REGION, RADIUS_KM)
    more = demand.weight.copy()
    more[row] += 500.0
    before, after = _gains(demand), _gains(replace(demand, weight=more))
    assert (after >= before - 1e-9).all()
    assert (after > before).any() == bool(demand.open[row])


def test_a_place_beside_a_hub_stands_below_its_twin_far_from_one() -> None:
    """Two places alike in all but a hub a km from the first."""
    angle = np.radians([0.0, 1.0])
    points = np.column_stack([np.cos(angle), np.sin(angle), np.zeros(2)])
    twins = Demand(
        rows=np.arange(2),
        points=points,
        radius_km=RADIUS_KM,
        weight=np.array([100.0, 100.0]),
        people=np.array([400.0, 400.0]),
        youth=np.array([100.0, 100.0]),
        open=np.array([False, True]),
        urban=np.zeros(2, dtype=bool),
        suitability=np.array([0.2, 0.2]),
        nearest_hub_km=np.array([1.0, 111.0]),
    )
    picks = GreedyCover(twins).extend(2)
    assert [pick.site for pick in picks] == [1]


def test_a_new_hub_at_the_best_site_sends_it_down(
    gazetteer: Gazetteer, seeded_hubs: HubIndex
) -> None:
    demand = demand_in(gazetteer, seeded_hubs, REGION, RADIUS_KM)
    best = GreedyCover(demand).extend(1)[0].site
    row = int(demand.rows[best])
    latitude = np.append([hub.latitude for hub in seeded_hubs.hubs], gazetteer.latitude[row])
    longitude = np.append([hub.longitude for hub in seeded_hubs.hubs], gazetteer.longitude[row])
    more = replace(
        seeded_hubs,
        hubs=[*seeded_hubs.hubs, seeded_hubs.hubs[0]],
        sphere=SphereIndex.build(latitude, longitude),
    )
    after = demand_in(gazetteer, more, REGION, RADIUS_KM)
    assert best not in [pick.site for pick in GreedyCover(after).extend(50)]
    assert _gains(after)[best] == 0.0
    # The learned score knows nothing of the register.
    np.testing.assert_array_equal(after.suitability, demand.suitability)


def test_a_hub_can_be_for_all_people(gazetteer: Gazetteer, seeded_hubs: HubIndex) -> None:
    young = demand_in(gazetteer, seeded_hubs, REGION, RADIUS_KM)
    everyone = demand_in(replace(gazetteer, demand="people"), seeded_hubs, REGION, RADIUS_KM)
    need = gazetteer.need[young.rows]
    np.testing.assert_allclose(young.weight, young.youth * need)
    np.testing.assert_allclose(everyone.weight, young.people * need)


def test_a_demand_that_is_none_is_named() -> None:
    with pytest.raises(ValueError, match="RECOMMENDER_DEMAND must be youth or people"):
        Settings.from_environment({"RECOMMENDER_DEMAND": "dogs"})
