"""Builds beside the service: one at a time, none lost, a rest after one nobody asked for."""

import sys
from pathlib import Path

import pytest

from knowledge_base.index.versions import IndexVersions
from knowledge_base.live.building import BuildBeside
from tests.knowledge_base.conftest import wait_until

# Stands for a build that is refused: it notes how it was called.
_NOTE = """
import os, pathlib, sys
with pathlib.Path(os.environ["NOTED"]).open("a") as file:
    print("build", *sys.argv[1:], file=file)
sys.exit(2)
"""


@pytest.fixture
def noted(tmp_path: Path) -> Path:
    return tmp_path / "noted"


@pytest.fixture
def versions(tmp_path: Path) -> IndexVersions:
    return IndexVersions(tmp_path / "index", keep=5)


@pytest.fixture
def beside(versions: IndexVersions, noted: Path) -> BuildBeside:
    command = (sys.executable, "-c", _NOTE)
    return BuildBeside(versions, {"NOTED": str(noted)}, command, rest_s=600)


def _lines(noted: Path) -> list[str]:
    return noted.read_text().splitlines() if noted.exists() else []


def test_nothing_is_built_that_nobody_wants(beside: BuildBeside) -> None:
    assert not beside.step(wanted=False)


def test_a_build_that_was_refused_is_not_begun_again_at_once(
    beside: BuildBeside, noted: Path
) -> None:
    assert beside.step(wanted=True)
    wait_until(lambda: _lines(noted) == ["build"])
    assert not any(beside.step(wanted=True) for _ in range(20))
    # Whoever asks does not wait for the rest to end.
    beside.ask()
    wait_until(lambda: beside.step(wanted=True))
    wait_until(lambda: _lines(noted) == ["build", "build"])


def test_after_the_rest_it_is_tried_again(versions: IndexVersions, noted: Path) -> None:
    command = (sys.executable, "-c", _NOTE)
    beside = BuildBeside(versions, {"NOTED": str(noted)}, command, rest_s=0)
    assert beside.step(wanted=True)
    wait_until(lambda: beside.step(wanted=True))
    wait_until(lambda: _lines(noted) == ["build", "build"])


def test_what_was_asked_for_while_another_builds_is_not_lost(
    beside: BuildBeside, versions: IndexVersions, noted: Path
) -> None:
    with versions.building():
        beside.ask(force=True)
        beside.ask()
        assert not beside.step(wanted=False)
    assert beside.step(wanted=False)
    wait_until(lambda: _lines(noted) == ["build --force"])
    wait_until(lambda: not beside.step(wanted=False))
    assert _lines(noted) == ["build --force"]


def test_a_build_at_work_ends_with_the_service(versions: IndexVersions, noted: Path) -> None:
    working = _NOTE.replace("sys.exit(2)", "import time; time.sleep(600)")
    beside = BuildBeside(versions, {"NOTED": str(noted)}, (sys.executable, "-c", working), 600)
    assert beside.step(wanted=True)
    wait_until(lambda: _lines(noted) == ["build"])
    beside.stop()
    # None is at work any more: who asks now gets one.
    beside.ask()
    assert beside.step(wanted=False)
    beside.stop()
