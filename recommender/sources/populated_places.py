"""The 94,922 populated places of the 2017 census (INEI), without their people."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pandera.pandas as pa
import pyreadr

from recommender.sources.errors import misfit
from recommender.sources.originals import Fetcher, Original
from recommender.sources.table import LATITUDE, LONGITUDE, text, validated

ORIGINAL = Original(
    mirror_name="ubigeo_ccpp.rds",
    publisher="INEI, by way of jmcastagnetto/ubigeo-peru-aumentado",
    year="2017",
    licence="MIT",
    url="https://raw.githubusercontent.com/jmcastagnetto/ubigeo-peru-aumentado/"
    "5e98222bb010243592ae02bfafb0a3658d6c4bd8/ubigeo_ccpp.rds",
    sha256="fc83b3b794e74456be63da552e821a5c22443f3032222686361f5aeb6eaa90fc",
)
SCHEMA = pa.DataFrameSchema(
    {
        "inei_ccpp": text(r"\d{10}", unique=True),
        "inei_distrito": text(r"\d{6}"),
        "departamento": text(),
        "provincia": text(),
        "distrito": text(),
        "ccpp": text(),
        "tipo": text("Urban|Rural"),
        "latitude": LATITUDE,
        "longitude": LONGITUDE,
    }
)


def load(fetcher: Fetcher) -> pd.DataFrame:
    """Return id, ubigeo, department, province, name, urban, latitude, longitude, sorted by id."""
    path = fetcher.path_of(ORIGINAL)
    table = validated(_read_rds(path), SCHEMA, path.name)
    astray = table.index[table["inei_ccpp"].str[:6] != table["inei_distrito"]]
    if len(astray):
        value = table["inei_ccpp"][astray[0]]
        raise misfit(path.name, f"{value!r} is not in its district", column="inei_ccpp")
    table["urban"] = table["tipo"] == "Urban"
    names = {
        "inei_ccpp": "id",
        "inei_distrito": "ubigeo",
        "departamento": "department",
        "provincia": "province",
        "ccpp": "name",
    }
    columns = [*names.values(), "urban", "latitude", "longitude"]
    return table.rename(columns=names)[columns].sort_values("id", ignore_index=True)


def _read_rds(path: Path) -> pd.DataFrame:
    try:
        tables = list(pyreadr.read_r(str(path)).values())
    except (pyreadr.custom_errors.LibrdataError, pyreadr.custom_errors.PyreadrError) as error:
        raise misfit(path.name, f"is not an R data file ({error})") from error
    if len(tables) != 1:
        raise misfit(path.name, f"holds {len(tables)} tables, not one")
    return tables[0].astype({name: object for name in tables[0].columns}).reset_index(drop=True)
