"""Share the projected people of each district among its populated places.

No list gives the people of each place. The sums by district are INEI's; what is below them is an
estimate: a model fitted to known towns (`people_model`), corrected where GeoNames knows a town.

Assumed, not measured: how far the model errs for the people a district's unknown places have
together (REST_ERROR). Lima and other cities of many districts are listed with one place, or a
few, a district, so up to 1.2 million people stand on one point there; nothing at hand would tell
where in the district they live.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from recommender.features.anchors import RURAL_BELOW, anchors
from recommender.features.people_covariates import covariates
from recommender.features.people_model import fit_people
from recommender.features.people_posts import post_levels
from recommender.sources.catalogue import Sources
from recommender.sources.newer_districts import parent_of

# Relative error of a GeoNames figure, which is of any year: the standard deviation, over the
# districts, of the logarithm of their growth from 2007 to 2022, taken from its quartiles, is 0.39.
ANCHOR_ERROR = 0.4
REST_ERROR = 0.5
# People that a place is expected to have at least.
LEAST = 1.0
HALVINGS = 60
MOST_TILT = 50.0

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


def district_totals(population: pd.DataFrame) -> pd.Series:
    """Return people by 2017 ubigeo; newer districts are added to the parent they came from."""
    parent = population["ubigeo"].map(parent_of)
    return population.groupby(parent)["people"].sum().sort_index()


def estimate_people(places: pd.DataFrame, sources: Sources) -> Integers:
    """Return the people of each place in 2022, whole, adding up to every district's projection.

    `places` is sorted by id and bears names as spelt in `tables`.
    """
    totals = district_totals(sources.district_population)
    total = totals_by_place(places, totals)
    known = usable_anchors(anchors(places, sources.towns), total)
    of = covariates(places, total, post_levels(places, sources.health_posts), sources)
    return disaggregate(places, totals, known, fit_people(of, known).expected_if_unlisted(of))


def usable_anchors(anchor: Floats, total: Floats) -> Floats:
    """Return the towns' people, none above the district's (GeoNames may mean the whole city)."""
    return np.asarray(np.minimum(anchor, total))


def totals_by_place(places: pd.DataFrame, totals: pd.Series) -> Floats:
    """Return the people of each place's district; raise ValueError where places or people lack."""
    total: Floats = places["ubigeo"].map(totals).to_numpy(float)
    if np.isnan(total).any():
        raise ValueError("a populated place lies in a district without projected people")
    lone = set(totals.index) - set(places["ubigeo"])
    if lone:
        raise ValueError(f"districts without a populated place: {sorted(lone)[:5]}")
    return total


def disaggregate(
    places: pd.DataFrame, totals: pd.Series, known: Floats, expected: Floats
) -> Integers:
    """Return the people of each place, whole numbers that add up to `totals` in every district.

    `known` has the people of towns, NaN elsewhere; `expected` is what a place without a known
    figure is expected to have. A rural place gets fewer than 2,000 where the district allows it.
    """
    total = totals_by_place(places, totals)
    district = pd.factorize(places["ubigeo"])[0]
    weight = reconciled(known, expected, total, district, places["urban"].to_numpy(bool))
    count = np.bincount(district)[district]
    # A listed place has somebody, unless the district has too few people for that.
    first = np.where(total >= 2.0 * count, 1.0, 0.0)
    share = weight / np.bincount(district, weight)[district]
    exact = first + (total - first * count) * share
    return largest_remainder(exact, places["ubigeo"].to_numpy(), totals)


def reconciled(
    known: Floats, expected: Floats, total: Floats, district: Integers, urban: NDArray[np.bool_]
) -> Floats:
    """Return figures near the known and the expected ones that add up to the district's total.

    What is missing or too much falls on known towns and on the rest in proportion to the variance
    of each (as in generalised least squares): (0.4 y)^2 for a town of y people, (0.5 R)^2 for the
    R people expected in all other places, which bear it in proportion. Each figure is multiplied
    by exp(tilt x its relative bearing), so none turns negative; the tilt is found by bisection.
    """
    anchored = ~np.isnan(known)
    start = np.maximum(np.where(anchored, known, expected), LEAST)
    most = np.where(urban, np.inf, RURAL_BELOW - 2.0)
    rest = np.bincount(district, np.where(anchored, 0.0, start))[district]
    bearing = np.where(anchored, ANCHOR_ERROR**2 * start, REST_ERROR**2 * rest)
    largest = np.zeros(district.max() + 1)
    np.maximum.at(largest, district, bearing)
    relative = np.maximum(bearing / largest[district], 0.01)
    high = np.full(len(largest), MOST_TILT / 0.01)
    low = -high

    def tilted(tilt: Floats) -> Floats:
        power = np.clip(tilt[district] * relative, -MOST_TILT, MOST_TILT)
        return np.asarray(np.minimum(start * np.exp(power), most))

    aim = np.zeros(len(largest))
    aim[district] = total
    for _ in range(HALVINGS):
        middle = (low + high) / 2.0
        over = np.bincount(district, tilted(middle)) > aim
        high, low = np.where(over, middle, high), np.where(over, low, middle)
    return tilted((low + high) / 2.0)


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
