"""Populated places without mobile coverage, by district, from MTC and OSIPTEL."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from recommender.sources.originals import Fetcher, Original
from recommender.sources.table import UBIGEO, number, read_csv, text, validated

ORIGINAL = Original(
    mirror_name="mobile_coverage_districts_osiptel_2025q1.csv",
    publisher="MTC and OSIPTEL, by way of GEO Peru and meryvera/Geoton-peru",
    year="2025",
    licence="none stated",
)
SCHEMA = pa.DataFrameSchema(
    {
        "ubigeo": text(UBIGEO, unique=True),
        "populated_places": number(1, 5_000),
        "places_without_mobile_coverage": number(0, 5_000),
    }
)


def load(fetcher: Fetcher) -> pd.DataFrame:
    """Return ubigeo, places and uncovered (counts) of the districts the source has.

    Coverage by any operator and any technology. A district that is absent was lost on the way to
    this table: its figure is not known, which is not zero.
    """
    path = fetcher.path_of(ORIGINAL)
    table = validated(read_csv(path), SCHEMA, path.name)
    names = {"populated_places": "places", "places_without_mobile_coverage": "uncovered"}
    return table.rename(columns=names).sort_values("ubigeo", ignore_index=True)
