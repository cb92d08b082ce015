"""Capital, altitude, human development, poverty and food vulnerability by district."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from recommender.sources.originals import Fetcher, Original
from recommender.sources.table import UBIGEO, number, read_csv, text, validated

ORIGINAL = Original(
    mirror_name="districts_ubigeo_aumentado.csv",
    publisher="INEI, CEPLAN, PNUD and MIDIS, by way of jmcastagnetto/ubigeo-peru-aumentado",
    year="2018-2020",
    licence="MIT",
    url="https://raw.githubusercontent.com/jmcastagnetto/ubigeo-peru-aumentado/"
    "5e98222bb010243592ae02bfafb0a3658d6c4bd8/ubigeo_distrito.csv",
    sha256="6a2cde8fb82e336285da4d684241450e8a36630e42799652c8d72b596ec252e4",
)
SCHEMA = pa.DataFrameSchema(
    {
        "inei": text(UBIGEO, unique=True),
        "provincia": text(),
        "distrito": text(),
        "capital": text(nullable=True),
        "altitude": number(-10, 6_000, nullable=True),
        "idh_2019": number(0, 1, nullable=True),
        "pct_pobreza_total": number(0, 100, nullable=True),
        "indice_vulnerabilidad_alimentaria": number(0, 1, nullable=True),
    }
)
NAMES = {
    "inei": "ubigeo",
    "provincia": "province",
    "distrito": "district",
    "altitude": "altitude_m",
    "idh_2019": "hdi",
    "pct_pobreza_total": "pct_poverty",
    "indice_vulnerabilidad_alimentaria": "food_vulnerability",
}


def load(fetcher: Fetcher) -> pd.DataFrame:
    """Return one row a district; figures of districts made after 2017 are missing, not zero."""
    path = fetcher.path_of(ORIGINAL)
    table = read_csv(path)
    if "inei" in table:
        # One newer district has no INEI code yet; it falls back to its parent like the others.
        table = table[table["inei"].notna()]
    table = validated(table, SCHEMA, path.name).rename(columns=NAMES)
    table["capital"] = table["capital"].str.replace(r"[\u200e\s]+", " ", regex=True).str.strip()
    return table.sort_values("ubigeo", ignore_index=True)
