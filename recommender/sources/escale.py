"""Schools of Peru, from MINEDU's register (ESCALE, "Padrón de servicios educativos").

The register is not at hand and not part of any mirror: an operator takes it from MINEDU, exports
its DBF as CSV and names the file (`TECHHUB_SCHOOLS`). Never run on the whole register.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from recommender.sources.errors import misfit
from recommender.sources.table import (
    FIRST_ROW,
    LATITUDES,
    LONGITUDES,
    UBIGEO,
    number,
    read_csv,
    text,
    validated,
)

# The level codes (NIV_MOD) and what the register's own text (D_NIV_MOD) says of each. Written from
# what its users publish, without the register's dictionary: a code not named here is `other`.
LEVELS: Mapping[str, str] = {
    "A1": "inicial",  # Inicial - Cuna
    "A2": "inicial",  # Inicial - Jardín
    "A3": "inicial",  # Inicial - Cuna-jardín
    "A5": "inicial",  # Inicial - Programa no escolarizado
    "B0": "primaria",
    "F0": "secundaria",
    "D0": "alternativa",  # Básica Alternativa (CEBA)
    "D1": "alternativa",  # Básica Alternativa - Inicial e Intermedio
    "D2": "alternativa",  # Básica Alternativa - Avanzado
    "E0": "especial",  # Básica Especial
    "E1": "especial",  # Básica Especial - Inicial
    "E2": "especial",  # Básica Especial - Primaria
    "L0": "tecnico_productiva",  # CETPRO
    "K0": "superior",  # Instituto Superior Pedagógico
    "M0": "superior",  # Escuela de Formación Artística
    "T0": "superior",  # Instituto Superior Tecnológico
}
OTHER = "other"
# Any finite number passes: a position that is none is counted, not fatal.
COORDINATE = number(-1e9, 1e9, nullable=True)
SCHEMA = pa.DataFrameSchema(
    {
        "CODGEO": text(UBIGEO),
        "NLAT_IE": COORDINATE,
        "NLONG_IE": COORDINATE,
        "NIV_MOD": text(),
        "ESTADO": text("1|2|(?i:in)?(?i:activ[ao])"),
        "TALUMNO": number(0, 100_000, nullable=True),
    }
)
NAMES = {
    "CODGEO": "ubigeo",
    "NLAT_IE": "latitude",
    "NLONG_IE": "longitude",
    "NIV_MOD": "level",
    "TALUMNO": "pupils",
}


@dataclass(frozen=True, eq=False)
class SchoolRegister:
    """The active services with a position in Peru, and what was left out.

    schools: ubigeo, latitude, longitude (degrees), level (a value of LEVELS, or `other`) and pupils
    (NaN where not known), in the file's order. A row is a service, one level of one school: a
    building with three levels has three.
    dropped: number of rows left out by reason: `inactive`; then, of the active ones,
    `without_coordinates` (empty or 0), `whole_degrees` (published cut to degrees, some 100 km
    coarse) and `outside_peru`.
    unknown_levels: number of kept rows by each code that is not in LEVELS.
    """

    schools: pd.DataFrame
    dropped: Mapping[str, int]
    unknown_levels: Mapping[str, int]


def load(path: Path) -> SchoolRegister:
    """Read the register from a CSV file: comma or semicolon, UTF-8 or Latin-1.

    Coordinates may have a decimal comma, and CODGEO may have lost its leading zero to a
    spreadsheet. Raise SourceError naming file, row, column and value for anything else that does
    not fit, and for a file in which no school is left.
    """
    table = read_csv(path, columns=SCHEMA.columns, delimiters=",;", fallback="latin-1")
    table = validated(_cleaned(table), SCHEMA, path.name)
    _require_whole_pupils(table, path.name)
    reasons = _reasons(table)
    dropped = {name: int(rows.sum()) for name, rows in reasons.items()}
    kept = table[~pd.concat(reasons, axis=1).any(axis=1)]
    if kept.empty:
        counts = ", ".join(f"{name} {rows:,}" for name, rows in dropped.items())
        raise misfit(path.name, f"has no active school with a position in Peru ({counts})")
    unknown = kept.loc[~kept["NIV_MOD"].isin(LEVELS), "NIV_MOD"].value_counts()
    schools = kept.rename(columns=NAMES)[list(NAMES.values())].reset_index(drop=True)
    schools["level"] = schools["level"].map(LEVELS).fillna(OTHER)
    return SchoolRegister(schools, dropped, {str(code): int(n) for code, n in unknown.items()})


def _cleaned(table: pd.DataFrame) -> pd.DataFrame:
    """Undo what DBF exports and spreadsheets do; leave whatever else is wrong as it is."""
    # A DBF pads its cells with blanks.
    cleaned = table.apply(lambda column: column.str.strip()).replace({"": None})
    if "CODGEO" in cleaned:
        cleaned["CODGEO"] = cleaned["CODGEO"].str.replace(r"^(\d{5})$", r"0\1", regex=True)
    for name in {"NLAT_IE", "NLONG_IE"} & set(cleaned.columns):
        cleaned[name] = cleaned[name].str.replace(r"^(-?\d+),(\d+)$", r"\1.\2", regex=True)
    return cleaned


def _require_whole_pupils(table: pd.DataFrame, file: str) -> None:
    """Raise SourceError for 1.234, which is 1,234 where a point groups thousands."""
    pupils = table["TALUMNO"]
    astray = table.index[pupils.notna() & (pupils % 1 != 0)]
    if len(astray):
        problem = f"{pupils[astray[0]]:g} is not a whole number"
        raise misfit(file, problem, column="TALUMNO", row=astray[0] + FIRST_ROW)


def _reasons(table: pd.DataFrame) -> dict[str, pd.Series]:
    """Return by reason which rows are left out for it, each row for the first that holds."""
    latitude, longitude = table["NLAT_IE"], table["NLONG_IE"]
    found = {
        "inactive": ~table["ESTADO"].str.lower().isin(["1", "activa", "activo"]),
        "without_coordinates": latitude.fillna(0).eq(0) | longitude.fillna(0).eq(0),
        "whole_degrees": latitude.mod(1).eq(0) & longitude.mod(1).eq(0),
        "outside_peru": ~(latitude.between(*LATITUDES) & longitude.between(*LONGITUDES)),
    }
    taken = pd.Series(False, index=table.index)
    for name, rows in found.items():
        found[name] = rows & ~taken
        taken = taken | rows
    return found
