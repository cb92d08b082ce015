"""Percentages of the census are of the base that their name says; what cannot be is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from recommender.sources import census_2017
from recommender.sources.errors import SourceError
from recommender.sources.originals import Fetcher
from tests.recommender.mirror import fetcher, needs_mirror

ROW = {
    "ubigeo": "010101",
    "pop_total": "200",
    "pop_5_9": "20",
    "pop_10_14": "10",
    "pop_15_19": "16",
    "pop_20_24": "4",
    "pop_reads_and_writes": "150",
    "pop_does_not_read_write": "30",
    **{name: "40.5" for name in census_2017.PERCENTS},
    "area_km2": "12.5",
}


def _write(folder: Path, **changes: str) -> Fetcher:
    row = ROW | changes
    lines = [",".join(row), ",".join(row.values())]
    (folder / census_2017.ORIGINAL.mirror_name).write_text("\n".join(lines) + "\n", "utf-8")
    return Fetcher(folder, folder)


def test_ages_are_of_everyone_and_literacy_is_of_those_asked(tmp_path: Path) -> None:
    row = census_2017.load(_write(tmp_path)).iloc[0]
    assert [row[f"pct_age_{ages}"] for ages in census_2017.AGES] == [10.0, 5.0, 8.0, 2.0]
    assert row["pct_age_10_24"] == 15.0
    assert row["pct_reads_and_writes"] == pytest.approx(100 * 150 / 180)
    assert (row["pct_nbi_at_least_one"], row["area_km2"]) == (40.5, 12.5)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"pop_5_9": "171"}, "row 2, column pop_total: 200 are fewer than the people aged 5 to 24"),
        (
            {"pop_reads_and_writes": "0", "pop_does_not_read_write": "0"},
            "row 2, column pop_reads_and_writes: 0 people asked",
        ),
        ({"pop_does_not_read_write": "51"}, "column pop_reads_and_writes: 201 people asked"),
        ({"pct_nbi_at_least_one": "100.1"}, "column pct_nbi_at_least_one: '100.1' does not fit"),
        ({"area_km2": "0"}, "column area_km2: '0' does not fit"),
        ({"pct_dwellings_without_sanitation": ""}, "sanitation: is empty"),
    ],
)
def test_what_cannot_be_is_refused(tmp_path: Path, changes: dict[str, str], said: str) -> None:
    with pytest.raises(SourceError) as caught:
        census_2017.load(_write(tmp_path, **changes))
    assert said in str(caught.value)
    assert str(caught.value).startswith(census_2017.ORIGINAL.mirror_name)


@needs_mirror
def test_the_census_is_whole(tmp_path: Path) -> None:
    table = census_2017.load(fetcher(tmp_path))
    assert not table.isna().any(axis=None)
    # INEI's area of the country.
    assert table["area_km2"].sum() == pytest.approx(1_285_215.60, abs=0.01)
    young = table[["pct_age_10_14", "pct_age_15_19", "pct_age_20_24"]].sum(axis=1)
    assert table["pct_age_10_24"].to_numpy() == pytest.approx(young.to_numpy())
    assert table["pct_reads_and_writes"].between(59, 99).all()
