"""Files that a spreadsheet opens without running anything."""

from __future__ import annotations

import csv
import io

from recommender.plan.export import COLUMNS, to_csv


def test_no_cell_of_text_can_be_a_formula() -> None:
    names = ["=1+1", "+51", "-x", "@SUM(A1)", "\t=1", " =1", "Huanta"]
    blank = dict.fromkeys(name for name, _ in COLUMNS)
    sites = [{**blank, "latitude": -12.5, "name": name} for name in names]
    header, _, *rows = csv.reader(io.StringIO(to_csv({"sites": sites})))
    assert [row[header.index("name")][0] for row in rows] == ["'"] * 6 + ["H"]
    assert rows[0][header.index("latitude")] == "-12.5"
