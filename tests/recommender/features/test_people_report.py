"""On the real sources: exact sums, no hamlet too large, and every mismatch by its name."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pandas as pd
import pytest

from recommender.features.anchors import RURAL_BELOW
from recommender.features.districts import speller
from recommender.features.people import district_totals, estimate_people
from recommender.features.people_report import district_mismatches, people_report
from recommender.sources.catalogue import Sources, load_sources
from tests.recommender.mirror import fetcher, needs_mirror

pytestmark = needs_mirror


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return load_sources(fetcher(tmp_path_factory.mktemp("sources")))


@pytest.fixture(scope="module")
def places(sources: Sources) -> pd.DataFrame:
    table = sources.populated_places.copy()
    table["name"] = table["name"].map(speller(sources).spell)
    table[["latitude", "longitude"]] = table[["latitude", "longitude"]].round(5)
    return table.assign(people=estimate_people(table, sources))


@pytest.fixture(scope="module")
def report(places: pd.DataFrame, sources: Sources) -> dict[str, Any]:
    return people_report(places, sources)


def test_sums_are_exact_and_every_place_is_possible(places: pd.DataFrame, sources: Sources) -> None:
    totals = district_totals(sources.district_population)
    sums = places.groupby("ubigeo")["people"].sum()
    pd.testing.assert_series_equal(sums, totals, check_names=False)
    assert places["people"].min() >= 1
    assert places.loc[~places["urban"], "people"].max() < RURAL_BELOW


def test_capitals_known_to_be_towns_are_towns(places: pd.DataFrame) -> None:
    people = places.set_index("id")["people"]
    # Huanta, Echarate, Pichari, and San Juan de Lurigancho, which is one place.
    assert 15_000 < people["0504010001"] < 44_491
    assert people["0809020001"] > 1_000
    assert people["0809100001"] > 8_000
    assert people["1501320001"] == 1_225_092


def test_the_estimate_is_the_same_again(places: pd.DataFrame, sources: Sources) -> None:
    again = estimate_people(places, sources)
    np.testing.assert_array_equal(again, places["people"])


def test_the_estimate_does_not_know_where_tambos_are(
    places: pd.DataFrame, sources: Sources
) -> None:
    without = Sources(**{**vars(sources), "tambos": sources.tambos.head(0)})
    np.testing.assert_array_equal(estimate_people(places, without), places["people"])


def test_held_out_towns_rank_better_than_by_the_rivals(report: dict[str, Any]) -> None:
    model, thumb, equal = (
        report["held_out"][name] for name in ("model", "rule_of_thumb", "equal_shares")
    )
    for name in ("all", "urban", "urban_not_capital", "rural"):
        assert model[name]["spearman"] > max(thumb[name]["spearman"], equal[name]["spearman"])
    assert model["rural_listed_first"]["share"] > thumb["rural_listed_first"]["share"] + 0.05
    assert model["urban_factor"]["median"] < thumb["urban_factor"]["median"]
    assert model["within_districts"]["spearman"] > 0.4


def test_every_district_that_does_not_match_is_named(report: dict[str, Any]) -> None:
    assert json.loads(json.dumps(report)) == report
    unmatched = {row["ubigeo"]: row for row in report["districts_unmatched"]}
    assert len(unmatched) == report["newer_districts"] == 16
    assert report["newer_districts_people"] == 74_178
    assert unmatched["050413"]["name"] == "Putis"
    assert "Santillana (050406)" in unmatched["050413"]["why"]
    assert report["towns_matched"] + report["towns_unmatched"] == 1_634


def test_a_district_without_projection_or_places_is_named_too(
    places: pd.DataFrame, sources: Sources
) -> None:
    population = sources.district_population
    strange = population.head(1).assign(ubigeo="990101", district="Nowhere", people=5)
    known = population[population["ubigeo"] != "010102"]
    changed = Sources(
        **{**vars(sources), "district_population": pd.concat([known, strange], ignore_index=True)}
    )
    rows = {
        row["ubigeo"]: row for row in district_mismatches(places, changed)["districts_unmatched"]
    }
    assert rows["990101"]["why"] == "no populated place of 2017 lies in it"
    assert rows["010102"]["why"] == "no projection"
