"""One row a district of 2017: names, capital, people, need and the figures behind them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from recommender.features.names import Speller, department_name, plain
from recommender.sources.catalogue import Sources
from recommender.sources.newer_districts import NEWER_DISTRICTS, parent_of

MAY_BE_UNKNOWN = ("pct_places_without_mobile", "school_sites", "school_sites_operating")
NEED_PARTS = ("pct_hh_without_internet", "pct_hh_without_computer", "pct_poverty")


def speller(sources: Sources) -> Speller:
    """Return the speller learned from INEI's accented names of capitals and districts."""
    capitals = sources.district_attributes["capital"].dropna()
    return Speller.from_names(capitals, sources.district_population["district"])


def district_table(sources: Sources, places: pd.DataFrame, spell: Speller) -> pd.DataFrame:
    """Return the districts, sorted by ubigeo; `places` has people, and names already spelt.

    Each column's unit is in its name; `need` runs from 0 to 1 (see `need`).
    """
    table = _names(sources, places, spell)
    table = table.merge(_capitals(places), on="ubigeo", validate="1:1")
    people = places.groupby("ubigeo")["people"].sum().rename("people")
    table = table.merge(people, on="ubigeo", validate="1:1")
    attributes = sources.district_attributes.drop(columns=["province", "district", "capital"])
    of_codes = (_coverage(sources.mobile_coverage), _school_sites(sources.school_sites))
    for more in (attributes, sources.census_2017, *of_codes):
        table = table.merge(more, on="ubigeo", how="left", validate="1:1")
    _require_complete(table)
    table["need"] = need(table)
    table["density_km2"] = table["people"] / table["area_km2"]
    table["growth"] = table["ubigeo"].map(_growth(sources.district_population)).fillna(1.0)
    return table.sort_values("ubigeo", ignore_index=True)


def need(table: pd.DataFrame) -> pd.Series:
    """Return the mean share of homes without internet, without a computer, and people in poverty.

    0 where no home lacks them and nobody is poor, 1 where all do and are; it rises with each.
    The three weigh the same because nothing at hand measures how they should differ.
    """
    return table[list(NEED_PARTS)].mean(axis=1, skipna=False) / 100.0


def newer_district_table(sources: Sources) -> pd.DataFrame:
    """Return the districts made after 2017: ubigeo, district, people, parent and the evidence."""
    table = pd.DataFrame(
        [(d.ubigeo, d.parent, d.evidence) for d in NEWER_DISTRICTS],
        columns=["ubigeo", "parent_ubigeo", "evidence"],
    )
    known = sources.district_population[["ubigeo", "district", "people"]]
    return known.merge(table, on="ubigeo", validate="1:1").sort_values("ubigeo", ignore_index=True)


def _require_complete(table: pd.DataFrame) -> None:
    """Raise ValueError naming the districts of 2017 that lack a figure all of them should have.

    Mobile coverage and school sites alone may be unknown.
    """
    figures = table.drop(columns=list(MAY_BE_UNKNOWN))
    for name in figures.columns[figures.isna().any()]:
        lacking = table.loc[figures[name].isna(), "ubigeo"].tolist()
        raise ValueError(f"{name} is not known for {len(lacking)} districts: {lacking[:5]}")


def _names(sources: Sources, places: pd.DataFrame, spell: Speller) -> pd.DataFrame:
    table = places.groupby("ubigeo", as_index=False)[["department", "province"]].first()
    table["department"] = table["department"].map(department_name)
    table["province"] = table["province"].map(spell.spell)
    listed = sources.district_attributes.set_index("ubigeo")["district"]
    projected = sources.district_population.set_index("ubigeo")["district"]
    table["district"] = [
        _district_name(listed.get(code), projected[code], spell) for code in table["ubigeo"]
    ]
    return table


def _district_name(listed: str | None, projected: str, spell: Speller) -> str:
    """Return the projection's spelling unless it is another word (it shortens a few)."""
    chosen = listed if listed is not None and plain(listed) != plain(projected) else projected
    return spell.spell(chosen)


def _capitals(places: pd.DataFrame) -> pd.DataFrame:
    """Return the capital of each district: INEI gives it the number 0001."""
    capital = places[places["id"].str.endswith("0001")]
    columns = ["ubigeo", "id", "latitude", "longitude"]
    return capital[columns].rename(columns={"id": "capital_place_id"})


def _coverage(coverage: pd.DataFrame) -> pd.DataFrame:
    """Return the percentage of places without coverage, newer districts within their parents."""
    sums = coverage.groupby(coverage["ubigeo"].map(parent_of))[["places", "uncovered"]].sum()
    percent = 100.0 * sums["uncovered"] / sums["places"].replace(0.0, np.nan)
    return percent.rename("pct_places_without_mobile").rename_axis("ubigeo").reset_index()


def _school_sites(sites: pd.DataFrame) -> pd.DataFrame:
    """Return the school sites of projects, newer districts within their parents."""
    sums = sites.groupby(sites["ubigeo"].map(parent_of))[["sites", "operating"]].sum()
    names = {"sites": "school_sites", "operating": "school_sites_operating"}
    return sums.rename(columns=names).rename_axis("ubigeo").reset_index()


def _growth(population: pd.DataFrame) -> pd.Series:
    """Return people of 2022 over those of 2007, unknown where 2007 is.

    Both years are summed with the newer districts first: their people were the parent's in 2007.
    """
    parent = population["ubigeo"].map(parent_of)
    now = population.groupby(parent)["people"].sum()
    then = population.groupby(parent)["people_2007"].sum(min_count=1)
    return now / then
