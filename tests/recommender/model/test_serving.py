"""The exported model serves what the bundle says, in both of its forms."""

from __future__ import annotations

from pathlib import Path

import keras
import numpy as np
import pytest

from recommender.model.bundle import Bundle, BundleError
from recommender.model.serving import SuitabilityModel


@pytest.fixture(scope="module")
def model(bundle: Bundle) -> SuitabilityModel:
    return SuitabilityModel.load(bundle.saved_model)


@pytest.fixture(scope="module")
def rural(bundle: Bundle) -> np.ndarray:
    return np.flatnonzero(~bundle.places["urban"].to_numpy())


def test_only_rural_places_have_a_suitability(bundle: Bundle) -> None:
    known = bundle.places["suitability"].notna()
    assert (known == ~bundle.places["urban"]).all()
    assert bundle.places["suitability"].dropna().between(0, 1).all()


def test_probabilities_average_to_the_share_of_tambos(bundle: Bundle) -> None:
    mean = bundle.places["suitability"].mean()
    assert mean == pytest.approx(bundle.metrics["base_rate"], rel=0.1)


def test_the_saved_model_gives_the_shipped_scores(
    bundle: Bundle, model: SuitabilityModel, rural: np.ndarray
) -> None:
    predicted = model.predict(bundle.features[rural])
    np.testing.assert_allclose(predicted, bundle.places["suitability"].to_numpy()[rural], atol=1e-5)


def test_the_keras_file_and_the_saved_model_agree(
    bundle: Bundle, model: SuitabilityModel, rural: np.ndarray
) -> None:
    rows = bundle.features[rural[::50]]
    loaded = keras.models.load_model(bundle.folder / "model.keras", compile=False)
    np.testing.assert_allclose(
        np.asarray(loaded(rows)).reshape(-1), model.predict(rows), rtol=0, atol=1e-5
    )


def test_rows_do_not_change_each_other(
    bundle: Bundle, model: SuitabilityModel, rural: np.ndarray
) -> None:
    rows = bundle.features[rural[:9_000]]
    np.testing.assert_allclose(model.predict(rows)[[0, 8_999]], model.predict(rows[[0, -1]]), 1e-4)


def test_odd_rows_still_get_a_probability(model: SuitabilityModel) -> None:
    rows = np.full((5, model.columns), np.nan, dtype=np.float32)
    rows[1], rows[2], rows[3], rows[4] = 0, -1e30, 1e30, np.inf
    predicted = model.predict(rows)
    assert np.isfinite(predicted).all()
    assert ((predicted >= 0) & (predicted <= 1)).all()
    assert model.predict(rows[:0]).shape == (0,)


def test_another_number_of_columns_is_refused(model: SuitabilityModel) -> None:
    with pytest.raises(ValueError, match="shape"):
        model.predict(np.zeros((1, model.columns + 1), dtype=np.float32))


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="holds no model"):
        SuitabilityModel.load(tmp_path)


def test_the_metrics_are_better_than_chance_and_not_too_good(bundle: Bundle) -> None:
    models = bundle.metrics["models"]
    assert len(models) == 4
    for name, row in models.items():
        assert 0.7 < row["roc_auc"] < 0.9, name
        low, high = row["intervals_95"]["roc_auc"]
        assert 0.6 < low < row["roc_auc"] < high, name
        assert row["average_precision"] > 5 * bundle.metrics["base_rate"], name


def test_folds_share_no_department(bundle: Bundle) -> None:
    codes = [code for fold in bundle.metrics["folds"] for code in fold["departments"]]
    # Callao is all urban, so 24 of the 25 departments have rural places.
    assert len(codes) == len(set(codes)) == 24
    positives = [fold["positives"] for fold in bundle.metrics["folds"]]
    assert sum(positives) == bundle.metrics["positives"]
    assert max(positives) - min(positives) < 20


def test_the_card_says_what_it_must(bundle: Bundle) -> None:
    card = (bundle.folder / "model_card.md").read_text(encoding="utf-8")
    for words in ("unlabelled", "register of schools", "must not be used", "Urban places"):
        assert words in card
    champion = bundle.metrics["models"][bundle.metrics["champion"]]
    assert f"{champion['roc_auc']:.3f}" in card
    for name in bundle.feature_names:
        assert f"| {name} |" in card


@pytest.mark.parametrize(
    ("feature", "low", "high", "rises"),
    [
        ("people", 20, 400, True),
        ("health_post_km", 0.2, 15, False),
        ("district_capital_km", 1, 30, True),
        ("health_post_of_name", 0, 2, True),
        ("serial_first_16", 0, 1, True),
    ],
)
def test_what_should_make_a_platform_likelier_does(
    bundle: Bundle,
    model: SuitabilityModel,
    rural: np.ndarray,
    feature: str,
    low: float,
    high: float,
    rises: bool,
) -> None:
    """On average over places that differ in nothing else."""
    rows = bundle.features[rural[::50]].copy()
    rows[:, bundle.feature_names.index(feature)] = low
    before = model.predict(rows).mean()
    rows[:, bundle.feature_names.index(feature)] = high
    after = model.predict(rows).mean()
    assert (after > 1.05 * before) if rises else (before > 1.05 * after)
