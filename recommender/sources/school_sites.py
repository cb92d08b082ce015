"""School sites in the state's regional internet projects, by district, from PRONATEL."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from recommender.sources.errors import misfit
from recommender.sources.originals import Fetcher, Original
from recommender.sources.table import FIRST_ROW, UBIGEO, number, read_csv, text, validated

ORIGINAL = Original(
    mirror_name="pronatel_school_sites_districts_2022.csv",
    publisher="PRONATEL, by way of GEO Peru and meryvera/Geoton-peru",
    year="2022",
    licence="none stated",
)
SCHEMA = pa.DataFrameSchema(
    {
        "ubigeo": text(UBIGEO, unique=True),
        "pronatel_school_sites": number(1, 1_000),
        "sites_operating_2022": number(0, 1_000),
    }
)


def load(fetcher: Fetcher) -> pd.DataFrame:
    """Return ubigeo, sites and operating (counts, February 2022) of the districts in a project.

    These are not all schools: only those that a PRONATEL project is to connect. A district that is
    absent has no project, which does not mean that it has no school; none is in Callao (07),
    Madre de Dios (17) or Ucayali (25).
    """
    path = fetcher.path_of(ORIGINAL)
    table = validated(read_csv(path), SCHEMA, path.name)
    astray = table.index[table["sites_operating_2022"] > table["pronatel_school_sites"]]
    if len(astray):
        value = table["sites_operating_2022"][astray[0]]
        problem = f"{value:,.0f} sites operate, which is more than there are"
        raise misfit(path.name, problem, column="sites_operating_2022", row=astray[0] + FIRST_ROW)
    names = {"pronatel_school_sites": "sites", "sites_operating_2022": "operating"}
    return table.rename(columns=names).sort_values("ubigeo", ignore_index=True)
