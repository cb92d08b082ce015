"""How the two Python environments are found, made and made anew."""

from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
WITHOUT_ENSUREPIP = """#!/bin/sh
case "$2" in *ensurepip*) exit 1;; esac
echo 3.10
"""


@pytest.fixture(scope="module")
def environments() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / ".make" / "environments.py"))


def program(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)
    return path


def test_a_python_without_ensurepip_serves_uv_but_not_pip(
    environments: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = program(tmp_path / "bin" / "python3.10", WITHOUT_ENSUREPIP)
    monkeypatch.setenv("PATH", f"{python.parent}:/bin")
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "none"))
    assert environments["find_python"](("3.10",)) == str(python)
    assert environments["find_python"](("3.10",), with_pip=True) is None


def test_a_dangling_interpreter_does_not_work(environments: dict[str, Any], tmp_path: Path) -> None:
    python = tmp_path / "python"
    python.symlink_to(tmp_path / "upgraded-away")
    assert not environments["works"](python, ("3.10",))


def test_a_dangling_environment_is_made_anew(
    environments: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    python = tmp_path / "venvs" / "chat" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to(tmp_path / "upgraded-away")
    lock = tmp_path / "requirements.lock"
    lock.write_text("")
    monkeypatch.setitem(environments["install"].__globals__, "VENVS", tmp_path / "venvs")
    environments["install"](None, "chat", sys.executable, (version,), [lock])
    assert environments["works"](python, (version,), with_pip=True)


def test_a_folder_without_torch_leaves_the_cpu_build_to_uv(
    environments: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("UV_TORCH_BACKEND", raising=False)
    monkeypatch.delenv("UV_FIND_LINKS", raising=False)
    monkeypatch.setenv("PIP_FIND_LINKS", f"https://example.org/wheels file://{tmp_path}")
    found = environments["clean_environment"]()
    assert found["UV_TORCH_BACKEND"] == "cpu"
    assert found["UV_FIND_LINKS"] == f"https://example.org/wheels,file://{tmp_path}"
    (tmp_path / "torch-2.13.0-cp311-none-any.whl").touch()
    assert "UV_TORCH_BACKEND" not in environments["clean_environment"]()


def test_the_setup_is_written_for_python_3_8() -> None:
    ruff = Path(sys.executable).with_name("ruff")
    file = ROOT / ".make" / "environments.py"
    command = [str(ruff), "check", "--isolated", "--select", "E9", "--target-version", "py38"]
    done = subprocess.run([*command, str(file)], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
