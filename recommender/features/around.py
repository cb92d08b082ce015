"""How many people and places lie around each place, and how close together."""

from __future__ import annotations

import numpy as np
import pandas as pd

from recommender.features.definitions import AGES, PEOPLE_RADII_KM
from recommender.features.neighbourhood import sums_within
from recommender.features.surroundings import Floats, Surroundings

RADII_KM = (1.0, *PEOPLE_RADII_KM)
ORDERS = (1, 2, 5, 10, 32)


def people_and_places(
    around: Surroundings, people: Floats, ages: pd.DataFrame
) -> dict[str, Floats]:
    """Return the features of people and density; `ages` has pct_age_* of each place's district."""
    rural = np.where(around.urban, 0.0, people)
    young = [people * ages[f"pct_age_{age}"].to_numpy(float) / 100.0 for age in AGES]
    values = np.column_stack([people, np.ones(len(people)), rural, *young])
    sums = dict(
        zip(
            RADII_KM,
            np.moveaxis(sums_within(around.at, around.at, values, RADII_KM), 1, 0),
            strict=True,
        )
    )
    columns = {f"people_{r:.0f}km": sums[r][:, 0] for r in PEOPLE_RADII_KM}
    # A place is not its own neighbour.
    columns |= {f"places_{r:.0f}km": sums[r][:, 1] - 1.0 for r in RADII_KM}
    columns |= {f"age_{age}_5km": sums[5.0][:, 3 + i] for i, age in enumerate(AGES)}
    in_reach = sums[10.0][:, 0]
    share = np.divide(sums[10.0][:, 2], in_reach, out=np.ones(len(people)), where=in_reach > 0)
    bigger = people[around.neighbours] > people[:, None]
    return {
        **columns,
        "people": people,
        "rural_share_10km": np.clip(share, 0.0, 1.0),
        "larger_place_km": around.first_km(bigger),
        "density_2_to_10": _ratio(sums, 2.0, 10.0),
        "density_5_to_20": _ratio(sums, 5.0, 20.0),
        **{f"place_{k}_km": around.neighbours_km[:, k - 1] for k in ORDERS},
    }


def _ratio(sums: dict[float, Floats], inner_km: float, outer_km: float) -> Floats:
    inner, outer = sums[inner_km][:, 1] / inner_km**2, sums[outer_km][:, 1] / outer_km**2
    return np.asarray(inner / outer)
