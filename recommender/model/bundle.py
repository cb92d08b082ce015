"""Read the bundle that the pipeline builds and the service serves from."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from recommender.model.feature_table import FeatureTable
from recommender.sources.originals import sha256_of

# Raised when a reader of the old files could not read the new ones.
FORMAT = 3
MANIFEST = "manifest.json"
TEXT = {"id": str, "ubigeo": str, "capital_place_id": str, "parent_ubigeo": str, "as_of": str}


class BundleError(Exception):
    """A bundle that cannot be served; the message names the file and what is wrong with it."""


@dataclass(frozen=True)
class Bundle:
    """Everything that the recommender serves.

    places: id, name, ubigeo, urban (bool), latitude, longitude, people, youth and suitability
        (NaN where urban), sorted by id.
    feature_table: raw rows for the model in the order of `places`, NaN where a figure is not
        known.
    districts: the 1,874 of 2017, sorted by ubigeo; `need` runs from 0 to 1.
    provinces: id (four digits), name, department, capital_place_id, people.
    newer_districts: those made after 2017, whose people are within `parent_ubigeo`.
    contributions: what each topic adds to the logit of a place's suitability beyond that of the
        average rural place, shape (len(places), len(topics)), 0 where urban.
    hubs: the register's first edition, sorted by id.
    """

    folder: Path
    version: str
    manifest: dict[str, Any]
    metrics: dict[str, Any]
    places: pd.DataFrame
    feature_table: FeatureTable
    contributions: NDArray[np.float32]
    topics: tuple[str, ...]
    districts: pd.DataFrame
    provinces: pd.DataFrame
    newer_districts: pd.DataFrame
    hubs: pd.DataFrame

    @property
    def saved_model(self) -> Path:
        """The folder of the TensorFlow SavedModel."""
        return self.folder / "saved_model"

    @property
    def feature_names(self) -> tuple[str, ...]:
        """The columns of the features."""
        return self.feature_table.names

    @cached_property
    def features(self) -> NDArray[np.float32]:
        """The features as one matrix, 46 MB: the service takes its rows from the table instead."""
        return self.feature_table.matrix()


def load_bundle(folder: Path) -> Bundle:
    """Return the bundle in a folder, each file checked against the manifest's SHA-256.

    Raise BundleError when a file is missing or altered, or the format is another.
    """
    manifest = _manifest(folder)
    for name, digest in manifest["files"].items():
        _check(folder, name, digest)
    try:
        return _read(folder, manifest)
    except (OSError, ValueError, KeyError) as error:
        raise BundleError(f"{folder}: the files do not fit each other ({error})") from error


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BundleError(
            f"{path} is missing: build the bundle with `python -m recommender.pipeline build`"
        ) from error
    except ValueError as error:
        raise BundleError(f"{path} is not JSON ({error})") from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        found = manifest.get("format") if isinstance(manifest, dict) else None
        raise BundleError(f"{path} has format {found!r}, but this program reads {FORMAT}")
    if not isinstance(manifest.get("files"), dict) or not isinstance(manifest.get("version"), str):
        raise BundleError(f"{path} lacks its files or its version")
    return manifest


def _check(folder: Path, name: str, digest: str) -> None:
    path = folder / name
    if not path.is_file():
        raise BundleError(f"{path} is missing")
    if sha256_of(path) != digest:
        raise BundleError(f"{path} is not the file that {MANIFEST} lists (its SHA-256 differs)")


def _read(folder: Path, manifest: dict[str, Any]) -> Bundle:
    places = _table(folder / "places.csv.gz")
    places["urban"] = places["urban"].astype(bool)
    if not places["id"].is_monotonic_increasing:
        raise ValueError("places are not sorted by id, so their features would shift")
    features = FeatureTable.read(folder / "features.npz")
    contributions, topics = _columns(folder / "contributions.npz")
    if len(features) != len(places):
        raise ValueError(f"features of {len(features)} places for {len(places)} places")
    if contributions.shape != (len(places), len(topics)):
        raise ValueError(f"contributions have shape {contributions.shape}")
    return Bundle(
        folder=folder,
        version=manifest["version"],
        manifest=manifest,
        metrics=json.loads((folder / "metrics.json").read_text(encoding="utf-8")),
        places=places,
        feature_table=features,
        contributions=contributions.astype(np.float32) / 100.0,
        topics=topics,
        districts=_table(folder / "districts.csv"),
        provinces=_table(folder / "provinces.csv"),
        newer_districts=_table(folder / "newer_districts.csv"),
        hubs=_table(folder / "hubs.csv"),
    )


def _table(path: Path) -> pd.DataFrame:
    # A name such as "NA" is a name: only empty cells are missing.
    return pd.read_csv(path, dtype=TEXT, keep_default_na=False, na_values=[""])


def _columns(path: Path) -> tuple[NDArray[Any], tuple[str, ...]]:
    with np.load(path, allow_pickle=False) as archive:
        columns = archive["columns"]
        return np.ascontiguousarray(columns.T), tuple(str(name) for name in archive["names"])


def gzipped(text: str) -> bytes:
    """Return text as gzip bytes that depend on nothing but the text."""
    return gzip.compress(text.encode("utf-8"), compresslevel=9, mtime=0)
