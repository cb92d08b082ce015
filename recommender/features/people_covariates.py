"""What tells the people of a place before any town's figure is looked at.

Nothing here comes from GeoNames, and nothing from where a tambo stands.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.spatial import cKDTree

from recommender.features.neighbourhood import between_km, nearest_km, sums_within
from recommender.places.sphere import arc_km, unit_vectors
from recommender.sources.catalogue import Sources

CAPITAL, TOWN, RURAL = 0, 1, 2
RADII_KM = (1.0, 5.0)
# Added to a distance before its logarithm is taken: about the width of a hamlet.
HAMLET_KM = 0.1

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Covariates:
    """One row a place. `kind`: CAPITAL of a district, other urban TOWN, or RURAL.

    `matrix` (places, names) is scaled to a standard deviation of 1; each column is of one kind of
    place and 0 elsewhere, so it is sparse. `district` numbers the districts from 0; `total` is
    the people of the place's district. `rising` says which columns can only mean more people.
    """

    matrix: csr_matrix
    names: tuple[str, ...]
    rising: NDArray[np.bool_]
    kind: Integers
    district: Integers
    total: Floats

    def rows(self, chosen: NDArray[np.bool_]) -> Covariates:
        """Return the covariates of whole districts, renumbered; `chosen` marks their places."""
        district = pd.factorize(self.district[chosen])[0]
        matrix, total = self.matrix[chosen], self.total[chosen]
        return Covariates(matrix, self.names, self.rising, self.kind[chosen], district, total)


def covariates(
    places: pd.DataFrame, total: Floats, post_level: Integers, sources: Sources
) -> Covariates:
    """Return the covariates of places sorted by id.

    `post_level` is the category of the health post at the place (see `post_levels`).
    """
    kind = kinds(places)
    district = pd.factorize(places["ubigeo"])[0]
    shape = _district_columns(places, total, district, sources)
    columns = _capital_columns(places, kind, shape, post_level)
    columns |= _town_columns(places, kind, shape)
    columns |= _rural_columns(places, kind, post_level, sources)
    stacked = np.column_stack(list(columns.values()))
    spread = stacked.std(axis=0)
    scaled = csr_matrix(stacked / np.where(spread > 0, spread, 1.0))
    rising = np.array([name.startswith("more_") for name in columns])
    return Covariates(scaled, tuple(columns), rising, kind, district, total)


def kinds(places: pd.DataFrame) -> Integers:
    """Return CAPITAL, TOWN or RURAL; INEI gives the number 0001 to a district's capital."""
    urban = places["urban"].to_numpy(bool)
    capital = urban & places["id"].str.endswith("0001").to_numpy(bool)
    return np.select([capital, urban], [CAPITAL, TOWN], RURAL).astype(np.int64)


def _district_columns(
    places: pd.DataFrame, total: Floats, district: Integers, sources: Sources
) -> dict[str, Floats]:
    """Return what tells how much of a district lives in its towns, one value a place.

    The share of dwellings on a sewer is close to the share of people in a town.
    """
    count = np.bincount(district).astype(float)[district]
    urban = np.bincount(district, places["urban"].to_numpy(float))[district]
    census = sources.census_2017.set_index("ubigeo")["pct_dwellings_without_sanitation"]
    hdi = sources.district_attributes.set_index("ubigeo")["hdi"]
    columns = {
        "people": np.log(total),
        "places": np.log(count),
        "towns": np.log(np.maximum(urban, 1.0)),
        "without_sewer": places["ubigeo"].map(census).to_numpy(float) / 100.0,
        "hdi": places["ubigeo"].map(hdi).to_numpy(float),
    }
    for name, values in columns.items():
        if np.isnan(values).any():
            lacking = places["ubigeo"][np.isnan(values)].unique().tolist()
            raise ValueError(f"{name} is not known for the districts {lacking[:5]}")
    return {name: values - values.mean() for name, values in columns.items()}


def _capital_columns(
    places: pd.DataFrame, kind: Integers, district: dict[str, Floats], post_level: Integers
) -> dict[str, Floats]:
    capital, urban = (kind == CAPITAL).astype(float), (kind != RURAL).astype(float)
    of_province = capital * (places["ubigeo"].str[4:] == "01")
    of_department = of_province * (places["ubigeo"].str[2:4] == "01")
    return {
        "capital": capital,
        **{f"capital_{name}": capital * values for name, values in district.items()},
        "capital_people_squared": capital * district["people"] ** 2,
        "more_capital_of_province": np.asarray(of_province, dtype=float),
        "more_capital_of_department": np.asarray(of_department, dtype=float),
        "more_urban_post": urban * (post_level >= 1),
        "more_urban_health_centre": urban * (post_level >= 3),
        "more_urban_hospital": urban * (post_level >= 4),
    }


def _town_columns(
    places: pd.DataFrame, kind: Integers, district: dict[str, Floats]
) -> dict[str, Floats]:
    town = (kind == TOWN).astype(float)
    serial = places["id"].str[6:].astype(int).to_numpy(float)
    return {
        "town": town,
        **{f"town_{name}": town * values for name, values in district.items()},
        "town_serial": town * np.log(serial),
    }


def _rural_columns(
    places: pd.DataFrame, kind: Integers, post_level: Integers, sources: Sources
) -> dict[str, Floats]:
    rural = (kind == RURAL).astype(float)
    at = _points(places)
    around = sums_within(at, at, np.ones((len(places), 1)), RADII_KM)[:, :, 0] - 1.0
    serial = places["id"].str[6:].astype(int)
    towns = places[kind != RURAL]
    columns = {
        "places_1km": np.log1p(around[:, 0]),
        "places_5km": np.log1p(around[:, 1]),
        "next_place_km": np.log(nearest_other_km(places) + HAMLET_KM),
        "capital_km": np.log1p(_capital_km(places)),
        "town_km": np.log1p(nearest_km(at, _points(towns))) if len(towns) else rural * 0.0,
        "post_km": np.log1p(nearest_km(at, _points(sources.health_posts))),
        "serial": np.log(serial.to_numpy(float)),
        "serial_rank": serial.groupby(places["ubigeo"]).rank(pct=True).to_numpy(float),
    }
    return {
        **{f"rural_{name}": rural * values for name, values in columns.items()},
        "more_rural_post": rural * (post_level >= 1),
        "more_rural_doctor": rural * (post_level >= 2),
    }


def nearest_other_km(places: pd.DataFrame) -> Floats:
    """Return km from each place to the nearest other one."""
    points = unit_vectors(*_points(places))
    return arc_km(cKDTree(points).query(points, k=2)[0][:, 1])


def _capital_km(places: pd.DataFrame) -> Floats:
    """Return km to the first place of the district, which is its capital."""
    first = places.groupby("ubigeo")[["latitude", "longitude"]].transform("first")
    return between_km(_points(places), _points(first))


def _points(table: pd.DataFrame) -> tuple[Floats, Floats]:
    return table["latitude"].to_numpy(float), table["longitude"].to_numpy(float)
