"""A model lies in its place only when its training came to an end."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Stands for rasa: writes the model where it was told to, then ends as it was made to.
RASA = """#!/bin/sh
while [ $# -gt 0 ]; do
  case "$1" in --out) out=$2;; --fixed-model-name) name=$2;; esac
  shift
done
echo half > "$out/$name.tar.gz"
exit {code}
"""


@pytest.fixture
def train(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    module = runpy.run_path(str(ROOT / ".make" / "train.py"))
    monkeypatch.setitem(module["train"].__globals__, "MODELS", tmp_path)
    monkeypatch.setattr("sys.executable", str(tmp_path / "python"))
    return module


def rasa_that_ends(folder: Path, code: int) -> None:
    (folder / "rasa").write_text(RASA.format(code=code))
    (folder / "rasa").chmod(0o755)


def test_a_broken_training_leaves_no_model(train: dict[str, Any], tmp_path: Path) -> None:
    rasa_that_ends(tmp_path, 1)
    with pytest.raises(SystemExit, match="training failed"):
        train["train"](tmp_path / "model.tar.gz")
    assert [path.name for path in tmp_path.rglob("*.tar.gz")] == []


def test_a_whole_training_puts_the_model_in_place(train: dict[str, Any], tmp_path: Path) -> None:
    rasa_that_ends(tmp_path, 0)
    train["train"](tmp_path / "model.tar.gz")
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.tar.gz")] == [
        "model.tar.gz"
    ]
