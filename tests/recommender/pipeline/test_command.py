"""The command line ends with a clear message, and a rebuild gives the bundle that is shipped."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from recommender.model.bundle import Bundle, load_bundle
from recommender.pipeline.__main__ import COMMANDS, main
from tests.recommender.mirror import mirror, needs_mirror

FILES = "*.csv", "*.rds", "*.xlsx", "*.geojson"


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the mirror that a test may damage, named by TECHHUB_MIRROR."""
    found = mirror()
    assert found is not None
    folder = tmp_path / "mirror"
    folder.mkdir()
    for pattern in FILES:
        for file in found.glob(pattern):
            shutil.copyfile(file, folder / file.name)
    monkeypatch.setenv("TECHHUB_MIRROR", str(folder))
    monkeypatch.setenv("TECHHUB_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("RECOMMENDER_BUNDLE", str(tmp_path / "bundle"))
    return folder


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--help"])
    assert end.value.code == 0
    text = capsys.readouterr().out
    assert all(command in text for command in COMMANDS)
    assert "TECHHUB_MIRROR" in text


def test_a_folder_that_is_not_there_is_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TECHHUB_MIRROR", "/no/such/folder")
    assert main(["build"]) == 1
    assert capsys.readouterr().err.startswith("error: TECHHUB_MIRROR names '/no/such/folder'")


@needs_mirror
@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("hubs_tambos_pais_osm_2026.csv", "-17.318257", "north", "row 2, column latitude: 'north'"),
        ("hubs_tambos_pais_osm_2026.csv", "pais_tambo_id", "id", "has no column pais_tambo_id"),
        ("towns_geonames_cities500_pe.csv", ",12261,", ",12261,x,", "row 2: has 9 cells, not 8"),
        ("districts_ubigeo_aumentado.csv", ",2338,", ",23x38,", "column altitude: '23x38'"),
    ],
)
def test_a_damaged_source_is_named_and_nothing_is_built(
    sources: Path, capsys: pytest.CaptureFixture[str], file: str, old: str, new: str, said: str
) -> None:
    text = (sources / file).read_text(encoding="utf-8")
    (sources / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    assert main(["build"]) == 1
    error = capsys.readouterr().err
    assert error.startswith(f"error: {file}") and said in error
    assert "Traceback" not in error
    assert not (sources.parent / "bundle").exists()


@needs_mirror
def test_a_district_that_is_gone_from_a_source_is_named(
    sources: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = sources / "census2017_districts_connectivity_ages.csv"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(lines[:1] + lines[2:]), encoding="utf-8")
    assert main(["build"]) == 1
    error = capsys.readouterr().err
    assert "is not known for" in error and "['010101']" in error


@needs_mirror
@pytest.mark.slow
def test_a_rebuild_gives_the_shipped_bundle(sources: Path, bundle: Bundle) -> None:
    assert main(["build"]) == 0
    rebuilt = load_bundle(sources.parent / "bundle")
    assert rebuilt.hubs.equals(bundle.hubs)
    for name in ("places", "districts"):
        shipped, again = getattr(bundle, name), getattr(rebuilt, name)
        estimated = ["people", "youth", "suitability"]
        assert shipped.drop(columns=estimated, errors="ignore").equals(
            again.drop(columns=estimated, errors="ignore")
        )
    assert rebuilt.districts["people"].equals(bundle.districts["people"])
    # Another machine rounds otherwise: people of a place and its score are near, not equal.
    people = (np.log(b.places["people"]) for b in (bundle, rebuilt))
    assert np.median(np.abs(next(people) - next(people))) < 0.02
    champion = bundle.metrics["champion"]
    models = rebuilt.metrics["models"]
    shipped, again = (b.metrics["models"][champion]["roc_auc"] for b in (bundle, rebuilt))
    assert again == pytest.approx(shipped, abs=0.01)
    if rebuilt.metrics["champion"] != champion:
        # Between two networks that are as good as equal, rounding may decide.
        names = (champion, rebuilt.metrics["champion"])
        first, second = (models[name]["average_precision"] for name in names)
        assert first == pytest.approx(second, abs=0.001)
        return
    difference = (rebuilt.places["suitability"] - bundle.places["suitability"]).abs()
    assert difference.mean() < 0.001
    assert difference.quantile(0.999) < 0.05
