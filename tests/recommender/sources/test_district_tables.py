"""Attributes and people by district: what the sheets do not know stays unknown."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from recommender.sources import district_attributes, district_population
from recommender.sources.errors import SourceError
from recommender.sources.newer_districts import PARENTS
from recommender.sources.originals import Fetcher
from tests.recommender.mirror import fetcher, needs_mirror

HEADER = (
    "inei,provincia,distrito,capital,superficie,altitude,idh_2019,"
    "pct_pobreza_total,pct_pobreza_extrema,indice_vulnerabilidad_alimentaria\n"
)


def _attributes(folder: Path, *rows: str) -> Fetcher:
    content = HEADER + "".join(f"{row}\n" for row in rows)
    (folder / district_attributes.ORIGINAL.mirror_name).write_text(content, "utf-8")
    return Fetcher(folder, folder)


def _people(folder: Path, **columns: list[object]) -> Fetcher:
    path = folder / district_population.ORIGINAL.mirror_name
    pd.DataFrame(columns).to_excel(path, index=False)
    return Fetcher(folder, folder)


def test_no_information_on_an_area_is_missing_not_zero(tmp_path: Path) -> None:
    at = _attributes(
        tmp_path,
        "050511,LA MAR,ORONCCOY,Oronccoy,S.I.,3000,0.3,60,40,0.5",
        "050501,LA MAR,SAN MIGUEL,San Miguel,800.5,2600,0.4,50,30,0.4",
        ",LA MAR,NEW ONE,,,,,,,",
    )
    areas = district_attributes.load_areas(at)
    assert areas["ubigeo"].tolist() == ["050501", "050511"]
    assert areas["area_km2"][0] == 800.5 and np.isnan(areas["area_km2"][1])
    attributes = district_attributes.load(at)
    assert attributes["pct_extreme_poverty"].tolist() == [30.0, 40.0]


@pytest.mark.parametrize("area", ["0", "-3", "S.D."])
def test_an_area_that_is_none_is_refused(tmp_path: Path, area: str) -> None:
    at = _attributes(tmp_path, f"050511,LA MAR,ORONCCOY,,{area},,,,,")
    with pytest.raises(SourceError, match=f"row 2, column superficie: '{area}' does not fit"):
        district_attributes.load_areas(at)


def test_extreme_poverty_is_a_percentage(tmp_path: Path) -> None:
    at = _attributes(tmp_path, "050511,LA MAR,ORONCCOY,,5,,,50,101,")
    with pytest.raises(SourceError, match="column pct_pobreza_extrema: '101' does not fit"):
        district_attributes.load(at)


def test_people_of_2007_are_missing_where_the_sheet_has_none(tmp_path: Path) -> None:
    at = _people(
        tmp_path,
        ubigeo=[50104, 10101],
        distrito=["Carmen Alto", "Chachapoyas  2/"],
        c2007=[None, 23_202],
        p2022=[32_402, 40_274],
    )
    table = district_population.load(at)
    assert table["ubigeo"].tolist() == ["010101", "050104"]
    assert table["district"].tolist() == ["Chachapoyas", "Carmen Alto"]
    assert table["people_2007"][0] == 23_202 and np.isnan(table["people_2007"][1])
    assert table["people"].tolist() == [40_274, 32_402]


def test_nobody_in_2007_is_refused(tmp_path: Path) -> None:
    at = _people(tmp_path, ubigeo=[10101], distrito=["A"], c2007=[0], p2022=[5])
    with pytest.raises(SourceError, match="row 2, column c2007: 0 does not fit"):
        district_population.load(at)


@needs_mirror
def test_the_areas_lack_only_what_is_documented(tmp_path: Path) -> None:
    areas = district_attributes.load_areas(fetcher(tmp_path))
    attributes = district_attributes.load(fetcher(tmp_path))
    of_2017 = attributes.loc[attributes["hdi"].notna(), "ubigeo"]
    lacking = areas.loc[areas["area_km2"].isna() & areas["ubigeo"].isin(of_2017), "ubigeo"]
    assert lacking.tolist() == ["050511", "080914", "090723", "100609"]
    assert attributes["pct_extreme_poverty"].notna().sum() == 1_874


@needs_mirror
def test_seventeen_districts_have_no_count_of_2007(tmp_path: Path) -> None:
    table = district_population.load(fetcher(tmp_path))
    lacking = set(table.loc[table["people_2007"].isna(), "ubigeo"])
    assert lacking == {*PARENTS, "050104"}
