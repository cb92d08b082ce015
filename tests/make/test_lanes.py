"""Which suites `make test` and `make test-slow` run, and what runs beside what."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def lanes(monkeypatch: pytest.MonkeyPatch) -> Any:
    # A dataclass looks its module up by name.
    monkeypatch.setitem(sys.modules, "<run_path>", sys.modules[__name__])
    return runpy.run_path(str(ROOT / ".make" / "tests.py"))["lanes"]


@pytest.mark.parametrize("asked", ["fast", "slow"])
def test_every_folder_of_tests_is_run_once(lanes: Any, asked: str) -> None:
    run = [
        folder
        for step in lanes(asked)
        for lane in step
        for suite in lane
        for folder in suite.folders
    ]
    there = {path.relative_to(ROOT).parts[1] for path in (ROOT / "tests").rglob("test_*.py")}
    assert len(run) == len(set(run))
    assert {f"tests/{name}" for name in there} <= set(run)


@pytest.mark.parametrize("asked", ["fast", "slow"])
def test_what_talks_to_running_pods_has_the_machine_for_itself(lanes: Any, asked: str) -> None:
    for step in lanes(asked):
        if any("tests/e2e" in suite.folders for lane in step for suite in lane):
            assert len(step) == 1
