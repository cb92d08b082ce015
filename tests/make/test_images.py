"""What a build of images is told of the installer, and what it may see while it runs."""

from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def images(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.syspath_prepend(str(ROOT / ".make"))
    return runpy.run_path(str(ROOT / ".make" / "images.py"))


def read_by_a_shell(settings: str, name: str) -> str:
    """What a shell that has read the settings holds in a variable; it stood at `cpu` before."""
    script = f'UV_TORCH_BACKEND=cpu; {settings}printf %s "${{{name}-unset}}"'
    return subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=True).stdout


def test_a_setting_reaches_the_build_letter_by_letter(images: dict[str, Any]) -> None:
    address = "https://user:it's $HOME@packages.example.org/simple"
    settings = images["installer_settings"]({"PIP_INDEX_URL": address, "HOME": "/root"})
    assert read_by_a_shell(settings, "PIP_INDEX_URL") == address
    assert "HOME=" not in settings


def test_torch_comes_from_a_folder_of_wheels_or_for_cpus(images: dict[str, Any]) -> None:
    settings = images["installer_settings"]
    assert read_by_a_shell(settings({}), "UV_TORCH_BACKEND") == "unset"
    assert read_by_a_shell(settings({"UV_TORCH_BACKEND": "cpu"}), "UV_TORCH_BACKEND") == "cpu"


def test_only_folders_that_are_named_and_there_are_mounted(
    images: dict[str, Any], tmp_path: Path
) -> None:
    (tmp_path / "ca.pem").touch()
    environment = {
        "SSL_CERT_FILE": str(tmp_path / "ca.pem"),
        "UV_FIND_LINKS": f"https://example.org/wheels,{tmp_path / 'missing'}",
    }
    assert images["mounted"](environment) == [f"{tmp_path}:{tmp_path}:ro"]


def test_an_unknown_service_is_refused_by_name() -> None:
    command = [sys.executable, str(ROOT / ".make" / "images.py"), "robot"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 2 and "no such service: robot" in done.stderr
