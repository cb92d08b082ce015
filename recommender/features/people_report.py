"""What the build says about the people of each place: what matched, what did not, how well."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from recommender.features.anchors import UNMATCHED, anchors, match_towns
from recommender.features.names import plain
from recommender.features.people import district_totals, totals_by_place, usable_anchors
from recommender.features.people_covariates import covariates
from recommender.features.people_held_out import held_out_rank_correlation
from recommender.features.people_model import fit_people
from recommender.features.people_posts import post_levels
from recommender.sources.catalogue import Sources
from recommender.sources.newer_districts import NEWER_DISTRICTS, PARENTS

KINDS = ("capital", "town", "rural")
BANDS = ("under 500", "500 to 1,000", "1,000 to 4,000", "over 4,000")


def people_report(places: pd.DataFrame, sources: Sources) -> dict[str, Any]:
    """Return what JSON can hold: mismatches by name, the model, its rank correlation held out.

    `places` are those of `build_tables`, with people. It fits the model six times: some 10 s.
    """
    totals = district_totals(sources.district_population)
    total = totals_by_place(places, totals)
    known = anchors(places, sources.towns)
    levels = post_levels(places, sources.health_posts)
    of = covariates(places, total, levels, sources)
    model = fit_people(of, usable_anchors(known, total))
    return {
        **district_mismatches(places, sources),
        **_towns(places, sources.towns),
        "towns_above_their_district": int((known > total).sum()),
        "people": _summary(places),
        "spread_of_log_people": dict(zip(KINDS, _rounded(model.spread), strict=True)),
        "chance_to_be_listed": {
            kind: dict(zip(BANDS, _rounded(row), strict=True))
            for kind, row in zip(KINDS, model.listed, strict=True)
        },
        "held_out": held_out_rank_correlation(places, totals, known, of, levels > 0),
    }


def district_mismatches(places: pd.DataFrame, sources: Sources) -> dict[str, Any]:
    """Return by name the districts that the projection and the list of 2017 do not share.

    `districts_unmatched` are in one of the two only, `newer_districts` those among them whose
    people are handed back to a parent; `names_differ` match by code under two names.
    """
    projected = sources.district_population.set_index("ubigeo")["district"]
    listed = sources.district_attributes.set_index("ubigeo")["district"]
    of_2017 = set(places["ubigeo"])
    unmatched = [
        _mismatch(code, projected[code], _why(code, projected))
        for code in sorted(set(projected.index) - of_2017)
    ]
    unmatched += [
        _mismatch(code, listed.get(code, code), "no projection")
        for code in sorted(of_2017 - set(projected.index))
    ]
    names_differ = [
        {"ubigeo": code, "projected": projected[code], "listed": listed[code]}
        for code in sorted(of_2017 & set(projected.index) & set(listed.index))
        if plain(projected[code]) != plain(listed[code])
    ]
    newer = [row for row in unmatched if row["ubigeo"] in PARENTS]
    return {
        "districts_unmatched": unmatched,
        "newer_districts": len(newer),
        "newer_districts_people": _people_of(sources, [row["ubigeo"] for row in newer]),
        "names_differ": names_differ,
    }


def _why(code: str, projected: pd.Series) -> str:
    for newer in NEWER_DISTRICTS:
        if newer.ubigeo == code:
            parent = f"{projected.get(newer.parent, 'unknown')} ({newer.parent})"
            return f"made after 2017; its people count in {parent}; {newer.evidence}"
    return "no populated place of 2017 lies in it"


def _mismatch(code: str, name: str, why: str) -> dict[str, str]:
    return {"ubigeo": code, "name": name, "why": why}


def _people_of(sources: Sources, codes: list[str]) -> int:
    population = sources.district_population
    return int(population.loc[population["ubigeo"].isin(codes), "people"].sum())


def _towns(places: pd.DataFrame, towns: pd.DataFrame) -> dict[str, Any]:
    matched = match_towns(places, towns) != UNMATCHED
    largest = towns[~matched].nlargest(20, "people")
    return {
        "towns_matched": int(matched.sum()),
        "towns_unmatched": int((~matched).sum()),
        "largest_unmatched": [
            {"name": name, "people": int(people)}
            for name, people in zip(largest["name"], largest["people"], strict=True)
        ],
    }


def _summary(places: pd.DataFrame) -> dict[str, dict[str, float | int]]:
    groups = {"urban": places["urban"], "rural": ~places["urban"]}
    return {
        name: {
            "places": int(rows.sum()),
            "people": int(places.loc[rows, "people"].sum()),
            "median": float(places.loc[rows, "people"].median()),
            "largest": int(places.loc[rows, "people"].max()),
        }
        for name, rows in groups.items()
    }


def _rounded(values: np.ndarray) -> list[float]:
    return [round(float(value), 3) for value in values]
