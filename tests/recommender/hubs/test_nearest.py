from __future__ import annotations

import pytest

from recommender.hubs.nearest import HubIndex
from recommender.model.bundle import Bundle


def test_the_register_starts_with_the_514_tambos_and_claims_nothing(
    seeded_hubs: HubIndex, bundle: Bundle
) -> None:
    assert seeded_hubs.state.total == len(bundle.hubs) == 514
    assert {hub.kind for hub in seeded_hubs.hubs} == {"tambo"}
    assert not any(hub.services or hub.services_confirmed for hub in seeded_hubs.hubs)


def test_hubs_come_nearest_first_in_pages_that_join(seeded_hubs: HubIndex) -> None:
    whole = seeded_hubs.nearest(-12.94, -74.25, 10)
    pages = seeded_hubs.nearest(-12.94, -74.25, 5) + seeded_hubs.nearest(-12.94, -74.25, 5, 5)
    assert whole == pages
    assert [near.distance_km for near in whole] == sorted(near.distance_km for near in whole)


def test_the_way_to_a_hub_is_the_opposite_of_the_way_back(seeded_hubs: HubIndex) -> None:
    near = seeded_hubs.nearest(-12.94, -74.25, 1)[0]
    assert 0 <= near.bearing_deg < 360
    east, north = near.hub.longitude + 74.25, near.hub.latitude + 12.94
    assert ("N" in near.compass) == (north > 0 and abs(north) > abs(east) * 0.4142)
    assert ("E" in near.compass) == (east > 0 and abs(east) > abs(north) * 0.4142)


@pytest.mark.parametrize("offset", [514, 9999])
def test_past_the_last_hub_there_is_nothing(seeded_hubs: HubIndex, offset: int) -> None:
    assert seeded_hubs.nearest(-12.94, -74.25, 3, offset) == []
    assert len(seeded_hubs.nearest(-12.94, -74.25, 3, 513)) == 1
