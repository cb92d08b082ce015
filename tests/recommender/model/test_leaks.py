"""Nothing of where the hubs are reaches the features, and shuffled labels teach nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from recommender.features.tables import Tables, build_tables
from recommender.model.bundle import Bundle
from recommender.model.serving import SuitabilityModel
from recommender.sources.catalogue import Sources, load_sources
from recommender.sources.originals import Fetcher
from tests.recommender.mirror import mirror, needs_mirror


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return load_sources(Fetcher(mirror(), tmp_path_factory.mktemp("downloads")))


@pytest.fixture(scope="module")
def tables(sources: Sources) -> Tables:
    # Built here rather than shipped: another machine may round the people of a place otherwise.
    return build_tables(sources)


@needs_mirror
def test_no_feature_knows_the_hubs(sources: Sources, tables: Tables) -> None:
    """Half the tambos gone and the rest elsewhere: every feature stays as it is."""
    fewer = sources.tambos.iloc[::2].copy()
    fewer[["latitude", "longitude"]] = fewer[["latitude", "longitude"]].to_numpy()[::-1]
    without = build_tables(replace(sources, tambos=fewer))
    np.testing.assert_array_equal(without.features, tables.features)
    assert without.places.equals(tables.places)


@needs_mirror
def test_a_step_aside_changes_a_score_by_almost_nothing(
    bundle: Bundle, sources: Sources, tables: Tables
) -> None:
    """Every fiftieth rural place moved by 0.0001 degrees, some eleven metres."""
    moved = sources.populated_places.copy()
    rural = np.flatnonzero(~moved["urban"].to_numpy(bool))[::50]
    moved.iloc[rural, moved.columns.get_loc("latitude")] += 0.0001
    aside = build_tables(replace(sources, populated_places=moved))
    model = SuitabilityModel.load(bundle.saved_model)
    before, after = (model.predict(rows[rural]) for rows in (tables.features, aside.features))
    change = np.abs(np.log(after) - np.log(before))
    assert np.median(change) < 0.01
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
