"""Public health posts and whether they have internet, from MINSA and SUSALUD."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from recommender.sources.originals import Fetcher, Original
from recommender.sources.table import LATITUDE, LONGITUDE, read_csv, text, validated

ORIGINAL = Original(
    mirror_name="health_posts_connectivity_minsa_2022.csv",
    publisher="MINSA and SUSALUD, by way of GEO Peru and meryvera/geoton-conectividad-peru",
    year="2022",
    licence="none stated",
)
SCHEMA = pa.DataFrameSchema(
    {
        "ipress": text(),
        "state": text("ACTIVO|INACTIVO"),
        "category": text(r"I{1,3}-[1-4E]", nullable=True),
        "latitude": LATITUDE,
        "longitude": LONGITUDE,
        "connected": text("Tiene|No tiene|Sin información"),
    }
)


def load(fetcher: Fetcher) -> pd.DataFrame:
    """Return latitude, longitude and connected of the active posts, one row a register number.

    Posts without a category are services (ambulances, sheltered homes), not places to go to.
    "Sin información" counts as not known to be connected. Of rows that repeat a register number
    the first is kept.
    """
    path = fetcher.path_of(ORIGINAL)
    table = validated(read_csv(path), SCHEMA, path.name)
    table = table[(table["state"] == "ACTIVO") & table["category"].notna()]
    table = table.drop_duplicates("ipress").reset_index(drop=True)
    table["connected"] = table["connected"] == "Tiene"
    return table[["latitude", "longitude", "connected"]]
