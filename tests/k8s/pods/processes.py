"""The deployments of a rendering as processes of this machine, where no container can be run.

Each runs the command of its image (or of its manifest) in the checkout, with the environment that
its manifest gives it: the values of ConfigMaps and Secrets, its ports (as free ones), its mounts
(as folders of their own). What a container adds, a user, a root that is read-only, limits, is not
tried so.
"""

from __future__ import annotations

import base64
import json
import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

ROOT = Path(__file__).resolve().parents[3]
PATIENCE_S = 240
# What a process may inherit; all else comes from the image and the manifest.
KEPT = ("PATH", "LANG", "LC_ALL")
REFERENCES = {"Secret": "secretRef", "ConfigMap": "configMapRef"}
KEYS = {"Secret": "secretKeyRef", "ConfigMap": "configMapKeyRef"}
Document = dict[str, Any]


@dataclass(frozen=True)
class Process:
    """What runs for a deployment, and the path of its readiness probe."""

    name: str
    command: list[str]
    environment: dict[str, str]
    url: str
    ready: str


def image_of(service: str) -> tuple[list[str], dict[str, str]]:
    """The command and the environment that the last stage of a service's Dockerfile sets."""
    folder = ROOT / service.replace("-", "_")
    stage = (folder / "Dockerfile").read_text().split("\nFROM ")[-1].replace("\\\n", " ")
    command = json.loads(re.findall(r"^CMD (\[.*\])$", stage, flags=re.M)[-1])
    given = " ".join(re.findall(r"^ENV (.*)$", stage, flags=re.M))
    return command, dict(re.findall(r"(\w+)=(\S+)", given))


def values(container: Document, documents: Iterable[Document]) -> dict[str, str]:
    """The environment that a container's manifest gives it.

    Raises KeyError where a ConfigMap, a Secret or a key is missing.
    """
    held = {
        (document["kind"], document["metadata"]["name"]): _texts(document)
        for document in documents
        if document["kind"] in ("ConfigMap", "Secret")
    }
    found: dict[str, str] = {}
    for source in container.get("envFrom", []):
        kind = "Secret" if "secretRef" in source else "ConfigMap"
        found |= held[kind, source[REFERENCES[kind]]["name"]]
    for variable in container.get("env", []):
        if "valueFrom" not in variable:
            found[variable["name"]] = variable.get("value", "")
            continue
        kind = "Secret" if "secretKeyRef" in variable["valueFrom"] else "ConfigMap"
        asked = variable["valueFrom"][KEYS[kind]]
        data = held[kind, asked["name"]]
        if asked["key"] in data or not asked.get("optional"):
            found[variable["name"]] = data[asked["key"]]
    return found


def _texts(document: Document) -> dict[str, str]:
    data = document.get("data", {})
    if document["kind"] == "ConfigMap":
        return dict(data)
    return {name: base64.b64decode(text).decode() for name, text in data.items()}


def processes(
    documents: list[Document], stores: Mapping[str, str], folder: Path, model: Path
) -> list[Process]:
    """One process a deployment, on free ports that the others are told.

    `stores` gives an address such as `127.0.0.1:5433` in place of each `name:port` of a store.
    """
    containers = {
        document["metadata"]["name"]: document["spec"]["template"]["spec"]["containers"][0]
        for document in documents
        if document["kind"] == "Deployment"
    }
    ports = {name: asked["ports"][0]["containerPort"] for name, asked in containers.items()}
    free = {name: free_port() for name in ports}
    moved = {f"//{name}:{port}": f"//127.0.0.1:{free[name]}" for name, port in ports.items()}
    moved |= {f"@{name}": f"@{address}" for name, address in stores.items()}
    # The port that a service is told, and the one in its image's command.
    moved |= {f"--port {ports[name]}": f"--port {free[name]}" for name in ports}
    found = []
    for name, container in containers.items():
        command, environment = image_of(name)
        environment |= values(container, documents)
        environment = {
            variable: str(free[name]) if text == str(ports[name]) else _replaced(text, moved)
            for variable, text in environment.items()
        }
        environment |= _places(name, container, folder, model)
        command = [*container.get("command", command), *container.get("args", [])]
        command = [_replaced(part, moved) for part in command]
        ready = container["readinessProbe"]["httpGet"]["path"]
        url = f"http://127.0.0.1:{free[name]}"
        found.append(Process(name, command, environment, url, ready))
    return found


def _replaced(text: str, moved: Mapping[str, str]) -> str:
    for old, new in moved.items():
        text = text.replace(old, new)
    return text


def _places(name: str, container: Document, folder: Path, model: Path) -> dict[str, str]:
    """Folders for the mounts, the environment with the service's Python, and the trained model."""
    venv = "chat" if name in ("bot", "actions") else "services"
    places = {"PATH": f"{ROOT}/.venvs/{venv}/bin:{os.environ['PATH']}", "BOT_MODEL": str(model)}
    mounted = {mount["mountPath"] for mount in container["volumeMounts"]}
    for path, variable in (("/tmp", "TMPDIR"), ("/app/var", "TECHHUB_VAR")):
        if path in mounted:
            place = folder / name / path.strip("/").replace("/", "-")
            place.mkdir(parents=True, exist_ok=True)
            places[variable] = str(place)
    return places


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Running:
    """The processes, started; `with` ends them."""

    def __init__(self, asked: list[Process], folder: Path) -> None:
        self._asked, self._folder = asked, folder
        self._started: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Running:
        kept = {name: os.environ[name] for name in KEPT if name in os.environ}
        for process in self._asked:
            with (self._folder / f"{process.name}.log").open("wb") as log:
                self._started.append(
                    subprocess.Popen(
                        process.command,
                        cwd=ROOT,
                        env=kept | process.environment,
                        stdout=log,
                        stderr=subprocess.STDOUT,
                    )
                )
        try:
            self._wait()
        except BaseException:
            self.__exit__()
            raise
        return self

    def _wait(self) -> None:
        end = time.monotonic() + PATIENCE_S
        for process, started in zip(self._asked, self._started, strict=True):
            while not _answers(process.url + process.ready):
                ended = started.poll() is not None
                if ended or time.monotonic() > end:
                    log = (self._folder / f"{process.name}.log").read_text(errors="replace")
                    raise AssertionError(f"{process.name} is not ready:\n{log[-3000:]}")
                time.sleep(0.3)

    def __exit__(self, *_: object) -> None:
        for started in self._started:
            started.send_signal(signal.SIGTERM)
        for started in self._started:
            started.wait(timeout=60)


def _answers(url: str) -> bool:
    try:
        return requests.get(url, timeout=2).status_code == 200
    except requests.RequestException:
        return False
