"""The encoding knows a figure's place among the quantiles, and nothing beyond the last of them."""

from __future__ import annotations

import numpy as np
import pytest

from recommender.model.encoding import BINS, by_feature, encoding


@pytest.fixture(scope="module")
def seen() -> np.ndarray:
    """Even steps, a figure that is mostly one value, and one that never varies."""
    rows = np.linspace(-2.0, 2.0, 1_001)
    mostly = np.where(np.arange(1_001) % 10 == 0, rows, -1.0)
    return np.column_stack([rows, mostly, np.zeros(1_001)]).astype(np.float32)


def _encoded(seen: np.ndarray, *rows: list[float]) -> np.ndarray:
    return np.asarray(encoding(seen)(np.array(rows, dtype=np.float32))).astype(float)


def test_bins_fill_one_after_the_other(seen: np.ndarray) -> None:
    found = _encoded(seen, [-2.0, 0.0, 0.0], [-1.0, 0.0, 0.0], [1.6, 0.0, 0.0])[:, :BINS]
    # Five even bins of 0.8 from -2 to 2, less where the mean stands: in the middle of the third.
    mean = np.array([1.0, 1.0, 0.5, 0.0, 0.0])
    np.testing.assert_allclose(found[0], -mean, atol=1e-5)
    np.testing.assert_allclose(found[1], np.array([1.0, 0.25, 0, 0, 0]) - mean, atol=1e-5)
    np.testing.assert_allclose(found[2], np.array([1.0, 1, 1, 1, 0.5]) - mean, atol=1e-5)


def test_the_mean_place_is_all_zero(seen: np.ndarray) -> None:
    np.testing.assert_allclose(_encoded(seen, [0.0, 0.0, 0.0]), 0.0, atol=1e-6)


def test_beyond_what_was_seen_nothing_changes(seen: np.ndarray) -> None:
    found = _encoded(seen, [2.0, 0.0, 0.0], [4.0, 0.0, 0.0])
    np.testing.assert_allclose(found[0], found[1], atol=1e-6)


def test_a_figure_that_repeats_makes_no_step_of_a_hair(seen: np.ndarray) -> None:
    found = _encoded(seen, [0.0, -1.0, 0.0], [0.0, -1.0 + 1e-5, 1e-5])
    assert np.abs(found[1] - found[0]).max() < 1e-3


def test_what_is_larger_is_never_encoded_lower(seen: np.ndarray) -> None:
    line = np.linspace(-4.0, 4.0, 400, dtype=np.float32)
    found = np.asarray(encoding(seen)(np.column_stack([line] * 3)))
    assert np.diff(found, axis=0).min() >= -1e-6


def test_values_on_the_encoding_are_summed_by_feature() -> None:
    values = np.arange(2 * 3 * BINS, dtype=float).reshape(2, -1)
    found = by_feature(values)
    assert found.shape == (2, 3)
    assert found[1, 2] == values[1, 2 * BINS :].sum()
