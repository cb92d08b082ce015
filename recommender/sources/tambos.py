"""The 514 tambos, the state's service platforms in rural Peru, from OpenStreetMap."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from recommender.sources.originals import Fetcher, Original
from recommender.sources.table import LATITUDE, LONGITUDE, UBIGEO, read_csv, text, validated

ORIGINAL = Original(
    mirror_name="hubs_tambos_pais_osm_2026.csv",
    publisher="OpenStreetMap contributors, from the register of Programa Nacional PAIS",
    year="2026",
    licence="ODbL 1.0",
)
AS_OF = "2026-10-01"
SCHEMA = pa.DataFrameSchema(
    {
        "pais_tambo_id": text(r"\d+", unique=True),
        "name": text(r"Tambo .+"),
        "latitude": LATITUDE,
        "longitude": LONGITUDE,
        "ubigeo": text(UBIGEO),
    }
)


def load(fetcher: Fetcher) -> pd.DataFrame:
    """Return the tambos as hubs of the register, sorted by id."""
    path = fetcher.path_of(ORIGINAL)
    table = validated(read_csv(path), SCHEMA, path.name)
    hubs = pd.DataFrame(
        {
            "id": "tambo-" + table["pais_tambo_id"],
            "name": table["name"],
            "kind": "tambo",
            "latitude": table["latitude"],
            "longitude": table["longitude"],
            "ubigeo": table["ubigeo"],
            "source": ORIGINAL.publisher,
            "licence": ORIGINAL.licence,
            "as_of": AS_OF,
        }
    )
    return hubs.sort_values("id", ignore_index=True)
