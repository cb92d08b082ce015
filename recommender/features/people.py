"""Share the projected people of each district among its populated places.

No list gives the people of each place. What is known: the 2022 projection of each district, which
places are urban, the people of some towns (GeoNames), and which places have a health post. The
shares are therefore an estimate; only the sums by district are INEI's. The number of a place in
its district does not help: over the rural places whose people GeoNames gives, its rank correlation
with them is -0.03.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from recommender.sources.newer_districts import parent_of

# Census 2017 (INEI): 6,069,991 of 29,381,884 people lived in the rural area, which the list of
# places divides into 91,175 places.
RURAL_PEOPLE_PER_PLACE = 6_069_991 / 91_175
# A place with a health post is a village rather than a hamlet. An assumption, not a measurement.
HEALTH_POST_FACTOR = 4.0
# INEI lists a place of 2,000 people or more as urban, so a rural place has fewer.
RURAL_MOST = 2_000.0
# Least for an urban place that is not the capital: about the 100 dwellings that make it urban.
URBAN_LEAST = 400.0
# A rural place may be this much larger than the mean before the rest goes to the towns.
RURAL_GROWTH = 1.5

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


def district_totals(population: pd.DataFrame) -> pd.Series:
    """Return people by 2017 ubigeo; newer districts are added to the parent they came from."""
    parent = population["ubigeo"].map(parent_of)
    return population.groupby(parent)["people"].sum().sort_index()


def disaggregate(
    places: pd.DataFrame, totals: pd.Series, anchor: Floats, has_post: NDArray[np.bool_]
) -> Integers:
    """Return the people of each place, whole numbers that add up to `totals` in every district.

    `places` has id, ubigeo and urban, sorted by id; `anchor` and `has_post` are aligned with it.
    """
    total = places["ubigeo"].map(totals).to_numpy(float)
    if np.isnan(total).any():
        raise ValueError("a populated place lies in a district without projected people")
    lone = set(totals.index) - set(places["ubigeo"])
    if lone:
        raise ValueError(f"districts without a populated place: {sorted(lone)[:5]}")
    weight = place_weights(places, total, anchor, has_post)
    exact = total * weight / _by_district(places, weight)
    return largest_remainder(exact, places["ubigeo"].to_numpy(), totals)


def place_weights(
    places: pd.DataFrame, total: Floats, anchor: Floats, has_post: NDArray[np.bool_]
) -> Floats:
    """Return the expected people of each place before they are scaled to the district.

    Where a district has more people than expected, its rural places grow by up to half and its
    towns take the rest; a district with fewer shrinks evenly, which the caller's scaling does.
    """
    urban = places["urban"].to_numpy(bool)
    known = np.where(np.isnan(anchor), 0.0, np.minimum(anchor, total))
    typical = RURAL_PEOPLE_PER_PLACE * np.where(has_post, HEALTH_POST_FACTOR, 1.0)
    rural = np.where(known > 0, np.minimum(known, RURAL_MOST), typical)
    weight = np.where(urban, np.maximum(known, URBAN_LEAST), rural)
    growth = np.clip(total / _by_district(places, weight), 1.0, RURAL_GROWTH)
    weight = np.where(urban | (known > 0), weight, weight * growth)
    result: Floats = weight + _left_for_towns(places, total, weight, np.isnan(anchor))
    return result


def _left_for_towns(
    places: pd.DataFrame, total: Floats, weight: Floats, unknown: NDArray[np.bool_]
) -> Floats:
    """Return what towns take of the people left over: the capital where GeoNames is silent on it.

    A capital without a known figure is where the missing people most likely live; where it has
    one, all towns of the district share in proportion to what they have.
    """
    left = np.maximum(total - _by_district(places, weight), 0.0)
    capital = places["id"].str.endswith("0001").to_numpy()
    open_capital = _by_district(places, (capital & unknown).astype(float)) > 0
    urban = places["urban"].to_numpy(float) * weight
    share = np.where(open_capital, (capital & unknown).astype(float), urban)
    sums = _by_district(places, share)
    taken: Floats = np.where(sums > 0, left * share / np.where(sums > 0, sums, 1.0), 0.0)
    return taken


def _by_district(places: pd.DataFrame, values: Floats) -> Floats:
    sums = pd.Series(values).groupby(places["ubigeo"].to_numpy()).transform("sum")
    return np.asarray(sums, dtype=np.float64)


def largest_remainder(exact: Floats, group: NDArray[np.object_], totals: pd.Series) -> Integers:
    """Round to whole numbers that add up to `totals` in each group (Hamilton's method).

    Each value is rounded down; what is then missing goes, one each, to the largest remainders.
    """
    whole = np.floor(exact).astype(np.int64)
    table = pd.DataFrame({"group": group, "remainder": exact - whole})
    order = table.sort_values(["group", "remainder"], ascending=[True, False], kind="stable")
    rank = order.groupby("group").cumcount().reindex(table.index).to_numpy()
    missing = totals - pd.Series(whole).groupby(group).sum()
    return np.asarray(whole + (rank < pd.Series(group).map(missing).to_numpy()), dtype=np.int64)
