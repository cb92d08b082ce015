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
CONNECTED = "Tiene"
UNKNOWN = "Sin información"
SCHEMA = pa.DataFrameSchema(
    {
        "ipress": text(r"\d+"),
        "name": text(),
        "state": text("ACTIVO|INACTIVO"),
        "category": text(r"I{1,3}-[1-4E]", nullable=True),
        "latitude": LATITUDE,
        "longitude": LONGITUDE,
        "connected": text(f"{CONNECTED}|No tiene|{UNKNOWN}"),
    }
)


COLUMNS = ["ipress", "name", "category", "latitude", "longitude", "connected", "connection_known"]


def load(fetcher: Fetcher) -> pd.DataFrame:
    """Return COLUMNS of the active posts, one row a register number (`ipress`).

    `category` is MINSA's, from I-1 (post) to III-E (institute). Establishments without one are
    services (ambulances, sheltered homes), not places to go to, and are left out. `connected`:
    says that it has internet. Where `connection_known` is false the source says "Sin información",
    and `connected`, false there too, means no more than that. Of rows that repeat a register
    number the first is kept.
    """
    path = fetcher.path_of(ORIGINAL)
    table = validated(read_csv(path), SCHEMA, path.name)
    table = table[(table["state"] == "ACTIVO") & table["category"].notna()]
    table = table.drop_duplicates("ipress").reset_index(drop=True)
    table["connection_known"] = table["connected"] != UNKNOWN
    table["connected"] = table["connected"] == CONNECTED
    return table[COLUMNS]
