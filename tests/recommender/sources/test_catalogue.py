"""The original sources, where they are at hand, hold what the documents say."""

from __future__ import annotations

from pathlib import Path

import pytest

from recommender.sources import populated_places
from recommender.sources.catalogue import ORIGINALS, load_sources
from recommender.sources.errors import SourceError
from recommender.sources.newer_districts import NEWER_DISTRICTS, parent_of
from recommender.sources.originals import Fetcher, sha256_of
from tests.recommender.mirror import CHECKOUT, fetcher, needs_mirror


@needs_mirror
def test_every_source_fits_and_has_its_rows(tmp_path: Path) -> None:
    counts = load_sources(fetcher(tmp_path)).row_counts()
    assert counts["populated_places"] == 94_922
    assert counts["district_population"] == 1_890
    assert counts["census_2017"] == 1_874
    assert counts["tambos"] == 514
    assert counts["school_sites"] == 1_449
    assert counts["school_services"] == 202
    assert counts["department_outlines"] == 25
    assert counts["district_outlines"] == 1_874


@needs_mirror
def test_the_pinned_hashes_are_those_of_the_mirror(tmp_path: Path) -> None:
    pinned = [original for original in ORIGINALS if original.url]
    assert len(pinned) == 5
    for original in pinned:
        assert sha256_of(fetcher(tmp_path).path_of(original)) == original.sha256


def test_pinned_addresses_name_a_whole_commit() -> None:
    for original in ORIGINALS:
        if original.url:
            commit = original.url.split("/")[5]
            assert len(commit) == 40 and set(commit) <= set("0123456789abcdef")


def test_a_newer_district_falls_back_to_one_of_2017_in_its_province() -> None:
    assert len(NEWER_DISTRICTS) == 16
    for district in NEWER_DISTRICTS:
        assert district.parent[:4] == district.ubigeo[:4]
        assert parent_of(district.parent) == district.parent
    assert parent_of("150101") == "150101"


def test_a_broken_r_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "ubigeo_ccpp.rds").write_bytes(b"not R at all")
    with pytest.raises(SourceError, match="ubigeo_ccpp.rds: is not an R data file"):
        populated_places.load(Fetcher(tmp_path, tmp_path))


def test_every_source_has_its_licence_documented() -> None:
    text = (CHECKOUT / "DATA_LICENSES.md").read_text(encoding="utf-8")
    for original in ORIGINALS:
        assert original.mirror_name in text
        assert original.licence in text
