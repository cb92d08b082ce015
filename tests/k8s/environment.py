"""Which variables a service reads, and which ones its pods are given."""

from __future__ import annotations

import ast
import base64
import re
from collections.abc import Iterator
from pathlib import Path

from tests.k8s.rendering import ROOT, Manifests, Object, Pod

NAME = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")
LINE = re.compile(r"(?:# )?([A-Z][A-Z0-9_]*)=(.*)")
IN_SHELL = re.compile(r"\$\{?([A-Z][A-Z0-9_]*)\}?")
IMAGES = {
    "bot": "bot",
    "actions": "actions",
    "recommender": "recommender",
    "knowledge_base": "knowledge-base",
}
SETTINGS = {
    "bot": ("bot/settings.py", "bot/variables.py"),
    "actions": ("actions/settings.py",),
    "recommender": ("recommender/settings.py",),
    "knowledge-base": (
        "knowledge_base/settings.py",
        "knowledge_base/console/settings.py",
        "knowledge_base/variables.py",
    ),
}


def service_of(pod: Pod) -> str:
    """The service whose image a pod runs."""
    image = pod.containers[0]["image"].rpartition(":")[0].rpartition("/")[2]
    return IMAGES[image]


def documented() -> dict[str, str]:
    """Each variable of .env.example with the value that stands there, commented out or not."""
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    return {found[1]: found[2] for line in lines if (found := LINE.fullmatch(line))}


def read_by(service: str) -> set[str]:
    """The variables that a service's settings, its image's command and Rasa's endpoints name."""
    found = {name for file in SETTINGS[service] for name in _names(ROOT / file)}
    found |= set(IN_SHELL.findall(_dockerfile(service).rpartition("\nCMD ")[2]))
    if service == "bot":
        found |= named_in_endpoints()
    return found


def set_by_image(service: str) -> dict[str, str]:
    """What the service's image sets."""
    block = _dockerfile(service).rpartition("\nENV ")[2].partition("\nWORKDIR")[0]
    pairs = (part.partition("=") for part in block.replace("\\\n", " ").split())
    return {name: value for name, _, value in pairs}


def exposed_by_image(service: str) -> int:
    """The port that the service's image says it serves."""
    found = re.search(r"^EXPOSE (\d+)$", _dockerfile(service), re.MULTILINE)
    assert found
    return int(found[1])


def _dockerfile(service: str) -> str:
    return (ROOT / service.replace("-", "_") / "Dockerfile").read_text("utf-8")


def named_in_endpoints() -> set[str]:
    return set(IN_SHELL.findall((ROOT / "bot" / "endpoints.yml").read_text("utf-8")))


def _names(file: Path) -> Iterator[str]:
    """Texts of a settings module that can only be names of variables.

    They are handed to `environ.get`, to helper functions and through tables, so that every text is
    looked at; a name has an underscore or stands in .env.example.
    """
    known = documented()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if NAME.fullmatch(node.value) and ("_" in node.value or node.value in known):
                yield node.value


def given_to(pod: Pod, manifests: Manifests, secrets: dict[str, str] | None = None) -> Object:
    """The environment of a pod's container; `secrets` are values where the rendering has none."""
    container = pod.containers[0]
    found: Object = {}
    for source in container.get("envFrom", []):
        name = source["configMapRef"]["name"]
        found |= next(
            one["data"] for one in manifests.of_kind("ConfigMap") if one["metadata"]["name"] == name
        )
    for line in container.get("env", []):
        found[line["name"]] = (
            line["value"] if "value" in line else _secret(line, manifests, secrets)
        )
    return {name: value for name, value in found.items() if value is not None}


def _secret(line: Object, manifests: Manifests, secrets: dict[str, str] | None) -> str | None:
    reference = line["valueFrom"]["secretKeyRef"]
    for one in manifests.of_kind("Secret"):
        if one["metadata"]["name"] == reference["name"]:
            encoded = one["data"].get(reference["key"])
            return base64.b64decode(encoded).decode() if encoded else None
    return (secrets or {}).get(reference["key"], "" if secrets is None else None)
