"""Sparse pairs against measuring all of them."""

from __future__ import annotations

import numpy as np
import pytest

from recommender.places.sphere import arc_km, unit_vectors
from recommender.plan.reach import count_pairs, nearer_than, pairs_each, within

rng = np.random.default_rng(1)
SITES = unit_vectors(rng.uniform(-13, -12, 60), rng.uniform(-75, -74, 60))
# Some places stand where sites do.
PLACES = np.vstack((SITES[:20], unit_vectors(rng.uniform(-13, -12, 70), rng.uniform(-75, -74, 70))))
KM = arc_km(np.linalg.norm(SITES[:, None, :] - PLACES[None, :, :], axis=2))


@pytest.mark.parametrize("reach", (np.full(90, 15.0), rng.uniform(0.0, 60.0, 90)))
def test_pairs_within_reach_and_their_distances(reach: np.ndarray) -> None:
    found = within(SITES, PLACES, reach)
    inside = KM <= reach[None, :]
    assert found.nnz == inside.sum() == pairs_each(SITES, PLACES, reach).sum()
    site = np.repeat(np.arange(60), np.diff(found.indptr))
    np.testing.assert_allclose(found.data, KM[site, found.indices], atol=1e-6)
    assert inside[site, found.indices].all()


def test_a_site_at_the_place_itself_is_stored() -> None:
    found = within(SITES, PLACES, np.full(90, 1e-6))
    assert found.nnz == 20 and (found.data == 0.0).all()


def test_counting_agrees() -> None:
    assert count_pairs(SITES, PLACES, 15.0) == (KM <= 15.0).sum()
    assert count_pairs(SITES[:0], PLACES, 15.0) == 0


def test_only_nearer_pairs_are_kept() -> None:
    wide = within(SITES, PLACES, np.full(90, 40.0))
    near = nearer_than(wide, np.full(90, 10.0))
    assert (near.toarray() > 0).sum() == ((wide.toarray() > 0) & (KM <= 10.0)).sum()
    assert near.data.max() <= 10.0


def test_without_sites_nobody_is_reached() -> None:
    assert within(SITES[:0], PLACES, np.full(90, 10.0)).shape == (0, 90)
