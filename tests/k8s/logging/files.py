"""The files of k8s/logging, read as those read them that they are for."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "k8s" / "logging"
SERVICES = ("bot", "actions", "recommender", "knowledge_base")
# A container is called as its pod.
CONTAINERS = tuple(service.replace("_", "-") for service in SERVICES)


def need(program: str) -> None:
    """Skip a test for want of a program; where tests run for all, what can be installed must be."""
    if shutil.which(program) is None:
        assert os.environ.get("CI") != "true", f"{program} is not installed"
        pytest.skip(f"{program} is not installed")


@cache
def objects() -> list[dict[str, Any]]:
    """What `kubectl kustomize` makes of the folder."""
    need("kubectl")
    done = subprocess.run(["kubectl", "kustomize", FOLDER], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return [one for one in yaml.safe_load_all(done.stdout) if one]


def only(kind: str, name: str) -> dict[str, Any]:
    """The object of a kind and a name; a generated name ends in a digest."""
    (found,) = [
        one
        for one in objects()
        if one["kind"] == kind
        and (one["metadata"]["name"] == name or one["metadata"]["name"].startswith(f"{name}-"))
        and len(one["metadata"]["name"]) - len(name) in (0, 11)
    ]
    return found


def read_json(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((FOLDER / "elasticsearch" / name).read_text("utf-8"))
    return read


def fluent_bit() -> dict[str, Any]:
    """Fluent Bit's configuration as it lies in the ConfigMap that it mounts."""
    text = only("ConfigMap", "fluent-bit")["data"]["fluent-bit.yaml"]
    read: dict[str, Any] = yaml.safe_load(text)
    return read
