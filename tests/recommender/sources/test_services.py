"""Health posts and schools: what a source does not say is not taken for a no."""

from __future__ import annotations

from pathlib import Path

import pytest

from recommender.sources import health_posts, school_services, school_sites
from recommender.sources.errors import SourceError
from recommender.sources.originals import Fetcher, Original
from tests.recommender.mirror import fetcher, needs_mirror

POSTS = "ipress,name,category,state,latitude,longitude,connected"
SITES = "ubigeo,pronatel_school_sites,sites_operating_2022"
SERVICES = "ubigeo,services_inicial,services_primaria,services_secundaria"


def _write(folder: Path, original: Original, *lines: str) -> Fetcher:
    (folder / original.mirror_name).write_text("\n".join(lines) + "\n", "utf-8")
    return Fetcher(folder, folder)


def test_a_post_of_which_nothing_is_said_is_not_known_to_be_offline(tmp_path: Path) -> None:
    at = _write(
        tmp_path,
        health_posts.ORIGINAL,
        POSTS,
        "00000001,A,I-1,ACTIVO,-12,-77,Tiene",
        "00000002,B,I-2,ACTIVO,-12,-77,No tiene",
        "00000003,C,II-1,ACTIVO,-12,-77,Sin información",
    )
    table = health_posts.load(at)
    assert list(table.columns) == health_posts.COLUMNS
    assert table["name"].tolist() == ["A", "B", "C"]
    assert table["category"].tolist() == ["I-1", "I-2", "II-1"]
    assert table["connected"].tolist() == [True, False, False]
    assert table["connection_known"].tolist() == [True, True, False]


def test_closed_posts_ambulances_and_repeats_are_left_out(tmp_path: Path) -> None:
    at = _write(
        tmp_path,
        health_posts.ORIGINAL,
        POSTS,
        "00000001,A,I-1,ACTIVO,-12,-77,Tiene",
        "00000001,A,I-1,ACTIVO,-12,-77,No tiene",
        "00000002,B,I-2,INACTIVO,-12,-77,Tiene",
        "00000003,C,,ACTIVO,-12,-77,Tiene",
    )
    table = health_posts.load(at)
    assert table["ipress"].tolist() == ["00000001"]
    assert table["connected"].tolist() == [True]


def test_another_answer_than_the_three_is_refused(tmp_path: Path) -> None:
    at = _write(tmp_path, health_posts.ORIGINAL, POSTS, "00000001,A,I-1,ACTIVO,-12,-77,A veces")
    with pytest.raises(SourceError, match="row 2, column connected: 'A veces' does not fit"):
        health_posts.load(at)


def test_school_sites_are_counted_where_there_is_a_project(tmp_path: Path) -> None:
    at = _write(tmp_path, school_sites.ORIGINAL, SITES, "010104,1,0", "010103,5,5")
    table = school_sites.load(at)
    assert table.to_dict("list") == {
        "ubigeo": ["010103", "010104"],
        "sites": [5.0, 1.0],
        "operating": [5.0, 0.0],
    }


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("010104,1,2", "row 3, column sites_operating_2022: 2 sites operate, which is more"),
        ("010104,0,0", "row 3, column pronatel_school_sites: '0' does not fit"),
        ("10104,1,0", "row 3, column ubigeo: '10104' does not fit"),
        ("010103,1,0", "column ubigeo: '010103' does not fit: it is there more than once"),
    ],
)
def test_school_sites_that_cannot_be_are_refused(tmp_path: Path, row: str, said: str) -> None:
    at = _write(tmp_path, school_sites.ORIGINAL, SITES, "010103,5,5", row)
    with pytest.raises(SourceError) as caught:
        school_sites.load(at)
    assert said in str(caught.value)


def test_school_services_are_of_two_departments_only(tmp_path: Path) -> None:
    at = _write(tmp_path, school_services.ORIGINAL, SERVICES, "090101,3,2,1", "150101,3,2,1")
    with pytest.raises(SourceError, match="row 3, column ubigeo: '150101' does not fit"):
        school_services.load(at)


@needs_mirror
def test_the_posts_are_as_many_as_documented(tmp_path: Path) -> None:
    posts = health_posts.load(fetcher(tmp_path))
    assert posts["ipress"].is_unique and len(posts) == 8_220
    assert (~posts["connection_known"]).sum() == 634
    assert not (posts["connected"] & ~posts["connection_known"]).any()


@needs_mirror
def test_the_schools_are_as_many_as_documented(tmp_path: Path) -> None:
    sites = school_sites.load(fetcher(tmp_path))
    assert (sites["sites"].sum(), sites["operating"].sum()) == (8_599, 2_945)
    assert not sites["ubigeo"].str[:2].isin(["07", "17", "25"]).any()
    services = school_services.load(fetcher(tmp_path))
    assert len(services) == 202
    assert (services["services_secundaria"] == 1).sum() == 61
