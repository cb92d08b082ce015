"""Which rural places the state has chosen for a tambo, and how the country is split for tests."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from recommender.features.tables import Tables
from recommender.places.sphere import unit_vectors

FOLDS = 5


@dataclass(frozen=True)
class Examples:
    """The rural places as examples: rows of the places table, raw features, label and fold.

    `label` is 1 for the rural place nearest to a tambo and 0 for every other, which is unlabelled
    rather than known to be unfit. All places of a department share one `fold`.
    """

    rows: NDArray[np.intp]
    features: NDArray[np.float32]
    label: NDArray[np.float32]
    department: NDArray[np.object_]
    fold: NDArray[np.int64]


def rural_examples(tables: Tables) -> Examples:
    """Return the examples; where two tambos share a nearest place there is one positive less."""
    rows = np.flatnonzero(~tables.places["urban"].to_numpy(bool))
    rural = tables.places.iloc[rows]
    _, nearest = cKDTree(_vectors(rural)).query(_vectors(tables.hubs))
    label = np.zeros(len(rows), dtype=np.float32)
    label[nearest] = 1.0
    department = rural["ubigeo"].str[:2].to_numpy(dtype=object)
    return Examples(rows, tables.features[rows], label, department, folds(department, label))


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


def _vectors(table: pd.DataFrame) -> NDArray[np.float64]:
    return unit_vectors(table["latitude"].to_numpy(float), table["longitude"].to_numpy(float))
