"""What the census number of a place says: the census numbered a district's main places first."""

from __future__ import annotations

import numpy as np
import pandas as pd

from recommender.features.surroundings import Floats, Surroundings

FIRST_OF = (6, 16, 64)


def order_features(around: Surroundings, serial: Floats) -> dict[str, Floats]:
    """Return the features of the number of each place within its district."""
    highest = pd.Series(serial).groupby(around.district).transform("max").to_numpy(float)
    share = serial / highest
    same = around.of_district
    higher = (serial[around.neighbours] > serial[:, None]) & same
    before, after = _gaps(around, serial)
    return {
        "serial": serial,
        "serial_share": share,
        "serial_rank": around.rank_in_district(serial),
        "serial_gap_before": before,
        "serial_gap_after": after,
        "serial_rank_near": around.share_below(share),
        "earlier_place_km": around.first_km((serial[around.neighbours] < serial[:, None]) & same),
        **{
            f"serial_first_{k}": higher[:, :k].sum(axis=1) / np.maximum(same[:, :k].sum(axis=1), 1)
            for k in FIRST_OF
        },
    }


def _gaps(around: Surroundings, serial: Floats) -> tuple[Floats, Floats]:
    """Return the numbers from the place before and to the one after, 1 at a district's ends."""
    by_number = pd.Series(serial).sort_values()
    groups = by_number.groupby(around.district[by_number.index])
    before = groups.diff().fillna(1.0).sort_index()
    after = (-groups.diff(-1)).fillna(1.0).sort_index()
    return before.to_numpy(float), after.to_numpy(float)
