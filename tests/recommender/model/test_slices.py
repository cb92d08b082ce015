"""Coast, highlands and jungle are what a geographer calls so; each place is in one of each kind."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from recommender.model.bundle import Bundle
from recommender.model.slices import crest_longitude, slices

REGIONS = ("coast", "highlands", "jungle")
TOWNS = ("under_10_km_to_town", "10_to_30_km_to_town", "over_30_km_to_town")
POSTS = ("health_post_within_5_km", "no_health_post_within_5_km")


@pytest.fixture(scope="module")
def country(bundle: Bundle) -> pd.DataFrame:
    """Every place of Peru with its district's altitude, and the region that it is put in."""
    places = bundle.places.merge(
        bundle.districts[["ubigeo", "department", "province", "district", "altitude_m"]],
        on="ubigeo",
        suffixes=("", "_of_district"),
    )
    near = np.zeros(len(places))
    columns = (places[name].to_numpy(float) for name in ("altitude_m", "latitude", "longitude"))
    found = slices(*columns, near, near)
    chosen = np.select([found[name] for name in REGIONS], REGIONS, default="")
    return places.assign(region=chosen)


@pytest.mark.parametrize(
    ("province", "region"),
    [
        ("Tumbes", "coast"),
        ("Sullana", "coast"),
        ("Chiclayo", "coast"),
        ("Ica", "coast"),
        ("Ilo", "coast"),
        ("Jorge Basadre", "coast"),
        ("Hualgayoc", "highlands"),
        ("Huancavelica", "highlands"),
        ("Azángaro", "highlands"),
        ("Condorcanqui", "jungle"),
        ("Leoncio Prado", "jungle"),
        ("Satipo", "jungle"),
        ("Tambopata", "jungle"),
        ("Maynas", "jungle"),
    ],
)
def test_provinces_lie_in_their_region(country: pd.DataFrame, province: str, region: str) -> None:
    rows = country[country["province"] == province]
    assert len(rows) > 20
    # Some provinces of the coast reach up into the mountains.
    wrong = set(rows["region"]) - ({region, "highlands"} if region == "coast" else {region})
    assert not wrong
    assert (rows["region"] == region).mean() > 0.5


@pytest.mark.parametrize(
    ("province", "district", "region"),
    [
        ("Jaén", "Pomahuaca", "jungle"),
        ("San Ignacio", "Namballe", "jungle"),
        ("Contumazá", "Chilete", "coast"),
        ("Cajamarca", "Magdalena", "coast"),
        ("La Convención", "Echarate", "jungle"),
        ("Chanchamayo", "Perené", "jungle"),
        ("Lambayeque", "Olmos", "coast"),
    ],
)
def test_low_valleys_lie_on_their_side_of_the_crest(
    country: pd.DataFrame, province: str, district: str, region: str
) -> None:
    """Rivers tell: these run to the Pacific, those to the Amazon."""
    rows = country[(country["province"] == province) & (country["district"] == district)]
    assert set(rows["region"]) == {region}


def test_no_department_of_the_jungle_has_a_coast_and_the_other_way_round(
    country: pd.DataFrame,
) -> None:
    found = country.groupby("department")["region"].agg(set)
    for department in ("Loreto", "Ucayali", "Madre de Dios", "San Martín", "Amazonas", "Puno"):
        assert "coast" not in found[department], department
    for department in ("Tumbes", "Piura", "Lambayeque", "Lima", "Ica", "Arequipa", "Moquegua"):
        assert "jungle" not in found[department], department
    tacna = country[country["department"] == "Tacna"]
    assert set(tacna.loc[tacna["region"] == "jungle", "district"]) <= {"Pachia", "Pachía"}
    assert (tacna["region"] == "jungle").sum() <= 10


def test_every_place_is_in_one_slice_of_each_kind() -> None:
    random = np.random.default_rng(8)
    places = 5_000
    latitude = random.uniform(-18, 0, places)
    longitude = -80 - latitude / 2 + random.normal(0, 1.5, places)
    # Values on the very borders too.
    altitude_m = random.choice([0.0, 1_499.9, 1_500.0, 3_500.0], places)
    town_km = random.choice([0.0, 9.9, 10.0, 30.0, 30.1], places)
    post_km = random.choice([0.0, 5.0, 5.1], places)
    found = slices(altitude_m, latitude, longitude, town_km, post_km)
    assert set(found) == {*REGIONS, *TOWNS, *POSTS}
    for kind in (REGIONS, TOWNS, POSTS):
        assert (sum(found[name].astype(int) for name in kind) == 1).all()
    assert (found["10_to_30_km_to_town"] == np.isin(town_km, [10.0, 30.0])).all()
    assert (found["health_post_within_5_km"] == (post_km <= 5.0)).all()
    assert (found["highlands"] == (altitude_m >= 1_500)).all()


def test_a_handful_of_high_places_moves_no_crest() -> None:
    latitude = np.concatenate([np.full(100, -6.6), np.full(4, -5.7), [-5.0]])
    longitude = np.concatenate([np.linspace(-79.4, -79.0, 100), np.full(4, -77.7), [-79.2]])
    altitude_m = np.concatenate([np.full(104, 3_500.0), [500.0]])
    crest = crest_longitude(altitude_m, latitude, longitude)
    assert crest == pytest.approx(np.full(105, -79.3), abs=0.01)


def test_what_is_not_known_is_refused_by_name() -> None:
    known = np.full(3, 3_500.0)
    with pytest.raises(ValueError, match="town_km of place 1 is nan"):
        slices(known, -known / 500, -known / 50, np.array([1.0, np.nan, 2.0]), known)
    with pytest.raises(ValueError, match="no band of latitude has 30 places above 3000 m"):
        slices(known, -known / 500, -known / 50, known, known)
