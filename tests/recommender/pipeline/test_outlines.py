"""Outlines are made small without opening gaps, and the bundle's are what the sources give."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from recommender.model.bundle import Bundle
from recommender.pipeline.outlines import simplified, write_outlines
from recommender.sources.catalogue import load_sources
from recommender.sources.outlines import Outline
from tests.recommender.mirror import fetcher, needs_mirror

SQUARE = [(-75.0, -13.0), (-75.0, -12.9), (-74.9, -12.9), (-74.9, -13.0), (-75.0, -13.0)]


def test_points_are_put_on_the_grid_and_straight_lines_lose_theirs() -> None:
    ring = [*SQUARE[:2], (-74.95, -12.90004), *SQUARE[2:]]
    assert simplified(Outline("050101", [[ring]])) == [[SQUARE]]


def test_a_shared_point_stays_shared() -> None:
    corner = (-74.90049, -12.90051)
    left = [(-75.0, -13.0), (-75.0, -12.9), corner, (-75.0, -13.0)]
    right = [(-74.8, -13.0), (-74.8, -12.9), corner, (-74.8, -13.0)]
    points = [set(simplified(Outline(name, [[ring]]))[0][0]) for name, ring in
              (("050101", left), ("050102", right))]  # fmt: skip
    assert points[0] & points[1] == {(-74.9, -12.901)}


def test_what_shrinks_to_nothing_is_left_out() -> None:
    speck = [(-75.0, -13.0), (-75.00001, -13.0), (-75.0, -13.00001), (-75.0, -13.0)]
    assert simplified(Outline("050101", [[SQUARE], [speck]])) == [[SQUARE]]
    assert simplified(Outline("050101", [[SQUARE, speck]])) == [[SQUARE]]


@needs_mirror
def test_the_bundle_holds_the_outlines_of_the_sources(bundle: Bundle, tmp_path: Path) -> None:
    sources = load_sources(fetcher(tmp_path))
    write_outlines(sources.department_outlines, sources.district_outlines, tmp_path / "made")
    shipped = bundle.folder / "outlines"
    made = sorted(path.name for path in (tmp_path / "made").iterdir())
    assert made == sorted(path.name for path in shipped.iterdir())
    for name in made:
        assert (tmp_path / "made" / name).read_bytes() == (shipped / name).read_bytes()


def test_every_district_has_an_outline_and_all_are_small(bundle: Bundle) -> None:
    files = sorted((bundle.folder / "outlines").glob("*.json.gz"))
    assert len(files) == 26
    assert sum(path.stat().st_size for path in files) < 700_000
    found = set()
    for path in files:
        features = json.loads(gzip.decompress(path.read_bytes()))["features"]
        assert all(feature["geometry"]["coordinates"] for feature in features)
        found |= {feature["properties"]["id"] for feature in features}
    departments = set(bundle.districts["ubigeo"].str[:2])
    assert found == set(bundle.districts["ubigeo"]) | departments
