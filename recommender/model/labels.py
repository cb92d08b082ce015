"""Which rural places the state has chosen for a tambo, and how the country is split for tests."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from recommender.features.tables import Tables
from recommender.places.sphere import arc_km, unit_vectors

FOLDS = 5
# Where another place lies this near, the map does not tell which of them the tambo stands in.
SHARED_KM = 0.5
CANDIDATES = 6
# Keeps the share of a place on the tambo's very point from being all of it.
SOFTENING_KM = 0.1

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Examples:
    """The rural places as examples: rows of the places table, raw features, labels and fold.

    `label` is 1 for the rural place nearest to a tambo and 0 for every other, which is unlabelled
    rather than known to be unfit. A tambo nearest to an urban place labels nothing. `weight` is
    what an example counts in learning: where further rural places lie within 0.5 km of a tambo,
    each has a part of it (see `shares`), the nearest counts as a positive by its part and the
    others as unlabelled by what is left of them. All places of a department share one `fold`.
    """

    rows: NDArray[np.intp]
    features: NDArray[np.float32]
    label: NDArray[np.float32]
    weight: NDArray[np.float32]
    department: NDArray[np.object_]
    district: NDArray[np.object_]
    fold: NDArray[np.int64]


def rural_examples(tables: Tables) -> Examples:
    """Return the examples; the tables' hubs are the label.

    Where two of them share a nearest place there is one positive less.
    """
    urban = tables.places["urban"].to_numpy(bool)
    share, label = shares(_vectors(tables.places), urban, _vectors(tables.hubs))
    rows = np.flatnonzero(~urban)
    ubigeo = tables.places["ubigeo"].to_numpy(object)[rows]
    department = np.array([code[:2] for code in ubigeo], dtype=object)
    fold = folds(department, label[rows])
    weight = np.where(label > 0, share, 1.0 - share).astype(np.float32)
    return Examples(
        rows, tables.features[rows], label[rows], weight[rows], department, ubigeo, fold
    )


def shares(
    places: Floats, urban: NDArray[np.bool_], sites: Floats
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return each place's share of the sites' labels, 0 to 1, and the hard labels, 0 or 1.

    A site's 1 is divided among its nearest place and the further rural ones within 0.5 km, in
    inverse proportion to their distance plus 0.1 km. Points are unit vectors.
    """
    chords, near = cKDTree(places).query(sites, k=CANDIDATES)
    km = arc_km(chords)
    kept = ~urban[near[:, 0]]
    near, km = near[kept], km[kept]
    candidate = (km <= SHARED_KM) & ~urban[near]
    candidate[:, 0] = True
    weight = np.where(candidate, 1.0 / (km + SOFTENING_KM), 0.0)
    share, label = np.zeros(len(places)), np.zeros(len(places), dtype=np.float32)
    np.add.at(share, near, weight / weight.sum(axis=1, keepdims=True))
    label[near[:, 0]] = 1.0
    return np.minimum(share, 1.0).astype(np.float32), label


def folds(department: NDArray[np.object_], label: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return a fold for each place, whole departments together, tambos spread evenly.

    Departments are dealt out from the one with most tambos down, each to the fold that has the
    fewest so far (of equals, to the one with the fewest places).
    """
    count = pd.Series(label).groupby(department).agg(["sum", "size"])
    count = count.sort_values(["sum", "size"], ascending=False, kind="stable")
    held = np.zeros((FOLDS, 2))
    fold_of: dict[str, int] = {}
    for name, row in zip(count.index, count.to_numpy(float), strict=True):
        fold = min(range(FOLDS), key=lambda k: (held[k, 0], held[k, 1], k))
        fold_of[str(name)] = fold
        held[fold] += row
    return np.array([fold_of[name] for name in department], dtype=np.int64)


def _vectors(table: pd.DataFrame) -> Floats:
    return unit_vectors(table["latitude"].to_numpy(float), table["longitude"].to_numpy(float))
