"""Prometheus and Alertmanager themselves, on free ports, and how they are asked."""

from __future__ import annotations

import math
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests
import yaml

from tests.e2e.conftest import free_port
from tests.e2e.phone import direct
from tests.k8s.monitoring.programs import needed
from tests.k8s.monitoring.repository import ALERTMANAGER

PATIENCE_S = 120.0


def eventually(what: str, holds: Callable[[], Any]) -> Any:
    """Ask until the answer is true and return it; fail with `what` after two minutes."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        found = holds()
        if found:
            return found
        time.sleep(0.2)
    raise AssertionError(f"not within {PATIENCE_S:.0f} s: {what}")


@dataclass(frozen=True)
class Watch:
    """A running Prometheus, by its HTTP API."""

    address: str

    def ask(self, query: str) -> list[tuple[dict[str, str], float]]:
        """Labels and value of each series that a query gives; fails for a query that is none."""
        answer = direct().post(
            f"http://{self.address}/api/v1/query", data={"query": query}, timeout=30
        )
        body = answer.json()
        assert body["status"] == "success", (query, body)
        found = body["data"]["result"]
        if body["data"]["resultType"] == "scalar":
            return [({}, float(found[1]))]
        return [(one["metric"], float(one["value"][1])) for one in found]

    def numbers(self, query: str) -> list[tuple[dict[str, str], float]]:
        """The series of a query that have a number."""
        return [(labels, value) for labels, value in self.ask(query) if not math.isnan(value)]

    def one(self, query: str) -> float | None:
        """The one value of a query, None where there is none."""
        found = self.ask(query)
        assert len(found) <= 1, (query, found)
        return found[0][1] if found else None

    def targets(self) -> dict[tuple[str, str], str]:
        """The health of each target that is scraped, by job and instance."""
        answer = direct().get(f"http://{self.address}/api/v1/targets?state=active", timeout=30)
        return {
            (one["labels"]["job"], one["labels"]["instance"]): one["health"]
            for one in answer.json()["data"]["activeTargets"]
        }

    def metric_names(self) -> set[str]:
        """The names of all metrics that it has scraped or recorded."""
        answer = direct().get(f"http://{self.address}/api/v1/label/__name__/values", timeout=30)
        return set(answer.json()["data"])


@contextmanager
def prometheus(config: Path, folder: Path, address: str) -> Iterator[Watch]:
    """Run Prometheus with a configuration."""
    command = [
        needed("prometheus"),
        f"--config.file={config}",
        f"--storage.tsdb.path={folder}/data",
        f"--web.listen-address={address}",
    ]
    with _running(command, folder / "prometheus.log", address):
        yield Watch(address)


@contextmanager
def alertmanager(
    folder: Path, address: str, *, chat: str = "http://127.0.0.1:9", group_wait: str = ""
) -> Iterator[None]:
    """Run Alertmanager with the repository's configuration and receivers at `chat`, a dead address
    by default; with `group_wait` it waits that long before it tells of a new group.
    """
    config = yaml.safe_load(ALERTMANAGER.read_text("utf-8"))
    if group_wait:
        for route in (config["route"], *config["route"]["routes"]):
            route["group_wait"] = group_wait
    for receiver in config["receivers"]:
        for webhook in receiver["slack_configs"]:
            file = folder / Path(webhook["api_url_file"]).name
            file.write_text(f"{chat}/{receiver['name']}", "utf-8")
            webhook["api_url_file"] = str(file)
    path = folder / "alertmanager.yml"
    path.write_text(yaml.safe_dump(config), "utf-8")
    command = [
        needed("prometheus-alertmanager"),
        f"--config.file={path}",
        f"--storage.path={folder}/alerts",
        f"--web.listen-address={address}",
        "--cluster.listen-address=",
    ]
    with _running(command, folder / "alertmanager.log", address):
        yield


def free_address() -> str:
    """An address on this machine that nobody listens on."""
    return f"127.0.0.1:{free_port()}"


@contextmanager
def _running(command: list[str], log: Path, address: str) -> Iterator[None]:
    with log.open("w") as written:
        process = subprocess.Popen(command, stdout=written, stderr=subprocess.STDOUT)
    try:
        eventually(f"{command[0]} is ready", lambda: _is_ready(process, log, address))
        yield
    finally:
        process.terminate()
        process.wait(timeout=60)


def _is_ready(process: subprocess.Popen[bytes], log: Path, address: str) -> bool:
    assert process.poll() is None, log.read_text("utf-8")
    try:
        return bool(direct().get(f"http://{address}/-/ready", timeout=2).ok)
    except requests.ConnectionError:
        return False
