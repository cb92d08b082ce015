"""An operator's outcomes are read as they are, or refused with the row and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from recommender.sources import outcomes
from recommender.sources.errors import SourceError

HEADER = "place_id,hub_id,visits_per_month"


def _write(folder: Path, *lines: str) -> Path:
    path = folder / "outcomes.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_a_row_names_a_place_or_a_hub_or_both(tmp_path: Path) -> None:
    path = _write(tmp_path, HEADER, "0801010001,,120.5", ",tambo-7,0", "0801010002,hub-cusco,3000")
    table = outcomes.load(path)
    assert list(table.columns) == ["place_id", "hub_id", "visits_per_month"]
    assert table["place_id"].tolist() == ["0801010001", None, "0801010002"]
    assert table["hub_id"].tolist() == [None, "tambo-7", "hub-cusco"]
    assert table["visits_per_month"].tolist() == [120.5, 0.0, 3000.0]


@pytest.mark.parametrize(("given", "id_"), [("place_id", "0801010001"), ("hub_id", "tambo-7")])
def test_one_column_of_ids_is_enough(tmp_path: Path, given: str, id_: str) -> None:
    table = outcomes.load(_write(tmp_path, f"visits_per_month,{given}", f"5,{id_}"))
    other = "hub_id" if given == "place_id" else "place_id"
    assert table[given].tolist() == [id_] and table[other].tolist() == [None]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (",,5", "row 3, column place_id and hub_id: names neither a place nor a hub"),
        ("0801010002,,-1", "row 3, column visits_per_month: '-1' does not fit"),
        ("0801010002,,", "row 3, column visits_per_month: is empty"),
        ("0801010002,,few", "row 3, column visits_per_month: 'few' does not fit: not a number"),
        ("0801010002,,nan", "row 3, column visits_per_month"),
        ("0801010002,,inf", "row 3, column visits_per_month: 'inf' does not fit"),
        ("801010002,,5", "row 3, column place_id: '801010002' does not fit"),
        (",Tambo 7,5", "row 3, column hub_id: 'Tambo 7' does not fit"),
        ("0801010001,,7", "row 3, column place_id: '0801010001' is in row 2 already"),
        ("0801010002,tambo-1,7", "row 3, column hub_id: 'tambo-1' is in row 2 already"),
        ("0801010002,5", "row 3: has 2 cells, not 3"),
    ],
)
def test_what_does_not_fit_is_named(tmp_path: Path, row: str, said: str) -> None:
    with pytest.raises(SourceError) as caught:
        outcomes.load(_write(tmp_path, HEADER, "0801010001,tambo-1,5", row))
    assert said in str(caught.value)
    assert str(caught.value).startswith("outcomes.csv")


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("place_id,visits_per_month,year", "unknown column 'year'; known are place_id, hub_id"),
        ("place_id,visits", "unknown column 'visits'"),
        ("visits_per_month", "has no column place_id or hub_id"),
        ("place_id", "has no column visits_per_month"),
    ],
)
def test_only_the_three_columns_are_taken(tmp_path: Path, header: str, said: str) -> None:
    cells = ",".join("1" for _ in header.split(","))
    with pytest.raises(SourceError) as caught:
        outcomes.load(_write(tmp_path, header, cells))
    assert said in str(caught.value)
