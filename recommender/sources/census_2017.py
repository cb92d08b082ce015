"""Ages, internet, computers, phones and electricity by district in the 2017 census."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from recommender.sources.originals import Fetcher, Original
from recommender.sources.table import UBIGEO, number, read_csv, text, validated

ORIGINAL = Original(
    mirror_name="census2017_districts_connectivity_ages.csv",
    publisher="INEI, by way of GEO Peru and meryvera/geoton-conectividad-peru",
    year="2017",
    licence="none stated",
)
COUNT = number(0, 2_000_000)
PERCENT = number(0, 100)
SCHEMA = pa.DataFrameSchema(
    {
        "ubigeo": text(UBIGEO, unique=True),
        "pop_total": number(1, 2_000_000),
        "pop_10_14": COUNT,
        "pop_15_19": COUNT,
        "pop_20_24": COUNT,
        "pct_hh_without_internet": PERCENT,
        "pct_hh_without_computer": PERCENT,
        "pct_hh_without_mobile_phone": PERCENT,
        "pct_dwellings_without_electricity": PERCENT,
    }
)


def load(fetcher: Fetcher) -> pd.DataFrame:
    """Return one row for each of the 1,874 districts of 2017, with pct_age_10_24 added."""
    path = fetcher.path_of(ORIGINAL)
    table = validated(read_csv(path), SCHEMA, path.name)
    young = table["pop_10_14"] + table["pop_15_19"] + table["pop_20_24"]
    table["pct_age_10_24"] = 100.0 * young / table["pop_total"]
    percents = [name for name in table.columns if str(name).startswith("pct_")]
    return table[["ubigeo", *percents]].sort_values("ubigeo", ignore_index=True)
