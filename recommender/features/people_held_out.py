"""How well the estimated people of towns rank when GeoNames' figures for them are held out.

Whole departments are held out: no town of theirs is in the fit, none is an anchor, and which of
their places GeoNames lists is not used either. Their districts' totals are, as always.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import rankdata, spearmanr

from recommender.features.people import disaggregate
from recommender.features.people_covariates import CAPITAL, RURAL, Covariates
from recommender.features.people_model import fit_people

FOLDS = 5
# Fewer towns say nothing of a district's order.
TOWNS_WITHIN = 3
# The rule of thumb that the model has to beat: a hamlet, one with a health post, a town.
THUMB_HAMLET, THUMB_POST, THUMB_TOWN, THUMB_GROWTH = 67.0, 4.0, 400.0, 1.5

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Figures = dict[str, dict[str, float | int]]


def held_out_rank_correlation(
    places: pd.DataFrame,
    totals: pd.Series,
    known: Floats,
    of: Covariates,
    posted: NDArray[np.bool_],
) -> dict[str, Figures]:
    """Return the figures (see `rank_figures`) of the estimate and of two rivals.

    `known` has GeoNames' people, NaN where it lists none. Rivals: `equal_shares` of the district,
    and `rule_of_thumb` (see there), for which `posted` marks the places with a health post.
    """
    ways = {
        "model": _by_departments(places, totals, known, of),
        "rule_of_thumb": rule_of_thumb(of, posted),
        "equal_shares": of.total / np.bincount(of.district)[of.district],
    }
    return {name: rank_figures(estimate, known, of) for name, estimate in ways.items()}


def department_folds(department: NDArray[np.object_], towns: NDArray[np.bool_]) -> Integers:
    """Return the fold of each place: whole departments, each to the fold with fewest towns."""
    counts = pd.Series(towns).groupby(department).sum().sort_values(ascending=False, kind="stable")
    load, fold = np.zeros(FOLDS), {}
    for name, count in counts.items():
        fold[name] = int(load.argmin())
        load[fold[name]] += count
    return np.array([fold[name] for name in department], dtype=np.int64)


def _by_departments(
    places: pd.DataFrame, totals: pd.Series, known: Floats, of: Covariates
) -> Floats:
    """Return the people of each place as estimated without its department's towns."""
    folds = department_folds(places["ubigeo"].str[:2].to_numpy(), ~np.isnan(known))
    estimate = np.zeros(len(places))
    capped = np.minimum(known, of.total)
    for fold in range(FOLDS):
        out = folds == fold
        model = fit_people(of.rows(~out), capped[~out])
        model = replace(model, listed=np.zeros_like(model.listed))
        expected = model.expected_if_unlisted(of)
        people = disaggregate(places, totals, np.where(out, np.nan, capped), expected)
        estimate[out] = people[out]
    return estimate


def rule_of_thumb(of: Covariates, posted: NDArray[np.bool_]) -> Floats:
    """Return 67 people a hamlet, four times that with a post, 400 a town, the rest to the capital.

    Hamlets grow by up to half before the capital takes the rest.
    """
    rural = of.kind == RURAL
    weight = np.where(rural, THUMB_HAMLET * np.where(posted, THUMB_POST, 1.0), THUMB_TOWN)
    growth = of.total / np.bincount(of.district, weight)[of.district]
    weight *= np.where(rural, np.clip(growth, 1.0, THUMB_GROWTH), 1.0)
    left = of.total - np.bincount(of.district, weight)[of.district]
    weight += np.where(of.kind == CAPITAL, np.maximum(left, 0.0), 0.0)
    return np.asarray(of.total * weight / np.bincount(of.district, weight)[of.district])


def rank_figures(estimate: Floats, known: Floats, of: Covariates) -> Figures:
    """Return rank correlations of an estimate with the people of known towns.

    - `all`, `urban`, `rural`, `urban_not_capital`: Spearman's rho over those towns.
    - `within_districts`: the mean rho of districts with three towns or more, weighted by their
      towns less one; an estimate that is the same for all of them counts as 0.
    - `rural_listed_first`: the chance that a rural place that GeoNames lists has more people than
      an unlisted one of its district (0.5 says nothing). A listed one has mostly 500 to 1,000.
    - `urban_factor`: the median of the larger over the smaller of estimate and figure.
    """
    towns, rural = ~np.isnan(known), of.kind == RURAL
    subsets = {
        "all": towns,
        "urban": towns & ~rural,
        "rural": towns & rural,
        "urban_not_capital": towns & ~rural & (of.kind != CAPITAL),
    }
    figures: Figures = {
        name: {"spearman": _spearman(estimate[rows], known[rows]), "towns": int(rows.sum())}
        for name, rows in subsets.items()
    }
    figures["within_districts"] = _within(estimate, known, of.district)
    figures["rural_listed_first"] = _listed_first(estimate[rural], towns[rural], of.district[rural])
    off = np.abs(np.log(np.maximum(estimate, 1.0) / known))[towns & ~rural]
    figures["urban_factor"] = {"median": float(np.exp(np.median(off))), "towns": len(off)}
    return figures


def _spearman(estimate: Floats, people: Floats) -> float:
    if len(people) < 2 or np.ptp(estimate) == 0.0 or np.ptp(people) == 0.0:
        return 0.0
    return float(spearmanr(estimate, people).statistic)


def _within(estimate: Floats, known: Floats, district: Integers) -> dict[str, float | int]:
    rows = np.flatnonzero(~np.isnan(known))
    groups = [group.to_numpy() for _, group in pd.Series(rows).groupby(district[rows])]
    groups = [group for group in groups if len(group) >= TOWNS_WITHIN]
    if not groups:
        return {"spearman": 0.0, "districts": 0, "towns": 0}
    each = [_spearman(estimate[group], known[group]) for group in groups]
    mean = float(np.average(each, weights=[len(group) - 1 for group in groups]))
    return {"spearman": mean, "districts": len(groups), "towns": sum(map(len, groups))}


def _listed_first(
    estimate: Floats, listed: NDArray[np.bool_], district: Integers
) -> dict[str, float | int]:
    """Return the share of pairs (a listed and an unlisted place of a district) in that order."""
    table = pd.DataFrame({"estimate": estimate, "listed": listed, "district": district})
    rank: Callable[[pd.Series], Floats] = rankdata
    table["rank"] = table.groupby("district")["estimate"].transform(rank)
    count = table.groupby("district")["listed"].agg(["sum", "size"])
    ranks = table["rank"].where(table["listed"], 0.0).groupby(table["district"]).sum()
    ahead = ranks - count["sum"] * (count["sum"] + 1) / 2.0
    pairs = count["sum"] * (count["size"] - count["sum"])
    share = float(ahead[pairs > 0].sum() / pairs.sum()) if pairs.sum() else 0.5
    return {"share": share, "districts": int((pairs > 0).sum()), "towns": int(listed.sum())}
