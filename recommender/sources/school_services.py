"""School services by district in Ayacucho and Huancavelica, from MINEDU: for calibration only."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from recommender.sources.originals import Fetcher, Original
from recommender.sources.table import number, read_csv, text, validated

ORIGINAL = Original(
    mirror_name="school_services_districts_ayacucho_huancavelica_2025.csv",
    publisher="MINEDU (ESCALE), counted by legion8423/High-School-Access-Peru",
    year="2025",
    licence="none stated",
)
COUNT = number(0, 5_000)
LEVELS = ("inicial", "primaria", "secundaria")
SCHEMA = pa.DataFrameSchema(
    {
        # Ayacucho is 05, Huancavelica 09: another code would make the table look national.
        "ubigeo": text(r"0[59]\d{4}", unique=True),
        **{f"services_{level}": COUNT for level in LEVELS},
    }
)


def load(fetcher: Fetcher) -> pd.DataFrame:
    """Return ubigeo, services_inicial, services_primaria and services_secundaria (counts).

    Never a feature: two departments of 25 have it. A service is one level of one school;
    non-formal inicial counts too. The 17 districts absent are within those that they were made
    out of. A 1 may be a true 0, by a fault of the count (61 of the 202 districts in secundaria).
    """
    path = fetcher.path_of(ORIGINAL)
    table = validated(read_csv(path), SCHEMA, path.name)
    return table.sort_values("ubigeo", ignore_index=True)
