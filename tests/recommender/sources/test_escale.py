"""The loader of MINEDU's school register, on small files: the register itself is not at hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from recommender.sources import escale
from recommender.sources.errors import SourceError

HEADER = "COD_MOD,CEN_EDU,NIV_MOD,CODGEO,NLAT_IE,NLONG_IE,ESTADO,TALUMNO"
GOOD = "0403691,NIÑO DE PRAGA,A2,080101,-13.51,-71.97,1,35"


def _write(folder: Path, *rows: str, header: str = HEADER, encoding: str = "utf-8") -> Path:
    path = folder / "padron.csv"
    path.write_bytes("\r\n".join([header, *rows, ""]).encode(encoding))
    return path


def _problem(path: Path) -> str:
    with pytest.raises(SourceError) as caught:
        escale.load(path)
    assert str(caught.value).startswith("padron.csv")
    return str(caught.value)


def test_an_active_school_is_loaded(tmp_path: Path) -> None:
    register = escale.load(_write(tmp_path, GOOD))
    assert register.schools.to_dict("records") == [
        {
            "ubigeo": "080101",
            "latitude": -13.51,
            "longitude": -71.97,
            "level": "inicial",
            "pupils": 35.0,
        }
    ]
    assert set(register.dropped.values()) == {0} and not register.unknown_levels


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1"])
@pytest.mark.parametrize("semicolons", [False, True])
def test_every_form_of_export_reads_the_same(
    tmp_path: Path, encoding: str, semicolons: bool
) -> None:
    row, header = GOOD, HEADER
    if semicolons:
        row, header = (line.replace(",", ";") for line in (row, header))
        row = row.replace("-13.51", "-13,51").replace("-71.97", "-71,97")
    schools = escale.load(_write(tmp_path, row, header=header, encoding=encoding)).schools
    assert schools.iloc[0].tolist() == ["080101", -13.51, -71.97, "inicial", 35.0]


def test_a_name_with_the_delimiter_and_a_line_break_in_it_is_one_cell(tmp_path: Path) -> None:
    row = GOOD.replace("NIÑO DE PRAGA", '"NIÑO ""DE"" PRAGA, 217;\nANEXO"')
    assert len(escale.load(_write(tmp_path, row)).schools) == 1


def test_what_dbf_and_spreadsheets_do_to_cells_is_undone(tmp_path: Path) -> None:
    padded = "0403691,NIÑO,F0 ,080101, -13.51 ,-71.97,1,    "
    short = "0403692,NIÑA,B0,80101,-13.51,-71.97,Activa,35"
    schools = escale.load(_write(tmp_path, padded, short)).schools
    assert schools["ubigeo"].tolist() == ["080101", "080101"]
    assert schools["level"].tolist() == ["secundaria", "primaria"]
    assert np.isnan(schools["pupils"][0])


def test_a_level_that_is_not_known_is_other_and_counted(tmp_path: Path) -> None:
    rows = [GOOD.replace("A2", code) for code in ("Z9", "D2", "Z9", "T0")]
    register = escale.load(_write(tmp_path, *rows))
    assert register.schools["level"].tolist() == ["other", "alternativa", "other", "superior"]
    assert register.unknown_levels == {"Z9": 2}


def test_rows_left_out_are_counted_once_by_their_first_reason(tmp_path: Path) -> None:
    def row(latitude: str, longitude: str, state: str = "1") -> str:
        return f"1,A,B0,080101,{latitude},{longitude},{state},5"

    register = escale.load(
        _write(
            tmp_path,
            GOOD,
            row("0", "0", "2"),
            row("-13.5", "-71.9", "INACTIVA"),
            row("0", "-71.9"),
            row("", ""),
            row("-13", "-72"),
            row("-71.97", "-13.51"),
            row("8503000.5", "177000.5"),
        )
    )
    assert len(register.schools) == 1
    assert register.dropped == {
        "inactive": 2,
        "without_coordinates": 2,
        "whole_degrees": 1,
        "outside_peru": 2,
    }


def test_a_register_of_whole_degrees_is_refused(tmp_path: Path) -> None:
    said = _problem(_write(tmp_path, GOOD.replace("-13.51", "-13").replace("-71.97", "-71")))
    assert "has no active school with a position in Peru" in said
    assert "whole_degrees 1" in said


@pytest.mark.parametrize("column", list(escale.SCHEMA.columns))
def test_a_missing_column_is_named(tmp_path: Path, column: str) -> None:
    header = HEADER.replace(column, "ELSE")
    assert _problem(_write(tmp_path, GOOD, header=header)).endswith(f"has no column {column}")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("-13.51", "13°30'S", """row 3, column NLAT_IE: "13°30'S" does not fit: not a number"""),
        ("-71.97", "inf", "row 3, column NLONG_IE: 'inf' does not fit"),
        (",080101,", ",0801,", "row 3, column CODGEO: '0801' does not fit"),
        (",080101,", ",,", "row 3, column CODGEO: is empty"),
        (",A2,", ",,", "row 3, column NIV_MOD: is empty"),
        (",1,35", ",3,35", "row 3, column ESTADO: '3' does not fit"),
        (",1,35", ",,35", "row 3, column ESTADO: is empty"),
        (",35", ",-1", "row 3, column TALUMNO: '-1' does not fit"),
        (",35", ",many", "row 3, column TALUMNO: 'many' does not fit: not a number"),
        (",35", ",1.234", "row 3, column TALUMNO: 1.234 is not a whole number"),
        (",35", "", "row 3: has 7 cells, not 8"),
    ],
)
def test_what_does_not_fit_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert said in _problem(_write(tmp_path, GOOD, GOOD.replace(old, new)))


def test_a_dbf_is_no_csv(tmp_path: Path) -> None:
    path = tmp_path / "padron.csv"
    path.write_bytes(b"\x03\x7c\x0a\x1e" + bytes(range(256)) * 8)
    assert "has no column CODGEO" in _problem(path)


def test_a_register_without_any_enrolment_is_loaded(tmp_path: Path) -> None:
    schools = escale.load(_write(tmp_path, GOOD.removesuffix("35"))).schools
    assert schools["pupils"].isna().tolist() == [True]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert "cannot be read (No such file or directory)" in _problem(tmp_path / "padron.csv")
