"""The counts of schools calibrate our people by age, and show where a register is not whole."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from recommender.features.definitions import FEATURE_NAMES
from recommender.features.school_calibration import (
    AGES,
    calibration,
    counted_districts,
    register_check,
    school_report,
)
from recommender.features.tables import Tables

EXACT_SLOPE = 0.5


def _tables(people: dict[str, float]) -> Tables:
    """Districts of so many people, each a place, one after the other along a meridian."""
    codes = sorted(people)
    districts = pd.DataFrame({"ubigeo": codes, "people": [people[code] for code in codes]})
    for group in ("pct_age_5_9", "pct_age_10_14", "pct_age_15_19"):
        districts[group] = 10.0
    places = pd.DataFrame(
        {"ubigeo": codes, "latitude": -13.0 - 0.1 * np.arange(len(codes)), "longitude": -74.0}
    )
    nothing = pd.DataFrame()
    features = np.zeros((len(codes), 1), dtype=np.float32)
    return Tables(places, features, districts, nothing, nothing)


@pytest.fixture
def tables() -> Tables:
    sizes = 1_000.0 * 2.0 ** np.arange(6)
    codes = [f"{department}010{i}" for department in ("05", "09") for i in range(1, 7)]
    return _tables({**dict(zip(codes, [*sizes, *sizes], strict=True)), "150101": 9e6})


@pytest.fixture
def services(tables: Tables) -> pd.DataFrame:
    inside = tables.districts[tables.districts["ubigeo"] != "150101"]
    count = (inside["people"] / 10.0) ** EXACT_SLOPE
    table = inside[["ubigeo"]].reset_index(drop=True)
    return table.assign(**{f"services_{level}": count.to_numpy() for level in AGES})


def _register(services: pd.DataFrame) -> pd.DataFrame:
    rows = [
        pd.DataFrame({"ubigeo": services["ubigeo"].repeat(services[f"services_{level}"].round())})
        .assign(level=level)
        .reset_index(drop=True)
        for level in AGES
    ]
    return pd.concat(rows, ignore_index=True)


def test_the_slope_and_what_one_department_says_of_the_other(
    tables: Tables, services: pd.DataFrame
) -> None:
    found = calibration(counted_districts(tables, services)[0], "primaria")
    assert found["slope"] == pytest.approx(EXACT_SLOPE, abs=1e-3)
    assert found["rank_correlation"] == pytest.approx(1.0)
    # Six tenths of the tenth of people that each five years have.
    assert found["school_age_people"] == pytest.approx(2 * 63_000 * 0.1 * 1.2, abs=1)
    services.loc[services["ubigeo"].str[:2] == "09", "services_primaria"] *= 3.0
    held = calibration(counted_districts(tables, services)[0], "primaria")["held_out"]
    assert held["huancavelica"]["observed_over_expected"] == pytest.approx(3.0, rel=0.01)
    assert held["ayacucho"]["observed_over_expected"] == pytest.approx(1 / 3, rel=0.01)
    assert held["huancavelica"]["rank_correlation"] == pytest.approx(1.0)


def test_a_one_that_may_be_none_is_told_apart(tables: Tables, services: pd.DataFrame) -> None:
    services.loc[[0, 6], "services_secundaria"] = 1.0
    found = calibration(counted_districts(tables, services)[0], "secundaria")
    assert found["districts_with_one"] == 2
    assert found["slope_if_ones_are_zero"] > found["slope"]


def test_a_district_that_the_count_lacks_goes_to_its_neighbour_of_the_province(
    tables: Tables, services: pd.DataFrame
) -> None:
    counted, into = counted_districts(tables, services[services["ubigeo"] != "050106"])
    # 090101 lies as near, but in another province.
    assert into["050106"] == "050105"
    assert counted["merged"].to_dict()["050105"] == 2
    assert counted.loc["050105", "age_primaria"] == pytest.approx((16_000 + 32_000) * 0.1 * 1.2)
    assert counted["age_primaria"].sum() == pytest.approx(2 * 63_000 * 0.1 * 1.2)


def test_a_province_without_any_count_is_named(tables: Tables, services: pd.DataFrame) -> None:
    with pytest.raises(ValueError, match="province of 0501"):
        counted_districts(tables, services[services["ubigeo"].str[:2] == "09"])


def test_a_whole_register_agrees_and_a_torn_one_is_named(
    tables: Tables, services: pd.DataFrame
) -> None:
    counted, into = counted_districts(tables, services)
    whole = register_check(counted, into, _register(services))
    assert whole["far_off"] == []
    assert whole["levels"]["inicial"]["over_counted"] == pytest.approx(1.0, abs=0.03)
    register = _register(services)
    torn = register_check(counted, into, register[register["ubigeo"] != "050104"])
    assert torn["far_off"] == ["050104"]
    assert torn["levels"]["inicial"]["over_counted"] < whole["levels"]["inicial"]["over_counted"]
    without = register_check(counted, into, register[register["level"] != "primaria"])
    assert without["levels"]["primaria"]["services"] == 0
    assert without["levels"]["primaria"]["rank_correlation"] is None


def test_the_report_holds_no_register_unless_one_is_loaded(
    tables: Tables, services: pd.DataFrame
) -> None:
    assert school_report(tables, services)["register"] is None
    assert school_report(tables, services, _register(services))["register"] is not None


def test_no_count_of_services_is_a_feature() -> None:
    assert not [name for name in FEATURE_NAMES if "service" in name]
