"""Capital, altitude, human development, poverty, food vulnerability and area by district."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from recommender.sources.originals import Fetcher, Original
from recommender.sources.table import UBIGEO, number, read_csv, text, validated

ORIGINAL = Original(
    mirror_name="districts_ubigeo_aumentado.csv",
    publisher="INEI, CEPLAN, PNUD and MIDIS, by way of jmcastagnetto/ubigeo-peru-aumentado",
    year="2013-2020",
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
        "pct_pobreza_extrema": number(0, 100, nullable=True),
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
    "pct_pobreza_extrema": "pct_extreme_poverty",
    "indice_vulnerabilidad_alimentaria": "food_vulnerability",
}
AREAS = pa.DataFrameSchema(
    {
        "inei": text(UBIGEO, unique=True),
        "superficie": number(0.1, 100_000, nullable=True),
    }
)
# INEI's "sin información".
UNKNOWN = "S.I."


def load(fetcher: Fetcher) -> pd.DataFrame:
    """Return one row a district; figures of districts made after 2017 are missing, not zero.

    `pct_poverty` is of 2018, `pct_extreme_poverty` of 2013: two years and two maps of poverty, so
    that in 46 districts the extreme one is the larger. One is no part of the other here.
    """
    path = fetcher.path_of(ORIGINAL)
    table = validated(_listed(path), SCHEMA, path.name).rename(columns=NAMES)
    table["capital"] = table["capital"].str.replace(r"[\u200e\s]+", " ", regex=True).str.strip()
    return table.sort_values("ubigeo", ignore_index=True)


def load_areas(fetcher: Fetcher) -> pd.DataFrame:
    """Return ubigeo and area_km2 of all districts, missing where not known (22 of 1,892).

    Apart from `load`, because it has holes among the districts of 2017 (four say "S.I.") and
    gives the land of some from before others were made out of them; `census_2017` has all areas.
    """
    path = fetcher.path_of(ORIGINAL)
    table = _listed(path)
    if "superficie" in table:
        table["superficie"] = table["superficie"].replace({UNKNOWN: None})
    table = validated(table, AREAS, path.name)
    names = {"inei": "ubigeo", "superficie": "area_km2"}
    return table.rename(columns=names).sort_values("ubigeo", ignore_index=True)


def _listed(path: Path) -> pd.DataFrame:
    table = read_csv(path)
    if "inei" in table:
        # One newer district has no INEI code yet; it falls back to its parent like the others.
        table = table[table["inei"].notna()]
    return table
