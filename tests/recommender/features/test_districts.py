"""Need rises with each of its parts, and what is not known stays unknown."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from recommender.features.definitions import FEATURES
from recommender.features.districts import NEED_PARTS, _coverage, need

POOR = {"pct_hh_without_internet": 100.0, "pct_hh_without_computer": 100.0, "pct_poverty": 100.0}


def test_need_runs_from_nobody_to_everybody() -> None:
    table = pd.DataFrame([{name: 0.0 for name in POOR}, POOR])
    assert need(table).tolist() == [0.0, 1.0]


@pytest.mark.parametrize("part", NEED_PARTS)
def test_need_rises_with_each_part(part: str) -> None:
    table = pd.DataFrame([{name: 40.0 for name in POOR}] * 2)
    table.loc[1, part] = 41.0
    low, high = need(table)
    assert high > low


def test_need_of_a_district_with_a_missing_figure_is_missing() -> None:
    assert np.isnan(need(pd.DataFrame([POOR | {"pct_poverty": np.nan}]))[0])


def test_coverage_of_a_newer_district_is_within_its_parent() -> None:
    coverage = pd.DataFrame(
        {
            "ubigeo": ["180101", "180107", "150101"],
            "places": [60.0, 40.0, 10.0],
            "uncovered": [30.0, 0.0, 0.0],
        }
    )
    percent = _coverage(coverage).set_index("ubigeo")["pct_places_without_mobile"]
    assert percent.to_dict() == {"180101": 30.0, "150101": 0.0}


def test_logarithmic_features_come_first() -> None:
    logarithmic = [feature.logarithmic for feature in FEATURES]
    assert logarithmic == sorted(logarithmic, reverse=True)


def test_no_feature_knows_where_tambos_are_or_which_department_it_is() -> None:
    for feature in FEATURES:
        text = f"{feature.name} {feature.unit} {feature.source}".lower()
        assert not any(word in text for word in ("tambo", "hub", "latitude", "longitude"))
