"""Which sites lie within which places' reach: sparse pairs along the great circle."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.spatial import cKDTree

from recommender.places.sphere import EARTH_RADIUS_KM, arc_km

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]

# Places whose reach differs by less than this factor are looked up together.
STEP = 1.25
# So many places at a time keep the pairs at hand within some tens of megabytes.
BLOCK = 20_000
# A hair more than the reach, so that rounding leaves no point on the rim out.
HAIR = 1.0 + 1e-12


def count_pairs(sites: Floats, places: Floats, radius_km: float) -> int:
    """Return how many pairs of a site and a place lie within a radius; points of shape (n, 3)."""
    if not len(sites) or not len(places):
        return 0
    found = cKDTree(places).count_neighbors(cKDTree(sites), _chord(radius_km))
    return int(found)


def pairs_each(sites: Floats, places: Floats, reach_km: Floats) -> Rows:
    """Return how many sites lie within each place's reach."""
    chords = 2.0 * np.sin(np.minimum(reach_km / EARTH_RADIUS_KM, np.pi) / 2.0)
    found = cKDTree(sites).query_ball_point(places, chords, return_length=True)
    return np.asarray(found, dtype=np.intp)


def nearer_than(away: csr_array, reach: Floats) -> csr_array:
    """Return the entries (sites, places) of `away` that are within each place's reach."""
    kept = away.data <= reach[away.indices] * HAIR
    indptr = np.concatenate(([0], np.cumsum(kept)))[away.indptr]
    return csr_array((away.data[kept], away.indices[kept], indptr), shape=away.shape)


def within(sites: Floats, places: Floats, reach_km: Floats) -> csr_array:
    """Return the kilometres between sites and places, shape (sites, places), where within reach.

    `reach_km` has the shape (places,): how far each place looks. A site at a place's own point is
    stored with a distance of 0.
    """
    found = list(_blocks(cKDTree(sites), places, reach_km)) if len(sites) else []
    if not found:
        return csr_array((len(sites), len(places)))
    site, place, km = (np.concatenate(parts) for parts in zip(*found, strict=True))
    # Not through the constructor from pairs, which would take stored zeros for nothing.
    order = np.lexsort((place, site))
    indptr = np.concatenate(([0], np.cumsum(np.bincount(site, minlength=len(sites)))))
    parts = (km[order], place[order], indptr.astype(np.int32))
    return csr_array(parts, shape=(len(sites), len(places)))


def _blocks(
    tree: cKDTree, places: Floats, reach_km: Floats
) -> Iterator[tuple[NDArray[np.int32], NDArray[np.int32], Floats]]:
    """Yield sites, places and kilometres for some places at a time, of about the same reach."""
    order = np.argsort(reach_km, kind="stable")
    order = order[reach_km[order] > 0.0]
    start = 0
    while start < len(order):
        most = reach_km[order[start]] * STEP
        end = min(int(np.searchsorted(reach_km[order], most, side="right")), start + BLOCK)
        block = order[start : max(end, start + 1)]
        farthest = float(reach_km[block].max())
        pairs = cKDTree(places[block]).sparse_distance_matrix(
            tree, _chord(farthest), output_type="ndarray"
        )
        place, km = block[pairs["i"]], arc_km(pairs["v"])
        near = km <= reach_km[place] * HAIR
        yield pairs["j"][near].astype(np.int32), place[near].astype(np.int32), km[near]
        start = max(end, start + 1)


def _chord(km: float) -> float:
    return float(2.0 * np.sin(min(km * HAIR / EARTH_RADIUS_KM, np.pi) / 2.0)) * HAIR
