"""A source that does not fit says which file, row, column and value."""

from __future__ import annotations

from pathlib import Path

import pandera.pandas as pa
import pytest

from recommender.sources import tambos, universities
from recommender.sources.errors import SourceError
from recommender.sources.originals import Fetcher
from recommender.sources.table import number, read_csv, text, validated

SCHEMA = pa.DataFrameSchema({"ubigeo": text(r"\d{6}", unique=True), "people": number(0, 100)})


def _problem(tmp_path: Path, content: bytes) -> str:
    path = tmp_path / "people.csv"
    path.write_bytes(content)
    with pytest.raises(SourceError) as caught:
        validated(read_csv(path), SCHEMA, path.name)
    return str(caught.value)


def test_a_table_that_fits_is_converted(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("\ufeffubigeo,more,people\n010101,x,5\n010102,y,7.5\n\n", encoding="utf-8")
    table = validated(read_csv(path), SCHEMA, path.name)
    assert table.to_dict("list") == {"ubigeo": ["010101", "010102"], "people": [5.0, 7.5]}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "people.csv: is empty"),
        (b"ubigeo\n010101\n", "people.csv: has no column people"),
        (b"ubigeo,people\n", "people.csv: has a header but no rows"),
        (b"ubigeo,people,people\n010101,5,5\n", "has column people more than once"),
        (b"ubigeo,people\n\n010101,5\n", "row 2: has 0 cells, not 2"),
        (b"ubigeo,people\n010101,5\n\n010102,5\n", "people.csv, row 3: has 0 cells, not 2"),
        (b"ubigeo,people\n010101\n", "people.csv, row 2: has 1 cells, not 2"),
        (b"ubigeo,people\n010101,5\n010102,5,5\n", "row 3: has 3 cells, not 2"),
        (b"ubigeo,people\n010101,\xff\n", "is not UTF-8 text"),
        (b'ubigeo,people\n"010101,5\n', "is not a CSV file"),
        (b"ubigeo,people\n010101,many\n", "row 2, column people: 'many' does not fit"),
        (b"ubigeo,people\n010101,5\n010102,101\n", "row 3, column people: '101' does not fit"),
        (b"ubigeo,people\n10101,5\n", "row 2, column ubigeo: '10101' does not fit"),
        (b"ubigeo,people\n010101,\n", "row 2, column people: is empty"),
        (b"ubigeo,people\n010101,NA\n", "row 2, column people: is empty"),
        (b"ubigeo,people\n010101,nan\n", "row 2, column people"),
        (b"ubigeo,people\n010101,inf\n", "row 2, column people: 'inf' does not fit"),
        (b"ubigeo,people\n010101,5\n010101,6\n", "column ubigeo: '010101' does not fit"),
        (b"ubigeo,people\n010101,5\x00\n", "row 2, column people"),
    ],
)
def test_what_is_wrong_is_said_exactly(tmp_path: Path, content: bytes, said: str) -> None:
    assert said in _problem(tmp_path, content)


def test_of_several_delimiters_the_header_s_own_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("ubigeo;name;people\n010101;a, b;5\n", encoding="utf-8")
    table = read_csv(path, columns=["ubigeo", "people"], delimiters=",;")
    assert table.to_dict("list") == {"ubigeo": ["010101"], "people": ["5"]}


def test_another_encoding_is_read_only_where_it_is_named(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("ubigeo,name\n010101,Ñahuimpuquio\n", encoding="latin-1")
    assert read_csv(path, fallback="latin-1")["name"].tolist() == ["Ñahuimpuquio"]
    with pytest.raises(SourceError, match="is not UTF-8 text"):
        read_csv(path)


def test_a_wanted_column_that_is_not_there_is_named_before_any_row(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("ubigeo,name\n010101\n", encoding="utf-8")
    with pytest.raises(SourceError, match="has no column people"):
        read_csv(path, columns=["ubigeo", "people"])


def test_many_misfits_are_named_in_part(tmp_path: Path) -> None:
    rows = b"".join(b"01010%d,x\n" % i for i in range(9))
    problem = _problem(tmp_path, b"ubigeo,people\n" + rows)
    assert problem.count("does not fit") == 5
    assert problem.endswith("and 4 more")


def test_a_missing_source_says_how_to_give_it(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="hubs_tambos.*TECHHUB_MIRROR"):
        tambos.load(Fetcher(None, tmp_path))


def test_a_point_outside_peru_is_refused(tmp_path: Path) -> None:
    header = "pais_tambo_id,name,latitude,longitude,ubigeo\n"
    file = tmp_path / tambos.ORIGINAL.mirror_name
    file.write_text(header + "7,Tambo Uno,-69.7,-17.3,230401\n", encoding="utf-8")
    with pytest.raises(SourceError, match="row 2, column latitude: '-69.7' does not fit"):
        tambos.load(Fetcher(tmp_path, tmp_path))


def test_only_licensed_universities_with_a_known_seat_are_kept(tmp_path: Path) -> None:
    rows = [
        "nombre,estado,latitud,longitud",
        "A,LICENCIA OTORGADA,-12,-77",
        "B,LICENCIA DENEGADA,-12,-77",
        "C,LICENCIA OTORGADA,NA,NA",
        "D,NA,-12,-77",
    ]
    file = tmp_path / universities.ORIGINAL.mirror_name
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert universities.load(Fetcher(tmp_path, tmp_path))["name"].tolist() == ["A"]
