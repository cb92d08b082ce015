"""Outlines carry the names and figures of their units."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from recommender.model.bundle import Bundle
from recommender.places.gazetteer import Gazetteer
from recommender.web.outlines import NoOutlines, Outlines


def test_a_department_needs_as_its_people_do(bundle: Bundle, gazetteer: Gazetteer) -> None:
    outlines = Outlines(bundle.folder / "outlines", gazetteer.districts)
    found = {
        one["properties"]["id"]: one["properties"]
        for one in json.loads(outlines.geojson())["features"]
    }
    assert 0 < found["15"]["need"] < found["09"]["need"] < 1
    assert found["15"]["name"] == "Lima"


def test_what_is_not_there_is_said_and_may_come_later(
    bundle: Bundle, gazetteer: Gazetteer, tmp_path: Path
) -> None:
    outlines = Outlines(tmp_path, gazetteer.districts)
    with pytest.raises(NoOutlines):
        outlines.geojson()
    name = "departments.json.gz"
    (tmp_path / name).write_bytes((bundle.folder / "outlines" / name).read_bytes())
    assert outlines.geojson() is outlines.geojson()
