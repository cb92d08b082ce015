"""Images are built once a commit, and a version is another name of what was tested."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SERVICES = ("bot", "actions", "recommender", "knowledge_base")
REGISTRY = "123.dkr.example"

# A registry as a list of images in a file, and whatever else is called written down.
PROGRAM = f"""#!{sys.executable}
import os, pathlib, sys
folder = pathlib.Path(os.environ["CALLS"])
called = " ".join([pathlib.Path(sys.argv[0]).name, *sys.argv[1:]])
with (folder / "calls").open("a") as file:
    file.write(called + "\\n")
registry = folder / "registry"
if called.startswith("skopeo inspect"):
    sys.exit(0 if sys.argv[-1] in registry.read_text().splitlines() else 1)
if called.startswith(("skopeo copy", "buildah push")):
    if sys.argv[-1] in registry.read_text().splitlines():
        sys.exit("the tag is immutable")
    with registry.open("a") as file:
        file.write(sys.argv[-1] + "\\n")
"""


def address(service: str, tag: str) -> str:
    return f"docker://{REGISTRY}/techhub/{service}:{tag}"


@dataclass(frozen=True)
class Pipeline:
    folder: Path

    def run(self, there: Iterable[str] = (), tag: str = "") -> list[str]:
        """Run the script against a registry with these images; return what was called."""
        (self.folder / "registry").write_text("".join(one + "\n" for one in there))
        environment = {
            **os.environ,
            "PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}",
            "CALLS": str(self.folder),
            "ECR_REGISTRY": REGISTRY,
            "CI_COMMIT_SHA": "abc123",
            "CI_COMMIT_TAG": tag,
        }
        done = subprocess.run(
            ["bash", ".ci/images"],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        return (self.folder / "calls").read_text().splitlines()

    def holds(self) -> set[str]:
        return set((self.folder / "registry").read_text().splitlines())


@pytest.fixture
def pipeline(tmp_path: Path) -> Pipeline:
    python = tmp_path / ".venvs" / "services" / "bin" / "python"
    python.parent.mkdir(parents=True)
    (tmp_path / "bin").mkdir()
    for program in (
        *(tmp_path / "bin" / name for name in ("aws", "skopeo", "buildah", "make")),
        python,
    ):
        program.write_text(PROGRAM)
        program.chmod(0o755)
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "images", tmp_path / ".ci" / "images")
    return Pipeline(tmp_path)


def test_what_is_missing_is_built_and_pushed_by_commit(pipeline: Pipeline) -> None:
    calls = pipeline.run(there=[address("bot", "abc123")])
    built = [call for call in calls if ".make/images.py" in call]
    assert built == [
        "python .make/images.py --tag abc123 --version abc123 actions recommender knowledge_base"
    ]
    assert pipeline.holds() == {address(service, "abc123") for service in SERVICES}


def test_what_is_there_is_not_built_again(pipeline: Pipeline) -> None:
    calls = pipeline.run(there=[address(service, "abc123") for service in SERVICES])
    assert not [call for call in calls if "images.py" in call or call.startswith("buildah")]


def test_a_version_names_the_image_of_its_commit(pipeline: Pipeline) -> None:
    calls = pipeline.run(there=[address(service, "abc123") for service in SERVICES], tag="v1.2.3")
    assert [call for call in calls if call.startswith("skopeo copy")] == [
        f"skopeo copy {address(service, 'abc123')} {address(service, 'v1.2.3')}"
        for service in SERVICES
    ]
    assert not [call for call in calls if "images.py" in call]


def test_the_same_version_again_changes_nothing(pipeline: Pipeline) -> None:
    there = [address(service, tag) for service in SERVICES for tag in ("abc123", "v1.2.3")]
    pipeline.run(there=there, tag="v1.2.3")
    assert pipeline.holds() == set(there)
