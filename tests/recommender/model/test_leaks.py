"""Nothing of where the hubs are reaches the features, and shuffled labels teach nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from recommender.features.tables import build_tables
from recommender.model.bundle import Bundle
from recommender.model.serving import SuitabilityModel
from recommender.sources.catalogue import load_sources
from recommender.sources.originals import Fetcher
from tests.recommender.mirror import mirror, needs_mirror


@needs_mirror
def test_no_feature_knows_the_hubs(bundle: Bundle, tmp_path: Path) -> None:
    """Half the tambos gone and the rest elsewhere: every feature stays as it is shipped."""
    sources = load_sources(Fetcher(mirror(), tmp_path))
    fewer = sources.tambos.iloc[::2].copy()
    fewer[["latitude", "longitude"]] = fewer[["latitude", "longitude"]].to_numpy()[::-1]
    tables = build_tables(replace(sources, tambos=fewer))
    # A last digit may round otherwise on another machine.
    np.testing.assert_allclose(tables.features, bundle.features, rtol=2e-3, atol=2e-3)
    assert tables.places["people"].tolist() == bundle.places["people"].tolist()


@needs_mirror
def test_a_step_aside_changes_a_score_by_almost_nothing(bundle: Bundle, tmp_path: Path) -> None:
    """Every fiftieth rural place moved by 0.0001 degrees, some eleven metres."""
    sources = load_sources(Fetcher(mirror(), tmp_path))
    moved = sources.populated_places.copy()
    rural = np.flatnonzero(~moved["urban"].to_numpy(bool))[::50]
    moved.iloc[rural, moved.columns.get_loc("latitude")] += 0.0001
    tables = build_tables(replace(sources, populated_places=moved))
    model = SuitabilityModel.load(bundle.saved_model)
    before, after = (model.predict(rows[rural]) for rows in (bundle.features, tables.features))
    change = np.abs(np.log(after) - np.log(before))
    assert np.median(change) < 0.005
    assert np.quantile(change, 0.99) < 0.25


def test_shuffled_labels_are_not_found_again(bundle: Bundle) -> None:
    control = bundle.metrics["controls"]["keras_model_labels_shuffled"]
    assert 0.45 <= control["roc_auc"] <= 0.55
    assert 0.45 <= control["roc_auc_within_district"] <= 0.55


def test_the_champion_is_the_network_with_the_best_average_precision(bundle: Bundle) -> None:
    models = bundle.metrics["models"]
    networks = {name: row for name, row in models.items() if row["kind"] != "baseline"}
    assert len(networks) == 2
    best = max(networks, key=lambda name: networks[name]["average_precision"])
    assert bundle.metrics["champion"] == best


def test_the_shipped_probabilities_mean_what_they_say(bundle: Bundle) -> None:
    champion = bundle.metrics["models"][bundle.metrics["champion"]]
    assert 0.8 <= champion["calibration_slope"] <= 1.25
    assert 0.8 <= champion["observed_over_expected_top_decile"] <= 1.25
    known = bundle.places["suitability"].dropna()
    assert known.mean() == pytest.approx(bundle.metrics["base_rate"], rel=0.25)
