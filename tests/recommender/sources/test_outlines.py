"""A file of outlines that does not fit is refused with what is wrong with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from recommender.sources.errors import SourceError
from recommender.sources.originals import Fetcher
from recommender.sources.outlines import load_departments

RING = [[-75, -13], [-75, -12], [-74, -12], [-75, -13]]


def _feature(code: str, **geometry: Any) -> dict[str, Any]:
    shape = {"type": "Polygon", "coordinates": [RING], **geometry}
    return {"type": "Feature", "properties": {"FIRST_IDDP": code}, "geometry": shape}


def _folder(tmp_path: Path, features: list[dict[str, Any]]) -> Fetcher:
    text = json.dumps({"type": "FeatureCollection", "features": features})
    (tmp_path / "departments_simple.geojson").write_text(text, encoding="utf-8")
    return Fetcher(tmp_path, tmp_path)


def _all(changed: dict[str, Any]) -> list[dict[str, Any]]:
    return [*(_feature(f"{number:02}") for number in range(1, 25)), changed]


def test_a_polygon_becomes_one_of_many(tmp_path: Path) -> None:
    outlines = load_departments(_folder(tmp_path, _all(_feature("25"))))
    assert [outline.id for outline in outlines][:2] == ["01", "02"] and len(outlines) == 25
    assert outlines[0].polygons == [[[(-75, -13), (-75, -12), (-74, -12), (-75, -13)]]]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (_feature("24"), "row 25, column FIRST_IDDP: '24' is no code, or stands twice"),
        (_feature("XX"), "'XX' is no code"),
        (_feature("25", type="Point"), "row 25, column geometry: 'Point' is no polygon"),
        (_feature("25", coordinates=[[[2, 48], [3, 48], [3, 49], [2, 48]]]), "outside Peru"),
        (_feature("25", coordinates=[]), "outside Peru, or none"),
    ],
)
def test_a_slip_is_named(tmp_path: Path, changed: dict[str, Any], message: str) -> None:
    with pytest.raises(SourceError, match=message):
        load_departments(_folder(tmp_path, _all(changed)))


def test_a_missing_department_and_a_broken_file_are_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="has 1 features, not 25"):
        load_departments(_folder(tmp_path, [_feature("01")]))
    (tmp_path / "departments_simple.geojson").write_text("no JSON", encoding="utf-8")
    with pytest.raises(SourceError, match="is not a GeoJSON collection"):
        load_departments(Fetcher(tmp_path, tmp_path))
