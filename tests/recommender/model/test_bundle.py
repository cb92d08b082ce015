"""The shipped bundle holds what the service needs, and a damaged one says what is wrong."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from recommender.features.definitions import FEATURE_NAMES
from recommender.model.bundle import Bundle, BundleError, gzipped, load_bundle
from recommender.sources.newer_districts import PARENTS

PEOPLE_OF_PERU_2022 = 33_396_698


def test_every_place_is_there_once_and_sorted(bundle: Bundle) -> None:
    ids = bundle.places["id"]
    assert len(ids) == 94_922
    assert ids.is_unique and ids.is_monotonic_increasing
    assert (ids.str[:6] == bundle.places["ubigeo"]).all()
    assert bundle.places["latitude"].between(-18.5, 0.1).all()
    assert bundle.places["longitude"].between(-81.5, -68.5).all()
    assert not bundle.places["name"].isna().any()


def test_people_add_up_to_the_projection(bundle: Bundle) -> None:
    people = bundle.places["people"]
    assert people.min() >= 0
    assert people.sum() == PEOPLE_OF_PERU_2022
    by_district = people.groupby(bundle.places["ubigeo"]).sum()
    assert by_district.to_dict() == bundle.districts.set_index("ubigeo")["people"].to_dict()
    assert bundle.provinces["people"].sum() == PEOPLE_OF_PERU_2022


def test_youth_are_fewer_than_people(bundle: Bundle) -> None:
    assert (bundle.places["youth"] <= bundle.places["people"]).all()
    share = bundle.places["youth"].sum() / bundle.places["people"].sum()
    assert 0.2 < share < 0.3


def test_districts_have_names_capitals_and_need(bundle: Bundle) -> None:
    districts = bundle.districts.set_index("ubigeo")
    assert len(districts) == 1_874
    assert not districts.isna().any().any()
    assert districts["need"].between(0, 1).all()
    huanta = districts.loc["050401"]
    assert (huanta["district"], huanta["province"], huanta["department"]) == (
        "Huanta",
        "Huanta",
        "Ayacucho",
    )
    assert huanta["capital_place_id"] == "0504010001"
    assert districts.loc["150122", "need"] < 0.3 < districts.loc["050412", "need"]
    assert districts.loc["150142", "district"] == "Villa El Salvador"
    assert districts.loc["100101", "department"] == "Huánuco"


def test_capitals_are_urban_places_of_their_district(bundle: Bundle) -> None:
    places = bundle.places.set_index("id")
    capital = places.loc[bundle.districts["capital_place_id"]]
    assert capital["urban"].all()
    assert (capital["ubigeo"].to_numpy() == bundle.districts["ubigeo"].to_numpy()).all()
    provinces = bundle.provinces.set_index("id")
    assert len(provinces) == 196
    assert places.loc[provinces.loc["0501", "capital_place_id"], "name"] == "Ayacucho"


def test_newer_districts_are_within_a_parent(bundle: Bundle) -> None:
    newer = bundle.newer_districts.set_index("ubigeo")
    assert newer["parent_ubigeo"].to_dict() == PARENTS
    assert set(newer["parent_ubigeo"]) <= set(bundle.districts["ubigeo"])
    assert not set(newer.index) & set(bundle.districts["ubigeo"])


def test_hubs_are_the_tambos(bundle: Bundle) -> None:
    hubs = bundle.hubs
    assert len(hubs) == 514
    assert hubs["id"].is_unique and hubs["id"].str.fullmatch(r"tambo-\d+").all()
    assert set(hubs["ubigeo"]) <= set(bundle.districts["ubigeo"])
    assert set(hubs["licence"]) == {"ODbL 1.0"}
    assert set(hubs["as_of"]) == {"2026-10-01"}


def test_features_are_aligned_with_places(bundle: Bundle) -> None:
    assert bundle.feature_names == FEATURE_NAMES
    assert bundle.features.dtype == np.float32
    column = bundle.feature_names.index("people")
    # Features keep four digits.
    np.testing.assert_allclose(bundle.features[:, column], bundle.places["people"], rtol=1e-3)
    within = [bundle.feature_names.index(f"people_{km}km") for km in (2, 5, 10, 20)]
    assert (np.diff(bundle.features[:, within], axis=1) >= 0).all()


def test_what_a_source_lacks_is_unknown_and_not_zero(bundle: Bundle) -> None:
    names = np.array(bundle.feature_names)
    assert set(names[np.isnan(bundle.features).any(axis=0)]) == {
        "pct_places_without_mobile",
        "school_sites",
        "school_sites_operating",
        "schools_5km",
        "pupils_5km",
    }
    column = bundle.features[:, bundle.feature_names.index("pct_places_without_mobile")]
    absent = bundle.places["ubigeo"].isin(["051010", "110301", "151003"])
    np.testing.assert_array_equal(np.isnan(column), absent)
    sites = bundle.features[:, bundle.feature_names.index("school_sites")]
    without_project = bundle.places["ubigeo"].str[:2].isin(["07", "17", "25"])
    assert np.isnan(sites[without_project]).all()


def test_contributions_are_of_rural_places(bundle: Bundle) -> None:
    urban = bundle.places["urban"].to_numpy(bool)
    assert (bundle.contributions[urban] == 0).all()
    assert (bundle.contributions[~urban] != 0).any(axis=1).all()


def test_the_bundle_is_small_and_names_its_sources(bundle: Bundle) -> None:
    size = sum(path.stat().st_size for path in bundle.folder.rglob("*") if path.is_file())
    assert size <= 20_000_000
    assert len(bundle.manifest["sources"]) == 13
    assert all(len(source["sha256"]) == 64 for source in bundle.manifest["sources"])
    listed = set(bundle.manifest["files"])
    assert {"model.keras", "saved_model/saved_model.pb", "model_card.md"} <= listed


@pytest.fixture
def copy(bundle: Bundle, tmp_path: Path) -> Path:
    return Path(shutil.copytree(bundle.folder, tmp_path / "bundle"))


def test_a_missing_bundle_says_how_to_build_one(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="recommender.pipeline build"):
        load_bundle(tmp_path)


def test_a_missing_file_is_named(copy: Path) -> None:
    (copy / "hubs.csv").unlink()
    with pytest.raises(BundleError, match="hubs.csv is missing"):
        load_bundle(copy)


def test_an_altered_file_is_named(copy: Path) -> None:
    (copy / "districts.csv").write_bytes(b"ubigeo\n")
    with pytest.raises(BundleError, match="districts.csv is not the file"):
        load_bundle(copy)


@pytest.mark.parametrize("manifest", ["", "{", "[]", '{"format": 999}', '{"format": 2}'])
def test_a_manifest_of_another_kind_is_refused(copy: Path, manifest: str) -> None:
    (copy / "manifest.json").write_text(manifest, encoding="utf-8")
    with pytest.raises(BundleError, match="manifest.json"):
        load_bundle(copy)


def test_tables_that_do_not_fit_each_other_are_refused(copy: Path) -> None:
    manifest = json.loads((copy / "manifest.json").read_text(encoding="utf-8"))
    (copy / "places.csv.gz").write_bytes(gzipped("id,urban\n0101010001,1\n"))
    del manifest["files"]["places.csv.gz"]
    (copy / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(BundleError, match="do not fit each other"):
        load_bundle(copy)


def test_places_in_another_order_than_their_features_are_refused(copy: Path) -> None:
    manifest = json.loads((copy / "manifest.json").read_text(encoding="utf-8"))
    head, first, *rest = gzip.decompress((copy / "places.csv.gz").read_bytes()).split(b"\n", 3)
    shifted = b"\n".join([head, rest[0], first, *rest[1:]])
    (copy / "places.csv.gz").write_bytes(gzipped(shifted.decode("utf-8")))
    del manifest["files"]["places.csv.gz"]
    (copy / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(BundleError, match="places are not sorted by id"):
        load_bundle(copy)


def test_gzip_bytes_depend_on_the_text_alone() -> None:
    assert gzipped("ñ") == gzipped("ñ") != gzipped("n")
