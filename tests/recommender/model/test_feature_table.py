"""Features come out of their codes and out of their file as they went in."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest

from recommender.features.matrix import significant
from recommender.model.bundle import Bundle
from recommender.model.feature_table import MOST_VALUES, FeatureTable

NAMES = ("people", "altitude_difference_m", "share", "schools_5km", "one")


@pytest.fixture
def features() -> np.ndarray:
    """Large, negative, small, wholly unknown and equal figures, some of the first unknown."""
    rng = np.random.default_rng(2026)
    columns = [
        rng.lognormal(6.0, 4.0, 3_000),
        rng.normal(0.0, 900.0, 3_000),
        rng.random(3_000),
        np.full(3_000, np.nan),
        np.ones(3_000),
    ]
    columns[0][::7] = np.nan
    columns[0][1] = 2e7
    return significant(np.column_stack(columns))


@pytest.fixture
def table(features: np.ndarray) -> FeatureTable:
    return FeatureTable.of(features, NAMES)


def test_nothing_is_lost_in_memory_or_in_a_file(
    features: np.ndarray, table: FeatureTable, tmp_path: Path
) -> None:
    table.write(tmp_path / "features.npz")
    for one in (table, FeatureTable.read(tmp_path / "features.npz")):
        assert one.names == NAMES and len(one) == 3_000
        assert one.matrix().dtype == np.float32
        np.testing.assert_array_equal(one.matrix(), features)


def test_rows_and_columns_are_those_of_the_matrix(
    features: np.ndarray, table: FeatureTable
) -> None:
    at = np.array([2_999, 0, 7, 7])
    np.testing.assert_array_equal(table.rows(at), features[at])
    assert table.rows(at[:0]).shape == (0, len(NAMES))
    np.testing.assert_array_equal(table.column(1), features[:, 1])


def test_a_table_takes_half_of_what_the_matrix_takes(bundle: Bundle) -> None:
    table = bundle.feature_table
    held = table.codes.nbytes + table.values.nbytes + table.first.nbytes
    assert held < 0.6 * bundle.features.nbytes


def test_the_same_features_are_the_same_bytes(table: FeatureTable, tmp_path: Path) -> None:
    for name in ("one", "two"):
        table.write(tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize("value", [0.12345, np.inf])
def test_a_figure_that_the_file_could_not_hold_is_refused(
    features: np.ndarray, value: float
) -> None:
    features[5, 2] = value
    with pytest.raises(ValueError, match="feature share is not rounded"):
        FeatureTable.of(features, NAMES)


def test_a_column_of_too_many_values_is_refused() -> None:
    column = np.arange(MOST_VALUES + 1, dtype=np.float32)[:, None]
    assert len(FeatureTable.of(column[:-1], ("people",))) == MOST_VALUES
    with pytest.raises(ValueError, match="feature people has 65,536 different values"):
        FeatureTable.of(column, ("people",))


def _rewritten(path: Path, name: str, array: np.ndarray | None) -> None:
    """Put another array in the place of one of a file's, or none at all."""
    with np.load(path) as archive:
        arrays = {one: archive[one] for one in archive.files if one != name}
    if array is not None:
        arrays[name] = array
    np.savez(path, allow_pickle=False, **arrays)


@pytest.mark.parametrize(
    ("name", "array", "said"),
    [
        ("codes_share", None, "codes_share"),
        ("steps", None, "steps"),
        ("counts", np.array([1, 2]), "5 names, 2 counts"),
        ("counts", np.array([1, 1, 1, 1, -4]), "5 names, 5 counts"),
        ("codes_one", np.full((2, 3_000), 255, dtype=np.uint8), "feature one has a code beyond"),
        ("codes_one", np.zeros((3, 3_000), dtype=np.uint8), "too many values"),
        ("codes_one", np.zeros((2, 2_999), dtype=np.uint8), "2999"),
    ],
)
def test_arrays_that_do_not_fit_each_other_are_named(
    table: FeatureTable, tmp_path: Path, name: str, array: np.ndarray | None, said: str
) -> None:
    path = tmp_path / "features.npz"
    table.write(path)
    _rewritten(path, name, array)
    with pytest.raises(ValueError, match=rf"features\.npz holds no table of features: .*{said}"):
        FeatureTable.read(path)


@pytest.mark.parametrize("kept", [0.0, 0.3, 0.9])
def test_a_file_that_is_cut_off_is_named(table: FeatureTable, tmp_path: Path, kept: float) -> None:
    path = tmp_path / "features.npz"
    table.write(path)
    path.write_bytes(path.read_bytes()[: int(kept * path.stat().st_size)])
    with pytest.raises(ValueError, match=r"features\.npz holds no table"):
        FeatureTable.read(path)


def test_a_changed_byte_is_noticed(table: FeatureTable, tmp_path: Path) -> None:
    path = tmp_path / "features.npz"
    table.write(path)
    with zipfile.ZipFile(path) as archive:
        at = archive.getinfo("codes_people.npy").header_offset + 500
    content = bytearray(path.read_bytes())
    content[at] ^= 255
    path.write_bytes(content)
    with pytest.raises(ValueError, match=r"features\.npz holds no table"):
        FeatureTable.read(path)


def test_a_single_array_is_no_table(tmp_path: Path) -> None:
    with (tmp_path / "features.npz").open("wb") as file:
        np.save(file, np.zeros((3, 2), dtype=np.float32))
    with pytest.raises(ValueError, match=r"features\.npz holds no table"):
        FeatureTable.read(tmp_path / "features.npz")
