"""A stage runs when something it depends on has changed, and only then."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest

from recommender.pipeline.progress import Progress
from recommender.pipeline.settings import Settings
from recommender.pipeline.stages import Runner, code_of, fingerprint


@pytest.fixture
def said() -> StringIO:
    return StringIO()


@pytest.fixture
def runner(tmp_path: Path, said: StringIO) -> Runner:
    return Runner(tmp_path / "work", Progress(said))


def test_an_unchanged_stage_is_not_run_again(
    runner: Runner, said: StringIO, tmp_path: Path
) -> None:
    output = tmp_path / "output"
    assert runner.run("one", "key", [output], output.touch)
    assert not runner.run("one", "key", [output], output.touch)
    assert said.getvalue().endswith("one: unchanged, not run again\n")
    assert runner.run("one", "another key", [output], output.touch)
    output.unlink()
    assert runner.run("one", "another key", [output], output.touch)


def test_a_stage_that_failed_is_run_again(runner: Runner) -> None:
    def fail() -> None:
        raise OSError("no space left")

    runner.run("one", "key", [], lambda: None)
    with pytest.raises(OSError, match="no space"):
        runner.run("one", "changed", [], fail)
    assert runner.run("one", "key", [], lambda: None)


def test_fingerprints_differ_by_content_and_not_by_order() -> None:
    assert fingerprint({"a": 1, "b": 2}) == fingerprint({"b": 2, "a": 1}) != fingerprint({"a": 1})


def test_the_code_of_a_stage_is_found() -> None:
    files = code_of("sources", "places/sphere.py")
    assert "sources/tambos.py" in files and "places/sphere.py" in files


def test_settings(tmp_path: Path) -> None:
    settings = Settings.from_environment({})
    assert settings.mirror is None
    assert settings.bundle.parts[-2:] == ("recommender", "bundle")
    environ = {"TECHHUB_MIRROR": str(tmp_path), "TECHHUB_VAR": "elsewhere"}
    assert Settings.from_environment(environ).mirror == tmp_path
    assert Settings.from_environment(environ).work == Path("elsewhere/pipeline")
    with pytest.raises(ValueError, match="TECHHUB_MIRROR.*not a folder"):
        Settings.from_environment({"TECHHUB_MIRROR": str(tmp_path / "none")})
