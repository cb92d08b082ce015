"""Write the bundle's tables and its manifest."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from recommender.features.definitions import FEATURE_NAMES
from recommender.features.tables import Tables
from recommender.model.bundle import FORMAT, MANIFEST, gzipped
from recommender.model.feature_table import FeatureTable
from recommender.model.topics import TOPIC_NAMES
from recommender.sources.originals import sha256_of

DISTRICT_COLUMNS = (
    "ubigeo",
    "department",
    "province",
    "district",
    "capital_place_id",
    "latitude",
    "longitude",
    "altitude_m",
    "people",
    "youth",
    "need",
    "pct_hh_without_internet",
    "pct_hh_without_computer",
    "pct_poverty",
    "hdi",
)
README = "README.md"
SAVED_MODEL = "saved_model/"


def write_tables(tables: Tables, suitability: NDArray[np.float64], folder: Path) -> None:
    """Write places, features, districts, provinces, newer districts and hubs into a folder.

    `suitability` is aligned with the places, NaN where urban.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "places.csv.gz").write_bytes(gzipped(_places(tables.places, suitability)))
    FeatureTable.of(tables.features, FEATURE_NAMES).write(folder / "features.npz")
    districts = tables.districts.round({"need": 4, "hdi": 4, "pct_poverty": 2})
    _write_csv(districts[list(DISTRICT_COLUMNS)], folder / "districts.csv")
    _write_csv(provinces(tables.districts), folder / "provinces.csv")
    _write_csv(tables.newer_districts, folder / "newer_districts.csv")
    _write_csv(tables.hubs, folder / "hubs.csv")


def provinces(districts: pd.DataFrame) -> pd.DataFrame:
    """Return id, name, department, capital_place_id and people of each province.

    Its capital is that of its district 01, as INEI numbers them.
    """
    province = districts["ubigeo"].str[:4].rename("id")
    first = districts.groupby(province)[["province", "department", "capital_place_id"]].first()
    first["people"] = districts.groupby(province)["people"].sum()
    return first.rename(columns={"province": "name"}).reset_index()


def write_contributions(tables: Tables, contributions: NDArray[np.float64], folder: Path) -> None:
    """Write what each topic adds to the logit of each place, in hundredths; urban places have 0.

    `contributions` has shape (rural places, topics).
    """
    hundredths = np.zeros((len(tables.places), len(TOPIC_NAMES)), dtype=np.int16)
    hundredths[~tables.places["urban"].to_numpy(bool)] = np.rint(100.0 * contributions)
    buffer = io.BytesIO()
    np.savez_compressed(buffer, columns=hundredths.T.copy(), names=np.array(TOPIC_NAMES))
    (folder / "contributions.npz").write_bytes(buffer.getvalue())


def write_manifest(folder: Path, about: dict[str, Any], as_of: str) -> str:
    """Write the manifest over all files of the folder and return the bundle's version.

    The version is the date of the newest source and a hash of the content: the same sources and
    code give the same version on any day. The SavedModel is left out of it, because TensorFlow
    writes other bytes each time; it is the same network as model.keras.
    """
    names = sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in (MANIFEST, README)
    )
    files = {name: sha256_of(folder / name) for name in names}
    stable = {name: digest for name, digest in files.items() if not name.startswith(SAVED_MODEL)}
    content = json.dumps([stable, about], sort_keys=True).encode("utf-8")
    version = f"{as_of}-{hashlib.sha256(content).hexdigest()[:8]}"
    manifest = {"format": FORMAT, "version": version, **about, "files": files}
    _write_json(manifest, folder / MANIFEST)
    return version


def write_metrics(metrics: dict[str, Any], folder: Path) -> None:
    """Write metrics.json, figures rounded to six decimals."""
    _write_json(
        json.loads(json.dumps(metrics), parse_float=lambda s: round(float(s), 6)),
        folder / "metrics.json",
    )


def _places(places: pd.DataFrame, suitability: NDArray[np.float64]) -> str:
    table = places.assign(urban=places["urban"].astype(int))
    for name in ("latitude", "longitude"):
        table[name] = table[name].map("{:.5f}".format)
    known = [f"{value:.6f}" if np.isfinite(value) else "" for value in suitability]
    return str(table.assign(suitability=known).to_csv(index=False, lineterminator="\n"))


def _write_csv(table: pd.DataFrame, path: Path) -> None:
    table.to_csv(path, index=False, lineterminator="\n")


def _write_json(content: dict[str, Any], path: Path) -> None:
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
