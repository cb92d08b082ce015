"""People by district: counted in 2007 and projected for 2022, both by INEI."""

from __future__ import annotations

from pathlib import Path
from zipfile import BadZipFile

import pandas as pd
import pandera.pandas as pa

from recommender.sources.errors import misfit
from recommender.sources.originals import Fetcher, Original
from recommender.sources.table import UBIGEO, number, text, validated

ORIGINAL = Original(
    mirror_name="population_districts_data.xlsx",
    publisher="INEI, by way of etorresram/District-Level-Population-Trends-in-Peru",
    year="2022",
    licence="none stated",
    url="https://raw.githubusercontent.com/etorresram/District-Level-Population-Trends-in-Peru/"
    "978c6f78f67a1fb4c80eef7a9ae53538003d27c6/data.xlsx",
    sha256="db6b084623d4946e92c27012911e0f1f79015bc13f26684dcb01640047d82dcd",
)
SCHEMA = pa.DataFrameSchema(
    {
        "ubigeo": text(UBIGEO, unique=True),
        "distrito": text(),
        "c2007": number(1, 5_000_000, nullable=True),
        "p2022": number(1, 5_000_000),
    }
)
# Footnote marks of the printed table that were left in names, as in "Tocache  2/".
FOOTNOTE = r"\s*\d+/\s*$"


def load(fetcher: Fetcher) -> pd.DataFrame:
    """Return ubigeo, district (INEI's accents), people and people_2007, sorted by ubigeo.

    `people_2007` is missing for the 17 whose count the sheet does not have: the 16 districts made
    after 2017, and Carmen Alto (050104). It is in each year's own borders: a district that others
    were made out of has lost their people by 2022, so compare with their sum.
    """
    path = fetcher.path_of(ORIGINAL)
    table = _read_xlsx(path)
    if "ubigeo" in table:
        # The sheet keeps codes as numbers, so those of departments 01 to 09 lost their zero.
        table["ubigeo"] = table["ubigeo"].astype(str).str.zfill(6)
    table = validated(table, SCHEMA, path.name)
    district = table["distrito"].str.replace(FOOTNOTE, "", regex=True)
    district = district.str.replace(r"\s+", " ", regex=True).str.strip()
    result = pd.DataFrame(
        {
            "ubigeo": table["ubigeo"],
            "district": district,
            "people": table["p2022"].round().astype("int64"),
            "people_2007": table["c2007"].round(),
        }
    )
    return result.sort_values("ubigeo", ignore_index=True)


def _read_xlsx(path: Path) -> pd.DataFrame:
    try:
        return pd.read_excel(path, dtype=object, engine="openpyxl")
    except (BadZipFile, KeyError, ValueError, OSError) as error:
        raise misfit(path.name, f"is not an Excel workbook ({error})") from error
