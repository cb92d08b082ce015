"""Main seats of the licensed universities, from SUNEDU."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from recommender.sources.originals import Fetcher, Original
from recommender.sources.table import number, read_csv, text, validated

ORIGINAL = Original(
    mirror_name="universities_sunedu_2021.csv",
    publisher="SUNEDU, by way of jmcastagnetto/sunedu-licenciamiento",
    year="2021",
    licence="MIT",
    url="https://raw.githubusercontent.com/jmcastagnetto/sunedu-licenciamiento/"
    "dd2a545cbf8ac4df1d48182bc57737673246aca4/datos/sunedu-licenciamiento-20210114.csv",
    sha256="43970714e7ce3c61c6fda937c49f35310c16e8cac79dfef14215fc5a1fd2ac5e",
)
LICENSED = "LICENCIA OTORGADA"
SCHEMA = pa.DataFrameSchema(
    {
        "nombre": text(),
        "estado": text(nullable=True),
        "latitud": number(-18.5, 0.1, nullable=True),
        "longitud": number(-81.5, -68.5, nullable=True),
    }
)


def load(fetcher: Fetcher) -> pd.DataFrame:
    """Return name, latitude and longitude of the licensed universities whose seat is known."""
    path = fetcher.path_of(ORIGINAL)
    table = validated(read_csv(path), SCHEMA, path.name)
    table = table[(table["estado"] == LICENSED) & table["latitud"].notna()]
    names = {"nombre": "name", "latitud": "latitude", "longitud": "longitude"}
    return table.rename(columns=names)[["name", "latitude", "longitude"]].reset_index(drop=True)
