"""Ages, literacy, homes, basic needs and area by district in the 2017 census."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from recommender.sources.errors import misfit
from recommender.sources.originals import Fetcher, Original
from recommender.sources.table import FIRST_ROW, UBIGEO, number, read_csv, text, validated

ORIGINAL = Original(
    mirror_name="census2017_districts_connectivity_ages.csv",
    publisher="INEI, by way of GEO Peru and meryvera/geoton-conectividad-peru",
    year="2017",
    licence="none stated",
)
AGES = ("5_9", "10_14", "15_19", "20_24")
YOUNG = AGES[1:]
COUNT = number(0, 2_000_000)
PERCENT = number(0, 100)
# Taken over as published. Those of homes and dwellings count the ones WITHOUT the service; those
# of unmet basic needs (NBI) are of the people in the NBI base, as few as 18 % of a mining district.
PERCENTS = (
    "pct_hh_without_internet",
    "pct_hh_without_computer",
    "pct_hh_without_mobile_phone",
    "pct_dwellings_without_electricity",
    "pct_dwellings_without_network_water",
    "pct_dwellings_without_sanitation",
    "pct_nbi_at_least_one",
    "pct_nbi4_child_not_in_school",
)
SCHEMA = pa.DataFrameSchema(
    {
        "ubigeo": text(UBIGEO, unique=True),
        "pop_total": number(1, 2_000_000),
        **{f"pop_{ages}": COUNT for ages in AGES},
        "pop_reads_and_writes": COUNT,
        "pop_does_not_read_write": COUNT,
        **{name: PERCENT for name in PERCENTS},
        "area_km2": number(0.1, 100_000),
    }
)


def load(fetcher: Fetcher) -> pd.DataFrame:
    """Return ubigeo, percentages (`pct_...`) and area_km2 of the 1,874 districts of 2017.

    - `pct_age_A_B`: people of those ages, in % of all people of the district.
    - `pct_reads_and_writes`: in % of the people who were asked. They are those of three years and
      more, not adults: a district with many small children reads less for that alone.
    - `pct_nbi_at_least_one`: people with at least one unmet basic need, the measure of poverty
      that rests on a count; `district_attributes` has the one that is estimated from spending.
    - `area_km2`: of all 1,874, in the borders of 2017. That of `district_attributes.load_areas`
      lacks four, and gives the districts they were made out of the area from before. Puno's
      (210101) is 5,002 km² more than there, which is about what Peru holds of Lake Titicaca.

    Employment is left out: in rural highlands the census missed work on one's own field (6.8 %
    employed and 63 % of the labour force unemployed in 030217), so it says little about need.
    """
    path = fetcher.path_of(ORIGINAL)
    table = validated(read_csv(path), SCHEMA, path.name)
    _require_ages_within_total(table, path.name)
    total = table["pop_total"]
    for ages in AGES:
        table[f"pct_age_{ages}"] = 100.0 * table[f"pop_{ages}"] / total
    young = sum(table[f"pop_{ages}"] for ages in YOUNG)
    table["pct_age_10_24"] = 100.0 * young / total
    table["pct_reads_and_writes"] = _literacy(table, path.name)
    percents = [name for name in table.columns if str(name).startswith("pct_")]
    return table[["ubigeo", *percents, "area_km2"]].sort_values("ubigeo", ignore_index=True)


def _require_ages_within_total(table: pd.DataFrame, file: str) -> None:
    counted = table[[f"pop_{ages}" for ages in AGES]].sum(axis=1)
    astray = table.index[counted > table["pop_total"]]
    if len(astray):
        value = table["pop_total"][astray[0]]
        problem = f"{value:,.0f} are fewer than the people aged 5 to 24"
        raise misfit(file, problem, column="pop_total", row=astray[0] + FIRST_ROW)


def _literacy(table: pd.DataFrame, file: str) -> pd.Series:
    reads = table["pop_reads_and_writes"]
    asked = reads + table["pop_does_not_read_write"]
    astray = table.index[(asked <= 0) | (asked > table["pop_total"])]
    if len(astray):
        problem = f"{asked[astray[0]]:,.0f} people asked, which is none or more than there are"
        raise misfit(file, problem, column="pop_reads_and_writes", row=astray[0] + FIRST_ROW)
    return 100.0 * reads / asked
