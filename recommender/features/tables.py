"""Build everything that the model and the bundle take from the sources."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from recommender.features.districts import district_table, newer_district_table, speller
from recommender.features.matrix import feature_matrix
from recommender.features.people import estimate_people
from recommender.sources.catalogue import Sources


@dataclass(frozen=True)
class Tables:
    """The places with people, their features (aligned row by row), the districts and the hubs."""

    places: pd.DataFrame
    features: NDArray[np.float32]
    districts: pd.DataFrame
    newer_districts: pd.DataFrame
    hubs: pd.DataFrame

    def digest(self) -> str:
        """Return a SHA-256 of the content of all tables, in hexadecimal."""
        content = hashlib.sha256(self.features.tobytes())
        for table in (self.places, self.districts, self.newer_districts, self.hubs):
            content.update(",".join(table.columns).encode("utf-8"))
            content.update(pd.util.hash_pandas_object(table).to_numpy().tobytes())
        return content.hexdigest()


def build_tables(sources: Sources, schools: pd.DataFrame | None = None) -> Tables:
    """Return the tables built from the sources, places sorted by id.

    `schools` has latitude, longitude and pupils of a school register, where one is loaded.
    """
    spell = speller(sources)
    places = sources.populated_places.copy()
    strange = set(sources.tambos["ubigeo"]) - set(places["ubigeo"])
    if strange:
        raise ValueError(f"tambos lie in districts that are not of 2017: {sorted(strange)[:5]}")
    places["name"] = places["name"].map(spell.spell)
    # Five decimals are about a metre; rounded first, so that every figure can be found again.
    places[["latitude", "longitude"]] = places[["latitude", "longitude"]].round(5)
    places["people"] = estimate_people(places, sources)
    districts = district_table(sources, places, spell)
    features = feature_matrix(places, districts, sources, schools)
    share = places["ubigeo"].map(districts.set_index("ubigeo")["pct_age_10_24"]) / 100.0
    places["youth"] = np.rint(places["people"] * share).astype("int64")
    youth = places.groupby("ubigeo")["youth"].sum()
    districts["youth"] = districts["ubigeo"].map(youth)
    columns = ["id", "name", "ubigeo", "urban", "latitude", "longitude", "people", "youth"]
    newer = newer_district_table(sources)
    return Tables(places[columns], features, districts, newer, sources.tambos)
