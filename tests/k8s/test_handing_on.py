"""What one job of the pipeline leaves to another: images to scan, model, region, provider."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import tomllib
import yaml

from tests.k8s.conftest import rendered
from tests.k8s.rendering import COMPOSITIONS, K8S, OVERLAYS, ROOT, Manifests, kubectl, render

Job = dict[str, Any]
# Fails for the image that is told to it, and writes down what it was asked to scan.
TRIVY = f"""#!{sys.executable}
import os, pathlib, sys
with pathlib.Path(os.environ["CALLS"]).open("a") as file:
    file.write(sys.argv[-1] + "\\n")
sys.exit(sys.argv[-1] == os.environ.get("FAULTY"))
"""


@pytest.fixture(scope="module")
def pipeline() -> dict[str, Job]:
    loaded: dict[str, Job] = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text("utf-8"))
    return loaded


@pytest.fixture(scope="module")
def others() -> list[str]:
    """The images of others, as the script names them."""
    kubectl()
    done = subprocess.run(
        ["bash", ROOT / ".ci" / "others"], capture_output=True, text=True, check=True, timeout=120
    )
    return done.stdout.splitlines()


def of_others(manifests: Manifests) -> set[str]:
    images = {one["image"] for pod in manifests.pods() for one in pod.containers}
    return {image for image in images if "/techhub/" not in f"/{image}"}


def test_every_image_of_others_is_scanned(others: list[str]) -> None:
    renderings = [rendered(name) for name in (*OVERLAYS, *COMPOSITIONS)]
    renderings += [Manifests(name, render(K8S / name)) for name in ("monitoring", "logging")]
    assert set(others) == set().union(*map(of_others, renderings))
    assert len(others) == len(set(others)) > 5


def test_every_image_of_others_is_in_the_table_of_what_is_mended(others: list[str]) -> None:
    table = (K8S / "COST.md").read_text("utf-8").split("## Until when", 1)[1].split("## Why", 1)[0]
    for image in others:
        assert f"`{image.rpartition(':')[0].removeprefix('docker.io/')}`" in table, image


@pytest.mark.parametrize(("faulty", "code"), [("", 0), ("redis:1", 1)])
def test_one_faulty_image_ends_the_pipeline_after_all_were_scanned(
    pipeline: dict[str, Job], tmp_path: Path, faulty: str, code: int
) -> None:
    (tmp_path / "trivy").write_text(TRIVY)
    (tmp_path / "trivy").chmod(0o755)
    (tmp_path / "others.txt").write_text("redis:1\ngrafana:2\n")
    environment = {
        "PATH": f"{tmp_path}:{os.environ['PATH']}",
        "CALLS": str(tmp_path / "calls"),
        "FAULTY": faulty,
    }
    script = "\n".join(pipeline["scan-others"]["script"])
    shell = str(shutil.which("sh"))
    done = subprocess.run([shell, "-e", "-c", script], cwd=tmp_path, env=environment, timeout=60)
    assert done.returncode == code
    assert (tmp_path / "calls").read_text().splitlines() == ["redis:1", "grafana:2"]


def test_the_list_is_written_where_it_is_read(pipeline: dict[str, Job]) -> None:
    assert "bash .ci/others > others.txt" in pipeline["lint-k8s"]["script"]
    assert pipeline["lint-k8s"]["artifacts"]["paths"] == ["others.txt"]
    assert pipeline["scan-others"]["needs"] == ["lint-k8s"]


def test_the_model_that_was_tested_is_the_one_in_the_image(pipeline: dict[str, Job]) -> None:
    """train.py finds it by the digest of what it learned from, and trains no other."""
    assert "bot/models/*.tar.gz" in pipeline["test-slow"]["artifacts"]["paths"]
    assert "test-slow" in pipeline["images"]["needs"]
    assert 'MODELS / (digest.hexdigest()[:16] + ".tar.gz")' in (
        (ROOT / ".make" / "train.py").read_text("utf-8")
    )


def test_either_version_of_aws_command_line_knows_the_region(pipeline: dict[str, Job]) -> None:
    said = "\n".join(pipeline[".aws"]["before_script"])
    assert 'export AWS_DEFAULT_REGION="$AWS_REGION"' in said


def test_terraform_takes_its_provider_from_the_cache(pipeline: dict[str, Any]) -> None:
    variables = pipeline["variables"]
    locks = [path for path in (K8S / "terraform").rglob(".terraform.lock.hcl")
             if ".terraform" not in path.parent.parts]  # fmt: skip
    assert variables["TF_PLUGIN_CACHE_DIR"] in (
        f"$CI_PROJECT_DIR/{path}" for path in pipeline["terraform"]["cache"]["paths"]
    )
    trusted = variables["TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE"] == "true"
    assert trusted or locks


def test_public_values_of_development_are_no_secret_to_gitleaks() -> None:
    allowed = tomllib.loads((ROOT / ".gitleaks.toml").read_text("utf-8"))["allowlist"]["regexes"]
    files = (ROOT / ".env.example", K8S / "overlays" / "local" / "kustomization.yaml")
    written = "".join(path.read_text("utf-8") for path in files)
    values = set(re.findall(r"[\w-]*-not-for-production", written))
    assert len(values) > 2
    assert not [one for one in values if not any(re.search(rule, one) for rule in allowed)]
