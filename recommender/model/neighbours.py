"""The 32 nearest places of each place, as a set that the `tensorflow_model` sees."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from recommender.places.sphere import arc_km, unit_vectors

NEIGHBOURS = 32
# log(1 + people), urban, log(1 + km), altitude of the neighbour less that of the place in km.
NEIGHBOUR_COLUMNS = 4
METRES_A_KM = 1_000.0


def neighbour_sets(places: pd.DataFrame, altitude_m: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the sets flattened, shape (places, 32 * 4), nearest first.

    `places` has people, urban, latitude and longitude; `altitude_m` is aligned with it.
    """
    points = unit_vectors(places["latitude"].to_numpy(float), places["longitude"].to_numpy(float))
    chords, rows = cKDTree(points).query(points, k=NEIGHBOURS + 1, workers=-1)
    chords, rows = chords[:, 1:], rows[:, 1:]
    people, urban = places["people"].to_numpy(float), places["urban"].to_numpy(float)
    columns = (
        # Halved and centred near 0, as the scaled features are.
        (np.log1p(people)[rows] - 4.0) / 2.0,
        urban[rows],
        np.log1p(arc_km(chords)) - 1.0,
        (altitude_m[rows] - altitude_m[:, None]) / METRES_A_KM,
    )
    return np.stack(columns, axis=2).reshape(len(places), -1).astype(np.float32)
