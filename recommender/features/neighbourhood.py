"""How many people and places lie within a distance of each place."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from recommender.places.sphere import arc_km, chord, unit_vectors

# Rows a time: some 300 neighbours each at 20 km keeps the work in tens of megabytes.
CHUNK = 4_000

Floats = NDArray[np.float64]


def sums_within(
    at: tuple[Floats, Floats],
    points: tuple[Floats, Floats],
    values: Floats,
    radii_km: tuple[float, ...],
) -> Floats:
    """Return for each place (latitudes, longitudes) the sum of values within each radius.

    `values` has shape (points, v); the result has shape (places, radii, v). A point counts when
    its great-circle distance is at most the radius, so a place counts itself.
    """
    origin, target = unit_vectors(*at), unit_vectors(*points)
    tree = cKDTree(target)
    result = np.zeros((len(origin), len(radii_km), values.shape[1]))
    for start in range(0, len(origin), CHUNK):
        rows = slice(start, start + CHUNK)
        result[rows] = _chunk(origin[rows], tree, target, values, radii_km)
    return result


def _chunk(
    origin: Floats, tree: cKDTree, target: Floats, values: Floats, radii_km: tuple[float, ...]
) -> Floats:
    neighbours = tree.query_ball_point(origin, chord(max(radii_km)), return_sorted=False)
    counts = np.fromiter((len(found) for found in neighbours), dtype=np.intp)
    column = np.concatenate([np.asarray(found, dtype=np.intp) for found in neighbours])
    row = np.repeat(np.arange(len(origin)), counts)
    length = np.linalg.norm(origin[row] - target[column], axis=1)
    sums = np.zeros((len(origin), len(radii_km), values.shape[1]))
    for i, radius in enumerate(radii_km):
        inside = length <= chord(radius)
        for j in range(values.shape[1]):
            weights = values[column[inside], j]
            sums[:, i, j] = np.bincount(row[inside], weights=weights, minlength=len(origin))
    return sums


def nearest_km(at: tuple[Floats, Floats], points: tuple[Floats, Floats]) -> Floats:
    """Return the great-circle kilometres from each place to the nearest point."""
    chords, _ = cKDTree(unit_vectors(*points)).query(unit_vectors(*at))
    return arc_km(chords)


def between_km(start: tuple[Floats, Floats], end: tuple[Floats, Floats]) -> Floats:
    """Return the great-circle kilometres between points taken pair by pair."""
    return arc_km(np.linalg.norm(unit_vectors(*start) - unit_vectors(*end), axis=1))
