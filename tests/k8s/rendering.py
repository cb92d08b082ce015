"""The manifests as kustomize renders them, and the questions that the tests ask of them."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
K8S = ROOT / "k8s"
OVERLAYS = ("local", "staging", "production")
WORKLOADS = ("Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob")
Object = dict[str, Any]


class NotRendered(Exception):
    """kustomize refused; the message is its own."""


@dataclass(frozen=True)
class Pod:
    """A pod template with the object that makes it."""

    owner: Object
    template: Object

    @property
    def name(self) -> str:
        return str(self.owner["metadata"]["name"])

    @property
    def kind(self) -> str:
        return str(self.owner["kind"])

    @property
    def labels(self) -> dict[str, str]:
        return dict(self.template["metadata"]["labels"])

    @property
    def spec(self) -> Object:
        return dict(self.template["spec"])

    @property
    def containers(self) -> list[Object]:
        return [*self.spec.get("initContainers", []), *self.spec["containers"]]

    def is_chosen_by(self, labels: dict[str, str]) -> bool:
        """Whether a selector of these labels takes it."""
        return labels.items() <= self.labels.items()

    @property
    def is_ours(self) -> bool:
        """Whether it runs one of the images that are built here."""
        return all("techhub/" in one["image"] for one in self.containers)


@dataclass(frozen=True)
class Manifests:
    """All objects of one rendering."""

    name: str
    objects: Sequence[Object]

    def of_kind(self, *kinds: str) -> list[Object]:
        return [one for one in self.objects if one["kind"] in kinds]

    def named(self, kind: str, name: str) -> Object:
        """The one object of this kind and name; kustomize's hash at its end does not count."""
        found = [
            one
            for one in self.of_kind(kind)
            if one["metadata"]["name"] == name
            or (kind in ("ConfigMap", "Secret") and unhashed(one["metadata"]["name"]) == name)
        ]
        assert len(found) == 1, f"{self.name}: {len(found)} of {kind} {name}"
        return found[0]

    def pods(self) -> list[Pod]:
        return [Pod(one, template_of(one)) for one in self.of_kind(*WORKLOADS)]

    def pod(self, name: str) -> Pod:
        return next(pod for pod in self.pods() if pod.name == name)

    def secret_keys(self) -> dict[str, set[str]]:
        """The keys of each Secret that is in the rendering, or is made from something in it."""
        found = {
            one["metadata"]["name"]: set(one.get("data", {})) | set(one.get("stringData", {}))
            for one in self.of_kind("Secret")
        }
        for one in self.of_kind("ExternalSecret"):
            keys = {line["secretKey"] for line in one["spec"]["data"]}
            found[one["spec"]["target"]["name"]] = keys
        for one in self.of_kind("Certificate"):
            found[one["spec"]["secretName"]] = {"tls.crt", "tls.key", "ca.crt"}
        return found

    def config_keys(self) -> dict[str, set[str]]:
        return {one["metadata"]["name"]: set(one["data"]) for one in self.of_kind("ConfigMap")}


def template_of(workload: Object) -> Object:
    spec = workload["spec"]
    if workload["kind"] == "CronJob":
        spec = spec["jobTemplate"]["spec"]
    return dict(spec["template"])


def unhashed(name: str) -> str:
    return name.rpartition("-")[0]


def kubectl() -> str:
    """The program that renders; without it the test skips, save in CI."""
    program = shutil.which("kubectl")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("kubectl is not installed")
        pytest.skip("kubectl is not installed")
    return program


def render(folder: Path) -> list[Object]:
    """The objects of a kustomization; raises NotRendered with kustomize's own words."""
    command = [kubectl(), "kustomize", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotRendered(done.stderr)
    return [one for one in yaml.safe_load_all(done.stdout) if one]


def render_overlay(name: str) -> Manifests:
    return Manifests(name, render(K8S / "overlays" / name))


def render_text(text: str, **files: str) -> list[Object]:
    """Render a kustomization given as text; `K8S/` in it stands for the folder of manifests."""
    with tempfile.TemporaryDirectory() as scratch:
        # kustomize takes no absolute paths.
        text = text.replace("K8S/", os.path.relpath(K8S, Path(scratch).resolve()) + "/")
        Path(scratch, "kustomization.yaml").write_text(text, "utf-8")
        for name, content in files.items():
            Path(scratch, f"{name}.yaml").write_text(content, "utf-8")
        return render(Path(scratch))


def own_stores() -> Manifests:
    """PostgreSQL and Redis in the cluster, by the kustomization in components/README.md."""
    written = (K8S / "components" / "README.md").read_text("utf-8")
    text = written.split("```yaml\n", 1)[1].split("```", 1)[0]
    text = text.replace("../../", "K8S/").replace("../production", "K8S/overlays/production")
    namespace = (K8S / "overlays" / "production" / "namespace.yaml").read_text("utf-8")
    return Manifests("own-stores", render_text(text, namespace=namespace))


COMPOSITIONS = {"own-stores": own_stores}
